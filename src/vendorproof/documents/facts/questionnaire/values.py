"""The kinds of values questionnaires have beside the common ones, and the record of an answer."""

import re
import unicodedata
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vendorproof.documents.facts.fact import Citation, Fact, Json
from vendorproof.documents.facts.folding import folded
from vendorproof.documents.facts.kinds import choice

LONGEST = 2_000
NARROWEST = 6
SHORTEST = 4
FULL = 0.85
STANDARD = choice(
    "standard",
    {
        "CAIQ": r"consensus assessments? initiative|\bcaiq\b|\bcaiqv\d",
        "SIG": r"standardi[sz]ed information gathering|\bsig\b",
        "HECVAT": r"higher education community vendor|\bhecvat\b",
        "VSA": r"vendor security alliance|\bvsa\b",
    },
)
_APART = re.compile(r"[\s\u00ad\u2010-\u2015\u2212-]+")
_WORD_ENDS = re.compile(r"(?:s|ed|ing|ly|ion|ment|ity|al|ble|nce|ive|ory|ary|ware|work|data)$")
_SENTENCE = re.compile(r"[.!?;](?=\s)")
_ADDRESSED = re.compile(
    r"\b(?:ignore|disregard|forget|override) (?:all |any |the |your |every ){0,3}(?:previous|prior|above|earlier|preceding|other) "
    r"(?:instruction|prompt|rule|direction|answer)|\b(?:classify|label|mark|treat|report|rate|score) (?:this|the) "
    r"(?:document|file|questionnaire|vendor|answers?) as\b|<\||\b(?:note|instructions?|message) (?:to|for) (?:the |any )?(?:ai|llm|language model|assistant|parser|reader-machine)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Running:
    """Text that stands in the quotes read one after the other, as a cell does that runs over the end of a page. Blanks and hyphens
    do not count: in print they are where the line ends.
    """

    name: str = "text"
    longest: int = LONGEST

    def follows(self, value: Json, quotes: Sequence[str]) -> bool:
        if not isinstance(value, str) or not value.strip() or len(value) > self.longest:
            return False
        wanted = _solid(value)
        return bool(wanted) and wanted in _solid(" ".join(quotes))


@dataclass(frozen=True, slots=True)
class Pieces:
    """Words that stand in the quotes, not necessarily side by side: `Full 3.05` of "HECVAT – Full" and "Version 3.05"."""

    name: str = "text"

    def follows(self, value: Json, quotes: Sequence[str]) -> bool:
        if not isinstance(value, str) or not value.strip():
            return False
        said = set(re.findall(r"\d+(?:\.\d+)*|[^\W\d_]+", folded(" ".join(quotes))))
        return all(one in said for one in folded(value).split())


@dataclass(frozen=True, slots=True)
class Answer:
    """A fact, and by what it is known when it is met again; `sheet` is where it stands."""

    number: str
    question: str
    told: str
    sheet: str
    fact: Fact


def answer(
    said: dict[str, str | None], raw: str, confidence: float, citations: Sequence[Citation], sheet: str = ""
) -> Answer | None:
    """Of what a row or a paragraph says; None of what nobody answered, or what speaks to a machine instead of a reader."""
    if not said["question"] or not (said["answer"] or said["comment"]):
        return None
    if any(one and (len(one) > LONGEST or _ADDRESSED.search(one)) for one in said.values()):
        return None
    value: dict[str, Json] = dict(said)
    known = (folded(said["id"] or ""), _solid(said["question"]), _solid(said["answer"] or ""))
    return Answer(*known, sheet, Fact("answers", value, raw[:LONGEST], confidence, citations))


def shortened(text: str, most: int = LONGEST) -> str:
    """As much of a long text as ends with a sentence, or none of it."""
    if len(text) <= most:
        return text
    ends = [one.end() for one in _SENTENCE.finditer(text, 0, most)]
    return text[: ends[-1]] if ends else ""


def flat(text: str) -> str:
    """On one line; a word that was hyphenated at the end of one is joined, its hyphen kept."""
    return " ".join(re.sub(r"(?<=[^\W\d_]-)\n(?=[a-z])", "", text).split())


def torn(text: str, known: Container[str]) -> bool:
    """Whether a word or an address may go on in the next line. A word that is wider than its column stands alone in its line,
    fills it, and what goes on is no word of its own (`known` are the document's).
    """
    printed = [line.strip() for line in text.split("\n")]
    widest = max(map(len, printed))
    for line, following in pairwise(printed):
        if " " in line or not following or len(line) < NARROWEST:
            continue
        if re.search(r"://|@|\w/\w", line):
            return True
        rest = re.split(r"\W", following, maxsplit=1)[0].casefold()
        ends = len(rest) >= SHORTEST and _WORD_ENDS.search(line)
        if (
            line[-1].islower()
            and following[0].islower()
            and len(line) >= FULL * widest
            and not ends
            and rest not in known
        ):
            return True
    return False


def _solid(text: str) -> str:
    return _APART.sub("", unicodedata.normalize("NFKC", text).casefold())
