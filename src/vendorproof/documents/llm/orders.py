"""Sentences in a document that speak to a machine which reads it: they are not shown to the language model, and prove nothing."""

import re
from collections.abc import Iterable

from vendorproof.documents.classify import reading

Span = tuple[int, int]

MOST_BEFORE = 300
MOST_BEHIND = 400  # what follows an order in its paragraph belongs to it

_MACHINE = r"(?:AI|LLMs?|GPT\S{0,6}|Claude|(?:large )?language models?|chat ?bots?|AI assistants?|extraction (?:engine|tool|system|model)|extractor|classifier)(?:\s{1,6}(?:systems?|models?|agents?|tools?|readers?|reviewers?))?"
_ADDRESSED = re.compile(
    rf"\b(?:dear|attention|note to|hello|hey)\s{{1,6}}(?:the\s{{1,6}}|any\s{{1,6}}|all\s{{1,6}})?{_MACHINE}\b"
    rf"|\b{_MACHINE}\s{{0,4}}[:,]?\s{{1,4}}(?:must|should|shall|please|is (?:to|required to)|are (?:to|required to)|needs? to|has to|have to)\b"
    rf"|\byou are (?:an?|the|now)\b[^.!?\n]{{0,60}}\b(?:{_MACHINE}|assistant|model|bot)\b"
    r"|(?:^|[.!?:;\n])[ \t]{0,8}(?:please |always |now |only |instead,? )?(?:respond|reply|answer|output|emit)\s{1,6}(?:with|that|only|as|the|every|all)\b"
    r"|\b(?:your|the) (?:answer|response|reply|output|JSON)\s{1,6}(?:must|should|shall|has to|is to)\b"
    r"|\b(?:when|if|while|before)\s{1,6}(?:you(?: are|'re)?\s{1,6}|asked to\s{1,6})?(?:asked|extract\w{0,12}|summari[sz]\w{0,12}|analy[sz]ing|process\w{0,12}|reading)\s{1,6}(?:about\s{1,6})?(?:this|the)"
    r"\s{1,6}(?:document|file|report|text|contract|agreement|policy|page|facts?|values?)\b"
    r"|\b(?:values?|facts?|fields?|keys?)\s{1,6}(?:of|for)\s{1,6}[^.!?\n]{0,40}\s(?:must|should|has to|have to)\s{1,6}be\b"
    r"|(?:^|[.!?]\s|\n)[ \t]{0,8}(?:(?-i:system|assistant)|(?:system|assistant) (?:message|prompt|instructions?))[ \t]{0,3}:"
    r"|#{2,}[ \t]{0,3}(?:system|instructions?|response|assistant)\b"
    r"|\[/?INST\]|<\|[a-z_]{2,20}|\bsystem prompt\b|\bprompt injection\b|\b(?:previous|prior|above|earlier) (?:instructions?|prompts?)\b",
    re.IGNORECASE,
)
_END = re.compile(r"\n[^\S\n]*\n")


def addressed(text: str, names: Iterable[str] = ()) -> list[Span]:
    """In order, none within another. `names` are those of our keys: no document writes `governing_law` but for a machine."""
    found = [*reading.orders(text), *map(_from_its_word, _ADDRESSED.finditer(text))]
    if ours := "|".join(re.escape(name) for name in names if "_" in name):
        found += [match.span() for match in re.finditer(ours, text, re.IGNORECASE)]
    return _merged(sorted(_whole(text, span) for span in found))


def without(text: str, spans: Iterable[Span]) -> str:
    """The text with each span left out, and that it was."""
    kept: list[str] = []
    done = 0
    for start, end in spans:
        kept.append(text[done:start])
        done = end
    return " […] ".join([*kept, text[done:]])


def _from_its_word(match: re.Match[str]) -> Span:
    """Without the end of the sentence before."""
    return match.end() - len(match[0].lstrip(" \t\n.!?:;")), match.end()


def _whole(text: str, span: Span) -> Span:
    """From the beginning of its sentence to the end of its paragraph."""
    start, end = span
    begin = max(text.rfind(sign, max(0, start - MOST_BEFORE), start) for sign in ".!?\n") + 1
    begin = max(begin, start - MOST_BEFORE, 0)
    after = _END.search(text, end, min(len(text), end + MOST_BEHIND))
    return begin, after.start() if after else min(len(text), end + MOST_BEHIND)


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
