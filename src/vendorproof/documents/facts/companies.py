"""Names of organisations where a line, a cell or a sentence begins with one and goes on with something else."""

import re

LONGEST = 120
_SUFFIXES = (
    r"Inc(?:orporated)?\b\.?|L\.?L\.?C\b\.?|L\.?L\.?P\b\.?|L\.?P\.(?=\W|$)|P\.?L\.?L\.?C\b\.?|Ltd\b\.?|Limited\b|LIMITED\b|PLC\b|plc\b|Plc\b|Corp(?:oration)?\b\.?|Co\.(?=\W|$)|Company\b|"
    r"INC\b\.?|LTD\b\.?|CORP(?:ORATION)?\b\.?|COMPANY\b|GmbH(?: & Co\. KG(?:aA)?)?\b|AG\b|SE\b|KGaA\b|e\.V\.|mbH\b|B\.?V\.?(?=\W|$)|N\.?V\.(?=\W|$)|S\.?A\.?S\b\.?|S\.A\.(?=\W|$)|SA\b|"
    r"S\.?[àa]\.? ?r\.?l\b\.?|S\.?p\.?A\.?(?=\W|$)|S\.r\.l\.|S\.L\.U?\.?(?=\W|$)|AB\b|AS\b|ASA\b|A/S\b|ApS\b|Oy[j]?\b|OY\b|Pty\.? Ltd\b\.?|Pte\.? Ltd\b\.?|PTE\.? LTD\b\.?|PTY\.? LTD\b\.?|"
    r"Sp\. z o\.o\.|K\.K\.|Ltda\b\.?|S\.A\. de C\.V\.|P\.C\.|PC\b|Kft\b\.?|d\.o\.o\.|s\.r\.o\."
)
SUFFIX = re.compile(rf"(?:(?<=[\s,])(?:{_SUFFIXES}))")
_GOES_ON = re.compile(
    r"\s{0,2}(?:and|&)\s(?:its\s)?(?:subsidiar(?:y|ies)(?: companies)?|affiliates?)\b|(?:\s?[-–—,]\s?|\s)(?:[A-Z][\w.]{1,20}\s){1,2}Branch\b",
    re.IGNORECASE,
)
_OPENS = re.compile(r"[\"'“”„«(]*")
_ENDS = re.compile(
    r"\s(?:has|have|is|are|was|holds|operates|located|situated|at (?=\d|the\s)|of the above|for the|which|that|and operates|against|as|in accordance|to|under|with|from|shall|dba|d/b/a|trading as|"
    r"DBA|Attn|ATTN|Attention|c/o)\b|\s[-–—(]|[;:|]|,?\s\d|\t"
)
_NOT_A_NAME = re.compile(
    r"\b(?:management system|following|organi[sz]ation (?:named|listed|identified)|above|hereby|certif(?:y|ies|icate)|scope|requirements?|standards?|"
    r"iso|compliant|conformity|evidence of|shown|below|not applicable|date|address|page|number|policy|policies|information|n/a|tbd|as per|see|if applicable)\b",
    re.IGNORECASE,
)


def name(text: str) -> tuple[int, int] | None:
    """The span of the name a text begins with: to its legal form, or as far as nothing else begins; None where it is no name."""
    start = _OPENS.match(text).end()  # type: ignore[union-attr]  # matches nothing at least
    line = text[start : start + LONGEST]
    suffix = SUFFIX.search(line)
    broken = _ENDS.search(line)
    if suffix is not None and not (broken and broken.start() < suffix.start()):
        end = _through_suffixes(line, suffix.end())
    else:
        end = broken.start() if broken else len(line)
    told = line[:end].rstrip(" ,.;:-–—\n\t\"'“”" if suffix is None or end < suffix.end() else " ,;:\n\t\"'“”")
    if not _is_name(told):
        return None
    return start, start + len(told)


def line(text: str, at: int) -> str:
    """What stands on a line from there on; with the next one, where that begins with a legal form that was broken off."""
    end = text.find("\n", at, at + 2 * LONGEST)
    if end < 0:
        return text[at : at + 2 * LONGEST]
    broken = re.match(rf"\n[ \t]{{0,4}}(?:{_SUFFIXES})(?=[ \t]{{0,40}}(?:\n|$))", text[end : end + 40])
    return text[at : end + broken.end()] if broken else text[at:end]


def _through_suffixes(line: str, end: int) -> int:
    """`Co., Ltd.` and `GmbH and Subsidiaries` go on."""
    while (more := re.match(rf"[,\s]{{1,2}}(?:{_SUFFIXES})", line[end:])) is not None:
        end += more.end()
    goes_on = _GOES_ON.match(line[end:])
    return end + goes_on.end() if goes_on else end


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        1 <= len(words) <= 14
        and 3 <= len(text) < LONGEST
        and (text[0].isupper() or text[0].isdigit())
        and sum(map(str.isalpha, text)) >= 3
        and not (_NOT_A_NAME.search(text) and not SUFFIX.search(text))
        and not re.match(r"\d+[\s,]", text)
    )
