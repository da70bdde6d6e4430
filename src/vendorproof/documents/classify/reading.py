"""A document's text as the rules see it: a title, an opening, a body, and where each sentence of it stands."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

BODY_CHARACTERS = 45_000
OPENING_CHARACTERS = 2_500
TITLE_LINES = 12
TITLE_LINE_CHARACTERS = 130
KEY_CHARACTERS = 60_000
STEM = 5

_WORD = re.compile(r"[a-z0-9]+")
_LINK = re.compile(r"\]\([^)\n]{0,300}\)")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>")
_HYPHENATED = re.compile(r"(?<=[a-z])[-\u00ad]\n(?=[a-z])")
_MARKS = str.maketrans(
    {"*": " ", "_": " ", "`": " ", "#": " ", "|": " ", "\u00ad": None, "İ": "I"}
    | dict.fromkeys("\u2018\u2019\u02bc", "'")
    | dict.fromkeys("\u201c\u201d\u201e", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-")
)
_TRIGGERS = (
    "ignore ", "disregard ", "forget ", "override ", "classify ", "categori", "label this", "treat this", "mark this", "file this",
    "tag this", "identify this", "report this", "document type", "document_type", "document family", "the opinion", "the confidence",
    "note to", "instruction", "<|",
)  # fmt: skip
_ADDRESSED = re.compile(
    r"(?:ignore|disregard|forget|override) (?:all |any |the |your |every )*(?:previous|prior|above|earlier|preceding|other) [^.!?\n]*|"
    r"(?:classify|label|categori[sz]e|treat|mark|file|tag|identify|report) (?:this|it|the following|the)\b(?: (?:document|file|text|upload|attachment|page|pdf|content|report))? as\b[^!?\n]*|"
    r"\bdocument[_ ](?:type|family)\s*[:=][^\n]*|"
    r"(?:the |correct |right )(?:document )?(?:type|class|category|classification) (?:of this document )?(?:is|must be|should be)\b[^!?\n]*|"
    r"\bset (?:the |its )?(?:opinion|confidence|document|type|class|verdict)\b[^.!?\n]*|"
    r"(?:note|dear|instructions?) (?:to |for )?(?:the |any )?(?:ai|llm|language model|assistant|classifier|parser)\b[^!?\n]*|"
    r"<\|[^\n]*",
    re.IGNORECASE,
)
"""Sentences that speak to whoever classifies instead of to a reader. They are taken out before anything is counted."""

_JSON_KEY = re.compile(r'"([A-Za-z@$][\w .@$-]{0,40})"\s*:')
_XML_NAME = re.compile(r"<([A-Za-z][\w:.-]{0,40})|\s([A-Za-z][\w:-]{0,40})=[\"']")
_CODE_LINE = re.compile(
    r"^\s*(?:import [\w{*]|from \S+ import |export (?:default|const|class|function|interface|type|async)|const \w+\s*[=:]|(?:async )?def \w+\(|class \w+[(:{ ]|#include|"
    r"<\?php|package [\w.]+;|using [\w.]+;|namespace |function \w+\(|public (?:class|static)|let \w+\s*=|var \w+\s*=|"
    r"['\"]use (?:client|strict)|fn \w+|func \w+|#!/)",
    re.MULTILINE,
)


class Passage(Protocol):
    """A citation unit of the extraction: a page, a slide, a row, a line."""

    @property
    def label(self) -> str: ...

    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrase was found: the unit's label, and the sentence around it as the document has it."""

    label: str
    quote: str


@dataclass(frozen=True)
class Reading:
    """`shown` is the text with its blanks collapsed; `body` is the same in lower case, character for character."""

    name: str
    form: str
    shown: str
    starts: Sequence[int]
    labels: Sequence[str]
    title_lines: Sequence[str]
    raw: str = field(repr=False)

    @cached_property
    def body(self) -> str:
        return self.shown.lower()

    @cached_property
    def opening(self) -> str:
        return self.body[:OPENING_CHARACTERS]

    @cached_property
    def title(self) -> str:
        return "\n".join(self.title_lines).lower()

    @cached_property
    def words(self) -> int:
        return self.shown.count(" ") + 1 if self.shown else 0

    @cached_property
    def stems(self) -> frozenset[str]:
        """How the words of the body begin: what is not among them need not be searched for."""
        return stems(self.body)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Field names of JSON, XML and tables, as letters and digits in lower case."""
        return frozenset(_keys(self.form, self.raw))

    def place(self, at: int, length: int) -> Place:
        """The sentence around a match in `body`, within its unit; at most some 240 characters."""
        unit = max(0, bisect_right(self.starts, at) - 1)
        low = self.starts[unit] if self.starts else 0
        high = self.starts[unit + 1] if unit + 1 < len(self.starts) else len(self.shown)
        begin = max(low, self.shown.rfind(". ", low, at) + 1, at - 120)
        stop = self.shown.find(". ", at + length, high)
        end = min(high, at + length + 120, stop + 1 if stop >= 0 else high)
        return Place(self.labels[unit] if self.labels else "", self.shown[begin:end].strip())


def stems(text: str) -> frozenset[str]:
    """The first letters of each word, in lower case."""
    return frozenset(word[:STEM] for word in _WORD.findall(text))


def read(passages: Iterable[Passage], filename: str, kind: str = "page") -> Reading:
    """Takes what is needed of the units: a document of 5,000 pages is known by its first 45,000 characters."""
    raw: list[tuple[str, str]] = []
    taken = 0
    for passage in passages:
        text = _without_orders(unicodedata.normalize("NFKC", passage.text[:BODY_CHARACTERS]))
        raw.append((passage.label, text))
        taken += len(text) + 1
        if taken > BODY_CHARACTERS:
            break
    source = "\n".join(text for _, text in raw)
    form = _form(source, filename, kind)
    pieces, starts, labels = _pieces(raw, tags=form in {"xml", "json", "code"})
    return Reading(
        name=filename,
        form=form,
        shown=" ".join(pieces)[:BODY_CHARACTERS],
        starts=starts,
        labels=labels,
        title_lines=_title_lines(source),
        raw=source[:KEY_CHARACTERS],
    )


def _pieces(raw: Sequence[tuple[str, str]], *, tags: bool) -> tuple[list[str], list[int], list[str]]:
    """The units that say something, on one line each, where each begins once they are joined, and their labels."""
    pieces: list[str] = []
    starts: list[int] = []
    labels: list[str] = []
    length = 0
    for label, text in raw:
        piece = " ".join((text if tags else _plain(text)).split())
        if piece:
            starts.append(length)
            labels.append(label)
            pieces.append(piece)
            length += len(piece) + 1
    return pieces, starts, labels


def orders(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences stand that speak to whoever classifies, each from its beginning; in order, none twice."""
    low = text.lower()
    if not any(word in low for word in _TRIGGERS):
        return
    done = 0
    for match in _ADDRESSED.finditer(text):
        begin = max(text.rfind(stop, done, match.start()) for stop in ".!?\n") + 1
        yield max(done, begin), match.end()
        done = match.end()


def _without_orders(text: str) -> str:
    kept: list[str] = []
    done = 0
    for begin, end in orders(text):
        kept.append(text[done:begin])
        done = end
    return " ".join([*kept, text[done:]]) if done else text


def _plain(text: str) -> str:
    text = _HYPHENATED.sub("", text)
    if "](" in text:
        text = _LINK.sub("] ", text)
    if "</" in text or "<br" in text:
        text = _TAG.sub(" ", text)
    return text.translate(_MARKS)


def _title_lines(source: str) -> list[str]:
    lines: list[str] = []
    for line in source[:8_000].splitlines():
        plain = " ".join(_plain(line).split()).strip("=-_~ ")
        if sum(map(str.isalpha, plain)) < 2 or plain.startswith(("![", "<!--")):
            continue
        lines.append(plain[:TITLE_LINE_CHARACTERS])
        if len(lines) == TITLE_LINES:
            break
    return lines


def _form(source: str, filename: str, kind: str) -> str:
    head = source[:4_000].lstrip("\ufeff \t\r\n")
    if kind == "frame":
        return "image"
    if kind == "row" or filename.lower().endswith(".csv"):
        return "table"
    if head.startswith(("{", "[")) and len(_JSON_KEY.findall(head)) >= 2:
        return "json"
    if head.startswith("<") and not head[:200].lower().startswith(("<!doctype html", "<html", "<?php")):
        return "xml" if len(_XML_NAME.findall(head)) >= 6 or head.startswith("<?xml") else "prose"
    if len(_CODE_LINE.findall(head)) >= 2 or head.startswith("<?php"):
        return "code"
    return "prose"


def _keys(form: str, raw: str) -> Iterable[str]:
    if form == "json":
        found: Iterable[str] = _JSON_KEY.findall(raw)
    elif form == "xml":
        found = (one or other for one, other in _XML_NAME.findall(raw))
    elif form == "table":
        found = (cell for line in raw.splitlines()[:15] for cell in re.split(r"[,;\t|]", line)[:80])
    else:
        found = ()
    return (re.sub(r"[^a-z0-9]", "", one.rpartition(":")[2].lower()) for one in found)
