"""Sentences that speak to a machine instead of to a reader: no fact is read of them."""

import re
from dataclasses import dataclass, replace

from vendorproof.documents.facts.fact import Page, Text

_ADDRESSED = re.compile(
    r"\b(?:ignore|disregard|forget|override)\s{1,3}(?:all |any |the |your |every ){0,3}(?:previous|prior|above|earlier|preceding|other)\s{1,3}(?:\w{1,20}\s{1,3})?(?:instructions?|prompts?|rules?|orders?|directions?|text|content)\b|"
    r"\b(?:dear|attention|note to|instructions? (?:to|for))\s{1,3}(?:the |any |all )?(?:ai|llm|language model|assistant|classifier|parser|extractor|chat ?bot)\b|"
    r"\b(?:ai|llm|language models?|ai assistants?|extractor|classifier)\s{0,3}[:,]?\s{1,3}(?:must|should|shall|please)\b|"
    r"\byou are (?:an?|the|now)\b[^.!?\n]{0,60}\b(?:assistant|model|bot|ai)\b|"
    r"\b(?:set|report|record|extract|output|return|answer|respond with) (?:the |its |a |all )?(?:opinion|findings?|severit(?:y|ies)|tester|number of|value|counts?|facts?|json)\b[^.!?\n]{0,80}\b(?:as|to|=|:)\s|"
    r"\bfindings_by_severity\b|<\|[a-z_]{2,20}|\bsystem prompt\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n\s*\n|$")
MOST_BEFORE = 300
MOST_BEHIND = 400


@dataclass(frozen=True, slots=True)
class _Silenced:
    """A unit of which something is not heard; places stay as they are."""

    number: int
    label: str
    text: str
    member: str


def unaddressed(text: Text) -> Text:
    """The text with blanks where such sentences stand, so that whatever is cited stands where it did."""
    if not any(_ADDRESSED.search(page.text) for page in text.pages):
        return text
    return replace(text, pages=tuple(map(_silenced, text.pages)))


def _silenced(page: Page) -> Page:
    plain, kept, done = page.text, [], 0
    for match in _ADDRESSED.finditer(plain):
        near = plain[max(0, match.start() - MOST_BEFORE) : match.start()]
        begin = max(done, match.start() - len(near) + max(near.rfind(sign) for sign in (". ", "! ", "? ", "\n")) + 1)
        ends = _SENTENCE_END.search(plain, match.end(), min(len(plain), match.end() + MOST_BEHIND))
        end = max(done, ends.end() if ends else match.end() + MOST_BEHIND)
        kept.append(plain[done:begin] + re.sub(r"[^\n]", " ", plain[begin:end]))
        done = min(end, len(plain))
    unit = page.unit
    return Page(_Silenced(unit.number, unit.label, "".join([*kept, plain[done:]]), unit.member)) if kept else page
