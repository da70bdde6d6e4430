"""Names of companies in the sentences of a report."""

import re

BLANK = r"[ \n]"
_SUFFIX = (
    r"(?:Inc\b\.?|INC\b\.?|Incorporated|LLC|L\.L\.C\.|Ltd\b\.?|LTD\b\.?|Limited|LIMITED|LLP|LP\b|L\.P\.|PLLC|P\.L\.L\.C\.|P\.?C\.|PC\b|P\.?A\.|"
    r"Corp\b\.?|CORP\b\.?|Corporation|CORPORATION|PLC|plc|GmbH|AG\b|SE\b|S\.A\.|SA\b|SAS\b|B\.V\.|BV\b|N\.V\.|NV\b|N\.A\.|AB\b|A/S|ApS|Oy\b|S\.r\.l\.|S\.p\.A\.|"
    r"CPAs?\b|Co\b\.(?!\w)|Company\b)"
)
_WORD = r"[A-Z0-9](?:[\w&/]|[.'-](?!s\b)(?=\w)){0,40}(?!\w)"


def name(joiners: str = "&|of", blank: str = BLANK) -> str:
    """A pattern without groups: capitalised words, up to the form of the company where it is told."""
    inner = rf"(?:{blank}(?:(?:{joiners}){blank})?{_WORD}|{blank}\({_WORD}\)(?={blank}[A-Z]))"
    suffix = rf"(?:,?{blank}(?:(?:Pty|Pte|Pvt)\.?{blank})?{_SUFFIX}(?:,?{blank}CPAs?\b)?)"
    return rf"(?:{_WORD}{inner}{{0,8}}?{suffix}|{_WORD}{inner}{{0,6}})"


_FIRM = r"(?:LLP|L\.L\.P\.|PLLC|P\.L\.L\.C\.|P\.?C\.|PC|P\.?A\.|PA|CPAs?|CPA's|LLC|Ltd\.?|Limited|Inc\.?|Corp\.?|Co\.|Company|AG|GmbH|B\.V\.|S\.A\.)"
FIRM = re.compile(
    rf"(?:/s/ ?)?(?P<name>[A-Z0-9][\w&.,'()/ -]{{1,70}}?[ ,]{_FIRM}(?:,? ?{_FIRM})?(?: \([A-Z]\w+\))?)(?P<rest>[ .,]*)"
)
"""A whole line that names a firm, of auditors where it is a signature."""
AUDITORS = re.compile(r"\b(?:LLP|PLLC|P\.?C\.|P\.?A\.|CPAs?)(?!\w)")
"""Forms that firms of auditors have more often than their clients."""
PROFESSION = re.compile(
    r"(?:Independent )?(?:Chartered Accountants?|Certified Public Accountants?|Chartered Professional Accountants?|Registered Auditors?|Statutory Auditors?|Wirtschaftspr\w+)\b.{0,60}",
    re.IGNORECASE,
)
WITH_FORM = re.compile(rf".{{2,}}[ ,]{_SUFFIX}$")


def clean(text: str) -> str:
    """On one line, without what stands around it."""
    whole = " ".join(text.split()).strip(" ,;:")
    return whole.removesuffix("'s")


def key(text: str) -> str:
    """The same for the same company, in capitals or not, with or without its full stops."""
    return re.sub(r"[^a-z0-9&]+", " ", text.casefold().replace(".", "")).strip()
