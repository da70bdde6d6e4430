"""Texts as the eye compares them: without regard to line ends, hyphenation, case, ligatures, or which quotes and dashes are used."""

import re
import unicodedata

_HYPHENATED = re.compile(r"(?<=\w)[-\u00ad\u2010]\s*\n\s*(?=[a-z])")
_MARKS = str.maketrans(
    {"\u00ad": None}
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u0060\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
)


def folded(text: str) -> str:
    """For comparing, never for showing."""
    whole = _HYPHENATED.sub("", text)
    return " ".join(unicodedata.normalize("NFKC", whole).translate(_MARKS).casefold().split())
