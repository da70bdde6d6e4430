"""JSON, XML and tables as they are cited: every value with its path and its place in the units it was cut into."""

import html
import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vendorproof.documents.facts.fact import Citation, Page, Text

DEEPEST = 60
LONGEST_QUOTE = 1_500
_TOKEN = re.compile(r'"((?:[^"\\\n]|\\.)*)"|([{}\[\]:,])|([^\s"{}\[\]:,]+)')
_START_TAG = re.compile(r"<([A-Za-z_][\w:.-]{0,200})((?:\s+[\w:.-]{1,200}\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>")
_END_TAG = re.compile(r"</([A-Za-z_][\w:.-]{0,200})\s*>")
_ATTRIBUTE = re.compile(r"([\w:.-]{1,200})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


@dataclass(frozen=True, slots=True)
class Value:
    """`path` is of lower case keys joined by `/`; arrays do not show in it; attributes begin with `@`. `start` and `end` are of the
    value with its key or tag, `first` is where the value itself begins. `record` counts the objects: siblings share it.
    """

    path: str
    text: str
    start: int
    end: int
    first: int
    record: int
    plain: bool = True
    """Whether the file writes it as it reads, without escapes."""


@dataclass(slots=True)
class Source:
    """The units of a file joined again."""

    pages: Sequence[Page]
    text: str = ""
    whole: bool = False
    """Whether the last value was complete: of a file cut off nothing is counted."""
    _starts: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, text: Text) -> "Source":
        """Of a text's units, a line end between each."""
        starts, at = [], 0
        for page in text.pages:
            starts.append(at)
            at += len(page.text) + 1
        return cls(text.pages, "\n".join(page.text for page in text.pages), _starts=starts)

    def cite(self, start: int, end: int) -> Citation | None:
        """Where it stands; None if it goes beyond one unit or is too long to quote."""
        at = bisect_right(self._starts, start) - 1
        page, begin = self.pages[at], self._starts[at]
        if end - begin > len(page.text) or end - start > LONGEST_QUOTE or not self.text[start:end].strip():
            return None
        return page.cite(start - begin, end - begin)

    def values(self) -> Iterator[Value]:
        """Every value of a JSON or XML file, in order; nothing of another."""
        head = self.text[:200].lstrip("\ufeff \t\n")
        if head.startswith("<"):
            yield from self._xml()
        elif head.startswith(("{", "[")):
            yield from self._json()

    def _json(self) -> Iterator[Value]:  # noqa: C901 - one state machine reads better whole
        stack: list[tuple[str, int, str]] = []  # closing sign, record, path
        path, record, records = "", 0, 0
        key: tuple[str, int] | None = None
        waiting: tuple[str, int] | None = None
        for match in _TOKEN.finditer(self.text):
            sign = match[2]
            if sign is None:
                raw = match[1] if match[1] is not None else match[3]
                if stack and stack[-1][0] == "}" and key is None:
                    waiting = (raw.lower(), match.start())
                    continue
                first = match.start(1) if match[1] is not None else match.start(3)
                text = _unescaped(raw) if match[1] is not None else raw
                own = f"{path}/{key[0]}" if key and path else key[0] if key else path
                yield Value(own, text, key[1] if key else match.start(), match.end(), first, record, text == raw)
                key = waiting = None
            elif sign == ":":
                key, waiting = waiting, None
            elif sign in "{[":
                if len(stack) >= DEEPEST:
                    return
                stack.append(("}" if sign == "{" else "]", record, path))
                if key:
                    path = f"{path}/{key[0]}" if path else key[0]
                if sign == "{":
                    records += 1
                    record = records
                key = waiting = None
            elif sign in "}]":
                if not stack or stack[-1][0] != sign:
                    return
                _, record, path = stack.pop()
                key = waiting = None
        self.whole = not stack

    def _xml(self) -> Iterator[Value]:  # noqa: C901 - as _json
        stack: list[tuple[str, int, int, str]] = []  # name, start of its tag, record, path
        at, records, text = 0, 0, self.text
        opened = -1  # where the text of an element that has no children yet begins
        while (at := text.find("<", at)) >= 0:
            skipped = _skipped(text, at)
            if skipped is not None:
                name, behind = skipped
                if behind < 0:
                    return
                if name:
                    yield Value(name, text[at:behind], at, behind, at, 0)
                at = behind
            elif start := _START_TAG.match(text, at):
                name = start[1].rpartition(":")[2].lower()
                records += 1
                path = f"{stack[-1][3]}/{name}" if stack else name
                yield Value(path + "/", start[1], at, start.end(1), at + 1, records)
                yield from _attributes(text, start, path, records)
                if not start[3]:
                    if len(stack) >= DEEPEST:
                        return
                    stack.append((start[1], at, records, path))
                    opened = start.end()
                at = start.end()
            elif end := _END_TAG.match(text, at):
                if not stack or stack[-1][0] != end[1]:
                    return
                _, begin, _, path = stack.pop()
                if opened >= 0 and (value := text[opened:at].strip()):
                    yield _element(path, value, text, (begin, opened, end.end()), stack[-1][2] if stack else 0)
                opened = -1
                at = end.end()
            else:
                at += 1
        self.whole = not stack


def _element(path: str, value: str, text: str, span: tuple[int, int, int], record: int) -> Value:
    """The text of an element that has nothing but text."""
    begin, opened, end = span
    first = opened + len(text[opened:end]) - len(text[opened:end].lstrip())
    bare = value.removeprefix("<![CDATA[").removesuffix("]]>").strip()
    plain = html.unescape(bare)
    return Value(path, plain, begin, end, first, record, plain == bare)


def _attributes(text: str, tag: re.Match[str], path: str, record: int) -> Iterator[Value]:
    for match in _ATTRIBUTE.finditer(text, tag.start(2), tag.end(2)):
        group = 2 if match[2] is not None else 3
        name = match[1].lower() if match[1].startswith("xmlns") else match[1].rpartition(":")[2].lower()
        plain = html.unescape(match[group])
        yield Value(
            f"{path}/@{name}", plain, match.start(), match.end(), match.start(group), record, plain == match[group]
        )


def _skipped(text: str, at: int) -> tuple[str, int] | None:
    """Where a comment, a declaration or character data ends, and its name if it says something."""
    for sign, close, name in (("<!--", "-->", ""), ("<![CDATA[", "]]>", ""), ("<?", "?>", ""), ("<!", ">", "!doctype")):
        if text.startswith(sign, at):
            behind = text.find(close, at)
            return name, behind + len(close) if behind >= 0 else -1
    return None


def _unescaped(raw: str) -> str:
    if "\\" not in raw:
        return raw
    try:
        value = json.loads(f'"{raw}"')
    except ValueError:
        return raw
    return value if isinstance(value, str) else raw


@dataclass(frozen=True, slots=True)
class Cell:
    """Of a table: `start` is in the page."""

    page: Page
    text: str
    start: int

    def cite(self) -> Citation:
        """The cell as it stands."""
        return self.page.cite(self.start, self.start + len(self.text))


def cells(page: Page) -> Sequence[Cell]:
    """Of a unit that is a row."""
    found, at = [], 0
    for one in page.text.split("\t"):
        found.append(Cell(page, one, at))
        at += len(one) + 1
    return found
