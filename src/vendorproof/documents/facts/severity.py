"""How bad: the words reports and scanners grade with, on one scale of five."""

import re
from collections.abc import Mapping

from vendorproof.documents.facts.kinds import Mark
from vendorproof.documents.facts.tally import Tally

WORDS: Mapping[str, str] = {
    "critical": "critical|crit",
    "high": "high|important",
    "medium": "medium|moderate|med",
    "low": "low|minor",
    "informational": "informational|informative|information|info|note",
}
"""For folded text."""
ANY = "|".join(WORDS.values())
_LABEL = (
    r"(?:(?:overall |technical |finding |vulnerability |issue |inherent |final )?(?:cvss(?: ?v?[234](?:\.\d)?)? )?"
    r"(?:severity|risk|threat|criticality|rating)(?: (?:of issue|severity|rating|ranking|level|score|factor|class|classification))?)"
)
_SIGNS = r"[\s:=()\[\]|\"'*_#<>/.•-]{0,8}"
_BEHIND = r"(?:[ -]{1,3}(?:severity|risk|priority|risk level|level)\b)?(?: (?:vulnerabilities|findings|issues|risks|observations)\b)?(?: ?\(\d{1,3}\))?"
SEVERITY = Mark(
    "severity",
    {
        name: re.compile(rf"{_SIGNS}(?:{_LABEL}\b)?{_SIGNS}(?:{words})\b{_BEHIND}{_SIGNS}")
        for name, words in WORDS.items()
    },
)
TALLY = Tally("counts by severity", WORDS)


def grade(word: str) -> str | None:
    """The name on the scale of a word for it."""
    plain = word.strip().casefold()
    return next((name for name, words in WORDS.items() if plain in words.split("|")), None)
