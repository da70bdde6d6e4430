"""Policies, plans and notices: title, version, owner, from when they hold, when they were and will be reviewed.

They are said in a block on the first page, in a table of revisions, in a running head, in the front matter of Markdown, or in a
line (`Last updated: 3 March 2025`). Everything is read as rows of cells; a line is a row.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vendorproof.documents.classify import reading
from vendorproof.documents.facts import dates
from vendorproof.documents.facts.fact import Fact, Page, Text
from vendorproof.documents.facts.family import Family, Key
from vendorproof.documents.facts.kinds import Day, Words
from vendorproof.documents.facts.policy import words

MOST_ROWS = 20_000
BLOCK_ROWS, TITLE_ROWS, FOOT_ROWS = 160, 14, 60
LONGEST_ROW, LONGEST_LINE, LONGEST_TITLE, LONGEST_OWNER = 2_000, 220, 110, 90


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a line, with its place on the page."""

    page: Page
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.page.text[self.start : self.end]

    def key(self) -> str | None:
        """Which key it is the name of, and nothing else."""
        plain = " ".join(self.text.split()).strip(words.TRIM + ":")
        return (
            next((name for name, form in words.KEY.items() if form.fullmatch(plain)), None) if len(plain) < 40 else None
        )


Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class _Found:
    key: str
    value: str
    cell: Cell
    span: tuple[int, int]
    confidence: float


def read(text: Text) -> Iterator[Fact]:
    """One of each; `Last reviewed` goes before `Last updated`, and that before the newest line of a table of revisions."""
    rows = _rows(text.pages)
    found = [*_pairs(rows), *_tables(rows), *_lines(rows)]
    for key, names in (
        ("version", ("version", "newest_version", "bare_version")),
        ("owner", ("owner",)),
        ("effective_date", ("effective_date", "said_effective_date")),
        ("last_reviewed", ("reviewed", "updated", "said_updated", "newest_date")),
        ("next_review", ("next_review", "said_next_review")),
    ):
        best = next((one for name in names for one in found if one.key == name), None)
        if best is not None:
            yield _fact(key, best)
    title = next((one for one in found if one.key == "title"), None) or _title(rows)
    if title is not None:
        yield _fact("title", title)


def _fact(key: str, found: _Found) -> Fact:
    page = found.cell.page
    return Fact(
        key,
        found.value,
        found.value if key != "title" else found.cell.text,
        found.confidence,
        (page.cite(*found.span),),
    )


def _rows(pages: Sequence[Page]) -> list[Row]:
    rows: list[Row] = []
    for page in pages:
        ordered = list(reading.orders(page.text))
        for line in re.finditer(r"[^\n]+", page.text):
            if line.end() - line.start() > LONGEST_ROW or any(a < line.end() and line.start() < b for a, b in ordered):
                continue
            cells = _cells(page, line.start(), line.end())
            if cells:
                rows.append(cells)
        if len(rows) > MOST_ROWS:
            break
    return rows


def _cells(page: Page, start: int, end: int) -> Row:
    cuts = [(match.start(), match.end()) for match in words.BREAK.finditer(page.text, start, end)]
    points = [start, *(point for cut in cuts for point in cut), end]
    cells = []
    for low, high in zip(points[::2], points[1::2], strict=True):
        text = page.text[low:high]
        left = len(text) - len(text.lstrip(words.TRIM))
        right = len(text.rstrip(words.TRIM))
        if right > left and not re.fullmatch(r"[-:=\s]+", text):
            cells.append(Cell(page, low + left, low + right))
    return cells


def _pairs(rows: Sequence[Row]) -> Iterator[_Found]:
    """`Owner: CISO`, `Owner | CISO`, and `Owner` over `CISO`."""
    block = list(enumerate(rows[:BLOCK_ROWS])) + list(enumerate(rows))[max(BLOCK_ROWS, len(rows) - FOOT_ROWS) :]
    for index, row in block:
        for cell in row:
            yield from _inline(cell)
        keys = [cell.key() for cell in row]
        if keys.count(None) * 2 >= len(row) and len(row) > 1:
            for name, cell, value in zip(keys, row, row[1:], strict=False):
                if name and (one := _valued(name, value, value.text, 0, cell)):
                    yield one
        elif len(row) == 1 and keys[0] and index + 1 < len(rows) and len(rows[index + 1]) == 1:
            below = rows[index + 1][0]
            if (
                below.key() is None
                and below.page is row[0].page
                and (one := _valued(keys[0], below, below.text, 0, row[0]))
            ):
                yield one


def _inline(cell: Cell) -> Iterator[_Found]:
    text = cell.text
    marks = list(words.PAIR.finditer(text)) if ":" in text or "：" in text else []
    for number, match in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(text)
        value = text[match.end() : end]
        if cut := words.OTHER_KEY.search(value):
            value = value[: cut.start()]
        name = next(name for name in words.NAMES if match[name])
        if found := _valued(name, cell, value, match.end(), cell, match.start()):
            yield found


def _valued(name: str, cell: Cell, value: str, at: int, key: Cell, key_at: int = 0) -> _Found | None:
    """A key with a value of its kind."""
    spot = _value(name, value)
    if spot is None:
        return None
    plain, low, high = spot
    start, end = cell.start + at + low, cell.start + at + high
    begin = key.start + key_at if key.page is cell.page and start - key.start < LONGEST_LINE else start
    return _Found(name, plain, cell, (begin, end), 0.95)


def _value(name: str, text: str) -> tuple[str, int, int] | None:
    """What a key's value says, and where in it."""
    if name == "version":
        match = words.VERSION.match(text.lstrip(words.TRIM + "("))
        left = len(text) - len(text.lstrip(words.TRIM + "("))
        if match is None or next(dates.dates(text[:40]), None):
            return None
        return match["number"], left + match.start("number"), left + match.end("number")
    if name in ("owner", "title"):
        left, right = len(text) - len(text.lstrip(words.TRIM)), len(text.rstrip(words.TRIM + ",."))
        plain = " ".join(text[left:right].split())
        longest = LONGEST_OWNER if name == "owner" else LONGEST_TITLE
        if (
            not 2 <= len(plain) <= longest
            or words.PLACEHOLDER.search(plain)
            or (name == "owner" and (words.SENTENCE.search(plain) or not plain[0].isupper()))
        ):
            return None
        if name == "title" and (not words.KIND_OF_PAPER.search(plain) or words.ALONE.fullmatch(plain)):
            return None
        return (plain, left, right) if re.search(r"[^\W\d_]{2}", plain) else None
    day = next(dates.dates(text[:80]), None)
    return (day.value, day.start, day.end) if day and len(text[: day.start].strip(words.TRIM + "(,")) <= 12 else None


def _tables(rows: Sequence[Row]) -> Iterator[_Found]:
    """A row of names over rows of values: of revisions the newest counts, of one document the only one."""
    for index, row in enumerate(rows):
        if len(row) < 2:
            continue
        names = [cell.key() or _column(cell) for cell in row]
        if len([name for name in names if name]) < 2 or not ({"version", "date"} & set(names)):
            continue
        lines = _under(rows, index)
        if "version" in names and "date" in names:
            yield from _newest(names, lines)
        elif len(lines) == 1:
            for name, cell in zip(names, lines[0], strict=False):
                if name and name != "date" and (one := _valued(name, cell, cell.text, 0, cell)):
                    yield one


def _column(cell: Cell) -> str | None:
    plain = " ".join(cell.text.split()).strip(words.TRIM + ":").casefold()
    return (
        "date"
        if re.fullmatch(
            r"(?:(?:revision|release|change|issue|approval|version|effective|modified|publication|published) )?date(?: (?:of (?:change|issue|revision)|changed|modified|issued))?",
            plain,
        )
        else None
    )


def _under(rows: Sequence[Row], index: int) -> list[Row]:
    lines: list[Row] = []
    width = len(rows[index])
    for row in rows[index + 1 : index + 100]:
        if not 2 <= len(row) <= width + 1:
            break
        lines.append(row)
    return lines


def _newest(names: Sequence[str | None], lines: Sequence[Row]) -> Iterator[_Found]:
    said: list[tuple[str, Cell, tuple[int, int], Cell, tuple[str, int, int]]] = []
    version_at, date_at = names.index("version"), names.index("date")
    for row in lines:
        if len(row) <= max(version_at, date_at):
            continue
        day, number = _value("updated", row[date_at].text), _value("version", row[version_at].text)
        if day is None or number is None:
            return
        said.append(
            (day[0], row[date_at], (row[date_at].start + day[1], row[date_at].start + day[2]), row[version_at], number)
        )
    if not said:
        return
    newest = max(one[0] for one in said)
    last = [one for one in said if one[0] == newest]
    yield _Found("newest_date", newest, last[0][1], last[0][2], 0.86)
    if len({one[4][0] for one in last}) == 1:
        _, _, _, cell, (number_, low, high) = last[0]
        yield _Found("newest_version", number_, cell, (cell.start + low, cell.start + high), 0.92)


def _lines(rows: Sequence[Row]) -> Iterator[_Found]:
    """What a line or a sentence says: `This policy is effective as of 1 May 2024`, `Last updated 2024-05-01`."""
    for index, row in enumerate(rows):
        for cell in row:
            text = cell.text
            for day in dates.dates(text[:LONGEST_ROW]):
                before = text[max(0, day.start - 120) : day.start]
                for name, form in words.SAID.items():
                    match = form.search(before)
                    if (
                        match
                        and (index < BLOCK_ROWS or index >= len(rows) - FOOT_ROWS or len(text) < LONGEST_LINE)
                        and not words.PLACEHOLDER.search(match[0].strip("*_ ") or "x")
                    ):
                        start = cell.start + max(0, day.start - 120) + match.start()
                        yield _Found(f"said_{name}", day.value, cell, (start, cell.start + day.end), 0.92)
        if index < TITLE_ROWS or index >= len(rows) - 3:
            for cell in row:
                bare = (
                    words.BARE_VERSION.search(cell.text)
                    if len(cell.text) < 90 and not words.SOFTWARE.search(cell.text)
                    else None
                )
                if bare and not next(dates.dates(cell.text[bare.start("number") :][:14]), None):
                    yield _Found(
                        "bare_version", bare["number"], cell, (cell.start + bare.start(), cell.start + bare.end()), 0.86
                    )


def _title(rows: Sequence[Row]) -> _Found | None:
    """The first heading, or the first line that is the name of a policy."""
    first = rows[:TITLE_ROWS]
    for index, row in enumerate(first):
        cell = row[0]
        if len(row) > 1 or (cell.key() is not None) or words.PAIR.match(cell.text):
            continue
        heading = _is_heading(rows, index)
        plain = " ".join(cell.text.split())
        if (
            words.ALONE.fullmatch(plain)
            and index
            and len(first[index - 1]) == 1
            and first[index - 1][0].page is cell.page
            and _short(first[index - 1][0].text)
        ):
            above = first[index - 1][0]
            whole = Cell(cell.page, above.start, cell.end)
            return _Found(
                "title", " ".join(re.sub(r"[*#]+", " ", whole.text).split()), whole, (above.start, cell.end), 0.86
            )
        if not _short(plain) or not (heading or words.KIND_OF_PAPER.search(plain)):
            if heading:
                return None
            continue
        trimmed = re.sub(
            r"\s*[-–—|(]?\s*\b(?:v|version|rev\.?)\s?\d[\w.]*\)?$", "", cell.text, flags=re.IGNORECASE
        ).rstrip(words.TRIM + "-–—|")
        value = " ".join(trimmed.split())
        return _Found(
            "title",
            value,
            cell,
            (cell.start, cell.start + len(trimmed)),
            0.95 if heading and words.KIND_OF_PAPER.search(plain) else 0.86,
        )
    return None


def _is_heading(rows: Sequence[Row], index: int) -> bool:
    cell = rows[index][0]
    line = cell.page.text.rfind("\n", 0, cell.start) + 1
    after = cell.page.text[cell.end : cell.end + 200]
    return bool(
        re.fullmatch(r"[ \t]{0,3}#{1,3}[ \t*_]*", cell.page.text[line : cell.start])
        or re.match(r"[*_ \t]*\r?\n(?:={3,}|-{3,})[ \t]*(?:\r?\n|$)", after)
    ) or (index == 0 and _only_heading(cell))


def _only_heading(cell: Cell) -> bool:
    line = cell.page.text.rfind("\n", 0, cell.start) + 1
    return bool(re.fullmatch(r"[ \t]{0,3}#{1,6}[ \t*_]*", cell.page.text[line : cell.start]))


def _short(text: str) -> bool:
    plain = " ".join(text.split()).strip(words.TRIM)
    return (
        3 <= len(plain) <= LONGEST_TITLE
        and len(plain.split()) <= 14
        and not plain.endswith((".", ":", ",", ";"))
        and plain[0].isupper()
        and not words.NO_TITLE.match(plain)
        and not words.PLACEHOLDER.search(plain)
        and not re.search(r"\]\(|https?:|@|\b(?:we|you|shall|must)\b|\.\.\.", plain, re.IGNORECASE)
        and next(dates.dates(plain), None) is None
    )


FAMILY = Family(
    keys={
        "title": Key(Words(longest=200), "What it calls itself"),
        "version": Key(Words(longest=20), "Its version, the newest of a table of revisions"),
        "owner": Key(Words(longest=120), "The person or office that owns it"),
        "effective_date": Key(Day(), "The day from which it holds"),
        "last_reviewed": Key(Day(), "When it was last reviewed, else last changed"),
        "next_review": Key(Day(), "When it is to be reviewed"),
    },
    read=read,
)
