"""How policies say what they are: the names of keys, values that are none, and the sentences that give a date."""

import re
from collections.abc import Mapping

BREAK = re.compile(r"\t|\||[ \u00a0]{3,}")
TRIM = " \u00a0*_#>`\"'\r"
PAPER = r"(?:polic(?:y|ies)|document|plan|procedure|standard|notice|statement|version|file|page|agreement|terms|code)"
NAMES: Mapping[str, str] = {
    "next_review": rf"(?:{PAPER}\s)?(?:next\s(?:scheduled\s|planned\s|annual\s)?(?:review|revision|update)(?:\sdate|\sdue)?(?:\sdue)?|review\sdue(?:\sdate)?|due\sfor\s(?:next\s)?review|(?:to\sbe\s)?review(?:ed)?\sby(?=\s*(?:[:*]|$))|date\s(?:of|for)\snext\sreview|nächste\süberprüfung|prochaine\srévision)",
    "reviewed": rf"(?:{PAPER}\s)?(?:date\s)?(?:of\s)?last\sreview(?:ed)?(?:\sdate|\son)?|date\s(?:of\slast\sreview|last\sreviewed|reviewed)|most\srecent\sreview|last_reviewed",
    "updated": rf"(?:{PAPER}\s)?(?:date\s)?(?:(?:of\s)?last\s(?:updated?|revised|revision|modified|modification|amended|change[d]?)(?:\sdate|\son)?|(?:revision|revised|update|updated)\sdate|date\s(?:last\s)?(?:revised|updated|modified|of\slast\s(?:update|revision|change))|updated(?:\son)?|last_updated)|dernière\smise\sà\sjour|mis(?:e)?\sà\sjour(?:\sle)?|zuletzt\saktualisiert(?:\sam)?|stand|última\sactualización",
    "effective_date": rf"(?:{PAPER}\s)?(?:effective(?:\sdate|\sfrom|\sas\sof|_date)?|date\s(?:effective|of\s(?:entry\sinto\s)?(?:force|effect))|in\s(?:force|effect)\s(?:from|since|as\sof)|valid\sfrom|date\sd'entrée\sen\svigueur|entrée\sen\svigueur|gültig\s(?:ab|seit)|in\skraft\sseit)",
    "version": rf"(?:{PAPER}\s)?(?:version|revision|rev\.?|issue)(?:\s(?:no\.?|number|nr\.?|\#))?",
    "owner": rf"(?:(?:{PAPER}|process|business|content|information)\s)?owner(?:\s(?:name|title|role|\(?role\)?))?|owned\sby|(?:policy|document)\scustodian|responsible\s(?:office|officer|department|executive|owner)",
    "title": rf"(?:{PAPER}\s)?title|(?:(?:policy|document|plan|procedure)\s)?name",
}  # fmt: skip
KEY = {name: re.compile(rf"(?:{form})", re.IGNORECASE) for name, form in NAMES.items()}
ANY = re.compile("|".join(f"(?P<{name}>{form})" for name, form in NAMES.items()), re.IGNORECASE)
PAIR = re.compile(
    rf"(?:^|(?<=[*;•·(|])|(?<=[.,)]\s)|(?<=\s\s)|(?<=\*\s)|(?<=_))[\s*_(]{{0,6}}(?:{ANY.pattern})[*_\s]{{0,4}}[:：][*_\s]{{0,5}}",
    re.IGNORECASE,
)
OTHER_KEY = re.compile(r"\*\*[^*\n]{2,40}:?\*\*|\s[A-Z][\w ]{2,28}:\s|\s{2,}|\s[·•](?=\s|$)|[|;]|\*\*|<br")
VERSION = re.compile(r"[vV]?\.?\s?(?P<number>\d{1,4}(?:\.\d{1,4}){0,3}[a-z]?)(?![\w./-]*\d)\b")
BARE_VERSION = re.compile(
    r"(?<![\w.])(?:version|ver\.?|rev(?:ision)?\.?|v\.?)\s?(?P<number>\d{1,3}(?:\.\d{1,3}){1,3}|\d{1,2}(?=\s*(?:$|[|,(\-–—])))",
    re.IGNORECASE,
)
SOFTWARE = re.compile(
    r"\b(?:TLS|SSL|CVSS|iOS|android|windows|macOS|linux|PCI|NIST|ISO|OWASP|WCAG|HTTP|GPL|license|python|node|java|IPv\d|API|SOC|CIS|COBIT|HITRUST|supported|covenant|adapted|based on|attribution|from|or (?:later|higher|above))\b",
    re.IGNORECASE,
)
PLACEHOLDER = re.compile(
    r"[\[\]{}<>]|_{2,}|\b(?:TBD|TBA|N/?A|insert|xxx+|none|dd/mm|mm/dd|yyyy)\b|^\s*[-–—.]*\s*$", re.IGNORECASE
)
SENTENCE = re.compile(
    r"\b(?:is|are|shall|must|will|should|may|can|has|have|responsible|the|this|who|of\sthe|ensures?)\b", re.IGNORECASE
)
SAID: Mapping[str, re.Pattern[str]] = {
    "updated": re.compile(r"\b(?:last|most\srecently)\s(?:been\s)?(?:updated?|revised|revision|modified|reviewed|amended|changed)(?:\sdate)?(?:\s(?:on|in|as\sof))?[\s:*_–—-]{0,6}$|^[\W_]{0,3}(?:updated|revised)(?:\son)?[\s:*_-]{1,5}$|\bdernière\smise\sà\sjour\s(?:le\s)?[:\s]{0,3}$", re.IGNORECASE),
    "effective_date": re.compile(rf"\b(?:this|these|our|the)\s(?:[\w-]+\s){{0,4}}{PAPER}s?\s(?:is|are|was|becomes?|became|shall\sbe|will\sbe|takes?|took|comes?|has\sbeen)\s(?:made\s|in\s)?(?:effect(?:ive)?|force)\s?(?:as\sof|on|from|since|beginning|starting)?\s?(?:the\s)?$|^[\W_]{{0,3}}effective(?:\sdate|\sas\sof|\sfrom|\son|\ssince)?[\s:*_–—-]{{1,6}}$", re.IGNORECASE),
    "next_review": re.compile(r"\bnext\s(?:scheduled\s|planned\s|annual\s)?review\s?(?:date|is|due|scheduled|will\sbe|by|on|for|of\sthis\s\w+|\s){0,5}[\s:*_-]{0,4}$|\b(?:will|shall|must)\s(?:next\s)?be\s(?:next\s)?reviewed\s(?:again\s)?(?:on|by|before|no\slater\sthan)\s$", re.IGNORECASE),
}  # fmt: skip
KIND_OF_PAPER = re.compile(
    r"\b(?:polic(?:y|ies)|plan|procedures?|standard|guidelines?|code\sof\s(?:business\s)?(?:conduct|ethics)|notice|statement|programme?|charter|framework|handbook|process|playbook|politique|richtlinie|datenschutzerklärung)\b",
    re.IGNORECASE,
)
ALONE = re.compile(
    r"(?:polic(?:y|ies)|plan|procedure|standard|notice|statement|guidelines?)(?:\sand\sprocedures?)?", re.IGNORECASE
)
NO_TITLE = re.compile(
    r"(?:\d|[ivx]+[.)]\s|[a-z][.)]\s)|(?:policy\s)?(?:objectives?|purpose|scope|introduction|overview|(?:table\sof\s)?contents|revision\shistory|version\shistory|change\s(?:log|history)|document\s(?:control|history|information|details|properties)|definitions?|background|(?:executive\s)?summary|statements?|"
    r"sommaire|approvals?|confidential\w*|internal(?:\suse\sonly)?|public|draft|template|page\b.*|reporting.*|related\spolicies|policy|plan|procedure|standard|foreword|preface|index|appendix.*|company\sname|logo|back\sto.*|home|menu|skip\sto.*|search|cookie\ssettings|documentation|welcome\b.*|about\b.*)\W*$",
    re.IGNORECASE,
)
