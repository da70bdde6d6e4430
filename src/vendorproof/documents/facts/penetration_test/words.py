"""How reports of penetration tests name their findings, and what looks like one but is none."""

import re

from vendorproof.documents.facts import severity
from vendorproof.documents.facts.folding import folded
from vendorproof.documents.facts.kinds import Mark

GRADE = severity.ANY.replace("|note", "|note|none")
NUMBERED = (
    r"(?:(?i:finding|issue|vulnerability|vuln|observation|weakness|report|ref|id)\b\s{0,2}(?i:id|no\.?|number)?\s{0,2}[#:]?\s{0,2})?"
    r"(?!CVE-|MS\d\d-|CWE-|TLS|SSL|\d{2,3}(?:\.\d{1,3}){3}|\d{1,3}(?:\.\d{1,3}){3}/)"
    r"(?P<id>#\d{4,9}(?=[\s:.)-])|#?\d{1,3}(?:\.\d{1,3}){0,4}(?=[\s.):–—|-])|[A-Z]{1,12}(?:[-_][A-Z0-9]{1,14}){0,4}[-_]\d{1,6}(?:[-_.]\d{1,4}){0,3}|[A-Z]{1,4}\d{1,4}(?=\s{0,2}[:.)|\t–—-]))"
    r"\s{0,2}[.):\]–—|\t-]{0,2}\s{0,3}(?:WP\d{1,2}(?:[/&,-]\d{1,2})?:\s)?"
)
LABELS = (
    r"(?:(?:overall|technical|finding|vulnerability|issue|inherent|final|cvss|security)\s)?(?:cvss(?:\s?v?[234](?:\.\d)?)?\s)?"
    r"(?:(?:severity|risk|threat|criticality)(?:\s(?:of issue|severity|rating|ranking|level|factor|class|classification))?|rating)"
)
STATUS = Mark(
    "status",
    {
        name: re.compile(
            r"[\s:()\[\]|*_–-]{0,4}(?:(?:remediation |retest |re-test |fix |current |finding |issue |vulnerability )?(?:status|state|result)(?: after retest)?\b)?"
            rf"[\s:=()\[\]|*_–-]{{0,6}}(?:{words})[\s()\[\]|*_.–-]{{0,4}}"
        )
        for name, words in {
            "partially_fixed": r"partially (?:fixed|remediated|resolved|mitigated|addressed|closed)|partial(?:ly)?(?: fix)?",
            "open": r"open|unresolved|not (?:yet )?(?:fixed|remediated|resolved|addressed|mitigated)|un(?:fixed|remediated|patched|addressed)|still (?:open|present|vulnerable)|active|outstanding|in progress|new",
            "accepted": r"(?:risk )?accepted(?: risk)?|acknowledged|won'?t (?:be )?fix(?:ed)?|deferred",
            "fixed": r"(?:verified )?(?:as )?(?:fixed|remediated|resolved|closed|mitigated|patched|corrected|addressed)(?: and verified)?",
        }.items()
    },
)
STATUS_WORDS = (
    r"partially (?:fixed|remediated|resolved|mitigated)|not (?:fixed|remediated|resolved)"
    r"|open|unresolved|fixed|remediated|resolved|closed|mitigated|(?:risk )?accepted|acknowledged|in progress"
)
FIELD = re.compile(
    r"(?:(?:vulnerability|privilege escalation)\s(?:explanation|description|details|fix|vulnerability)|(?:affected|vulnerable|impacted)\s(?:\w+\s?){1,3}|overview|cvss\b.{0,40}|cwe\b.{0,30}|owasp\b.{0,30}|category|class|type|status|state|(?:finding\s|issue\s|vuln(?:erability)?\s)?(?:id|type|class|category|identifier|reference)"
    r"|hosts?|targets?|systems?|components?|assets?|locations?|urls?|parameters?|endpoints?|likelihood|impact|difficulty|exploitability|probability|ease of exploitation|score|vector|reported|date(?: \w+)?|tested|role|business impact"
    r"|common vulnerability scoring system.{0,24}|common weakness.{0,40}|(?:base|temporal|environmental) score.{0,20}|technical details|finding details|details|references?|ref\.?(?:\s?(?:no\.?|number|id))?|priority|effort|remediation effort|found by|asset|weakness|method|discovered|reporter|assigned|confidence)"
    r"\s*(?:[:=–—|\t].{0,400}|$|\s(?=\d|cvss|av:|https?:|[a-z]{1,12}(?:-[a-z0-9]{1,12}){0,3}-\d).{0,400})",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"(?:(?:finding|vulnerability|issue|observation|weakness)(?:\s(?:name|title|exploited))?|title|name|finding)\s{0,2}[:\t|–—]\s{0,3}(?P<title>\S.{2,180})",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+)?(?:(?:summary|overview|list|table|details?) of )?(?:the )?(?:detailed |technical |key |main |security |vulnerability |assessment |testing |test |pentest |identified |individual |external |internal |web application |network |non-technical |general )*"
    r"(?:findings?|results?|vulnerabilit(?:y|ies)|issues?|observations?|summary|overview|description|details?|impact|severity|risks?|rating|evidence|recommendations?|remediation|references?|proof of concept|steps to reproduce|"
    r"report|conclusion|introduction|scope|methodology|appendix.{0,30}|background|analysis|name|title|id|status|n/?a|none|assessment|executive summary|table \d+.{0,80}|figure \d+.{0,80}|page \d+.{0,12}|\d+)",
    re.IGNORECASE,
)
_DEFINES = re.compile(
    r"(?:an? |the |these |this |those |any |such |it |there |if |when |we |our |no |successful |immediate(?:ly)? |vulnerabilit(?:y|ies) |issues? |findings? |exploitation |weakness(?:es)? |flaws? |attack(?:s|ers?)? (?:can|could|may)|"
    r"requires? |should |must |can |could |may |poses? |presents? |indicates? |refers? |represents? |trivial|cvss|score|\d)",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:should|could|can|may|must|will|would|requires?|poses?|is recommended|are recommended|was able|were able|we|our|you|which|leads? to|has been|have been)\b",
    re.IGNORECASE,
)
_GRADES = frozenset(severity.ANY.split("|")) | {
    "none",
    "very",
    "severity",
    "risk",
    "and",
    "or",
    "to",
    "findings",
    "total",
    "extreme",
}
_LABELLED = re.compile(
    r"(?:impact|likelihood|probability|exploitability|confidentiality|integrity|availability|difficulty|priority|risk|severity|confidence|complexity|effort|business|attack|overall|damage|threat|critical|high|medium|low|info)"
    r"(?: (?:impact|risk|rating|level|complexity|vector|score|severity|likelihood|effort|priority))*",
    re.IGNORECASE,
)


def is_title(text: str) -> bool:
    """Whether a line can be the name of a finding: no sentence, no common heading, no label, no number."""
    plain = folded(text).strip(" .:-|")
    words = plain.split()
    if not 4 <= len(plain) <= 200 or len(words) > 24 or text.rstrip().endswith((",", ";", "?", ":")):
        return False
    if text.rstrip().endswith(".") and not _is_capitalised(text):
        return False
    if re.fullmatch(r"[\[<{].*[\]>}]", plain) or set(re.findall(r"[a-z]+", plain)) <= _GRADES:
        return False
    letters = sum(map(str.isalpha, plain))
    if letters < 4 or letters < 0.55 * len(plain.replace(" ", "")):
        return False
    if not (
        text.lstrip("\"'“‘([.<")[:1].isupper() or text[:1].isdigit() or re.match(r"[a-z]{1,12}[\w.]*[A-Z_/.(-]", text)
    ):
        return False
    return not (
        _HEADS.fullmatch(plain) or _LABELLED.fullmatch(plain) or severity.SEVERITY.read(plain) or FIELD.fullmatch(plain)
    )


def _is_capitalised(text: str) -> bool:
    long = [word for word in text.split() if len(word) >= 4]
    return 1 < len(long) <= 14 and sum(1 for word in long if word[:1].isupper()) >= 0.75 * len(long)


def is_definition(text: str) -> bool:
    """Whether what stands beside a grade explains the grade: `High  Exploitation is possible but needs …`."""
    words = len(text.split())
    says = _SAYS.search(text) is not None and (words > 8 or text.rstrip().endswith("."))
    return (words > 3 and (_DEFINES.match(text) is not None or says)) or re.match(r"[\d.\s–-]{3,}", text) is not None
