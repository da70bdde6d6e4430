"""JSON arrays, `{"data": [...]}` and JSON lines, read record by record."""

import io
import json
import math
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from vendorproof_client.files import encodings
from vendorproof_client.files.table import Row, Table, UnreadableFile

LONGEST_RECORD = 32 << 20
"""In characters; also what bounds the memory."""

_CHUNK = 1 << 18
_HEADER_SAMPLE = 200
_BLANKS = " \t\r\n"


class JsonTable(Table):
    """`number` of a row counts the records of the array; names come from the first records."""

    def __init__(self, path: Path, *, encoding: str | None = None) -> None:
        super().__init__(path, "JSON", "record")
        found = encodings.detect(path, encoding)
        self._codec = found.codec
        self._findings.say(found.finding)
        self.size = path.stat().st_size
        self.headers = _names(islice(self.records(), _HEADER_SAMPLE))
        self._findings.restart()
        self.position = 0

    def records(self) -> Iterator[Row]:
        self._findings.restart()
        parser = _Parser()
        with self.path.open("rb", buffering=0) as raw:
            text = io.TextIOWrapper(io.BufferedReader(raw, _CHUNK), encoding=self._codec)
            with text:
                for number, (value, problems) in enumerate(_array(_Scanner(text, parser)), start=1):
                    self.position = raw.tell()
                    yield _row("Record", number, value, problems)
        self.position = self.size


class JsonLinesTable(Table):
    """One record a line; a line that is no JSON is refused alone."""

    def __init__(self, path: Path, *, encoding: str | None = None) -> None:
        super().__init__(path, "NDJSON", "line")
        found = encodings.detect(path, encoding)
        self._codec = found.codec
        self._findings.say(found.finding)
        self.size = path.stat().st_size
        self.headers = _names(islice(self.records(), _HEADER_SAMPLE))
        self._findings.restart()
        self.position = 0

    def records(self) -> Iterator[Row]:
        self._findings.restart()
        parser = _Parser()
        with self.path.open("rb", buffering=0) as raw:
            text = io.TextIOWrapper(io.BufferedReader(raw, _CHUNK), encoding=self._codec)
            with text:
                number = 0
                while line := text.readline(LONGEST_RECORD):
                    number += 1
                    self.position = raw.tell()
                    if len(line) == LONGEST_RECORD:
                        raise UnreadableFile(f"Line {number:,} is longer than {LONGEST_RECORD >> 20} MiB.")
                    if line.strip():
                        yield self._row(number, line, parser)
                    else:
                        self._findings.count("Blank lines skipped", number)
        self.position = self.size

    def _row(self, number: int, line: str, parser: "_Parser") -> Row:
        try:
            value, problems = parser.parse(line.strip(_BLANKS))
        except json.JSONDecodeError as error:
            self._findings.count("Lines that are no JSON; refused", number)
            problem = f"Line {number} is no JSON: {error.msg} at column {error.colno}."
            return Row(number, {}, (problem,), (line.strip(),))
        except RecursionError:
            return Row(number, {}, (f"Line {number} is nested too deeply.",), (line.strip()[:1000],))
        return _row("Line", number, value, problems)


def is_json_lines(path: Path, codec: str) -> bool:
    """Whether the text holds one object a line rather than one document: told by what follows the first value."""
    with path.open(encoding=codec) as text:
        first = next((line for line in iter(lambda: text.readline(LONGEST_RECORD), "") if line.strip()), "")
        if not first.lstrip().startswith("{"):
            return False
        try:
            json.loads(first)
        except (ValueError, RecursionError):
            return False
        rest = (line for line in iter(lambda: text.readline(_CHUNK), "") if line.strip())
        return next(rest, "").lstrip().startswith("{")


class _Parser:
    """The JSON parser, and the faults of the last value that JSON itself would let pass."""

    def __init__(self) -> None:
        self._problems: list[str] = []
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_constant=self._constant, parse_float=self._float, parse_int=self._int
        )

    def parse(self, text: str) -> tuple[Any, tuple[str, ...]]:
        value, end = self.parse_at(text, 0)
        if end != len(text):
            raise json.JSONDecodeError("Extra data", text, end)
        return value, self.problems()

    def parse_at(self, text: str, start: int) -> tuple[Any, int]:
        self._problems.clear()
        value, end = self._decoder.raw_decode(text, start)
        # The file's own bytes hold no surrogates, so only an escape can bring one in.
        if "\\ud" in (escaped := text[start:end]) or "\\uD" in escaped:
            try:
                json.dumps(value, ensure_ascii=False).encode()
            except UnicodeEncodeError:
                self._problems.append("A text holds half of a surrogate pair, which UTF-8 cannot carry.")
        return value, end

    def problems(self) -> tuple[str, ...]:
        return tuple(self._problems)

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            repeated = sorted({name for name in names if names.count(name) > 1})
            self._problems.append(f"The name “{repeated[0]}” stands twice in one object.")
        return found

    def _constant(self, text: str) -> None:
        self._problems.append(f"{text} is no JSON number.")

    def _float(self, text: str) -> float | None:
        value = float(text)
        if math.isfinite(value):
            return value
        self._problems.append(f"The number {text[:40]} is too large.")
        return None

    def _int(self, text: str) -> int | None:
        if len(text) <= 310:
            return int(text)
        self._problems.append(f"A number of {len(text):,} digits is too large.")
        return None


class _Scanner:
    """A window over the text that knows line and column, and reads on when a value is cut by its end."""

    def __init__(self, text: TextIO, parser: _Parser) -> None:
        self._text = text
        self._parser = parser
        self._window = ""
        self._at = 0
        self._line = 1
        self._column = 1
        self._ended = False

    def peek(self) -> str:
        """The next character that is no blank, or "" at the end."""
        while True:
            while self._at < len(self._window):
                if self._window[self._at] not in _BLANKS:
                    return self._window[self._at]
                self._at += 1
            if not self._read_on():
                return ""

    def take(self, expected: str, what: str) -> None:
        if self.peek() != expected:
            raise self.fault(f"Expecting {what}")
        self._at += 1

    def value(self) -> tuple[Any, tuple[str, ...]]:
        self.peek()
        while True:
            try:
                value, end = self._parser.parse_at(self._window, self._at)
            except json.JSONDecodeError as error:
                into_value = error.pos - self._at
                if not self._cut_at(error) or not self._read_on():
                    raise self.fault(error.msg, self._at + into_value) from None
            except RecursionError:
                raise self.fault("A value nested too deeply") from None
            else:
                # A number may go on behind the end of the window.
                if end < len(self._window) or not self._read_on():
                    self._at = end
                    return value, self._parser.problems()

    def fault(self, message: str, at: int | None = None) -> UnreadableFile:
        self._advance(min(self._at if at is None else at, len(self._window)))
        return UnreadableFile(
            f"The file is no JSON: {message.removesuffix(' at')} at line {self._line:,}, column {self._column:,}."
        )

    def _cut_at(self, error: json.JSONDecodeError) -> bool:
        """Whether more text could mend the fault: it stands near the end, or is a string that has not ended."""
        return error.pos >= len(self._window) - 16 or error.msg.startswith("Unterminated string")

    def _read_on(self) -> bool:
        if self._ended:
            return False
        self._advance(self._at)
        if len(self._window) > LONGEST_RECORD:
            raise self.fault(f"A record longer than {LONGEST_RECORD >> 20} MiB")
        # As much again as is held: a long value is parsed anew a few times, not once a chunk.
        more = self._text.read(max(_CHUNK, len(self._window)))
        self._ended = not more
        self._window += more
        return bool(more)

    def _advance(self, to: int) -> None:
        """Drop what lies before `to`, counting its lines."""
        passed = self._window[:to]
        breaks = passed.count("\n")
        self._line += breaks
        self._column = len(passed) - passed.rindex("\n") if breaks else self._column + len(passed)
        self._window = self._window[to:]
        self._at = 0


def _array(scanner: _Scanner) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """The records of `[...]` or of the `data` of an object, each with the faults JSON lets pass."""
    opening = scanner.peek()
    if opening == "[":
        yield from _items(scanner)
    elif opening == "{":
        yield from _data_of_object(scanner)
    else:
        raise scanner.fault("Expecting an array of records, or an object with one called data,")
    if scanner.peek():
        raise scanner.fault("More text after the end of the array")


def _items(scanner: _Scanner) -> Iterator[tuple[Any, tuple[str, ...]]]:
    scanner.take("[", "an array")
    if scanner.peek() != "]":
        yield scanner.value()
        while scanner.peek() == ",":
            scanner.take(",", "a comma")
            yield scanner.value()
    scanner.take("]", "a comma or the end of the array")


def _data_of_object(scanner: _Scanner) -> Iterator[tuple[Any, tuple[str, ...]]]:
    scanner.take("{", "an object")
    names: list[str] = []
    while (not names and scanner.peek() != "}") or scanner.peek() == ",":
        if names:
            scanner.take(",", "a comma")
        if scanner.peek() != '"':
            raise scanner.fault("Expecting a name in quotation marks")
        name, _ = scanner.value()
        scanner.take(":", "a colon")
        if name in names:
            raise UnreadableFile(f"The name “{name}” stands twice in the object.")
        names.append(name)
        if name != "data":
            scanner.value()
        elif scanner.peek() == "[":
            yield from _items(scanner)
        else:
            raise scanner.fault("Expecting data to be an array")
    scanner.take("}", "a comma or the end of the object")
    if "data" not in names:
        raise UnreadableFile(f"The object has no array called data, only: {', '.join(names)[:200] or 'nothing'}.")


def _row(unit: str, number: int, value: Any, problems: tuple[str, ...]) -> Row:  # noqa: ANN401 (any JSON)
    if not isinstance(value, dict):
        return Row(number, {}, (f"{unit} {number} is no object but {_kind(value)}.",), (json.dumps(value),))
    return Row(number, value, problems)


def _kind(value: object) -> str:
    kinds: tuple[tuple[type, str], ...] = (
        (bool, "true or false"),
        (int, "a number"),
        (float, "a number"),
        (str, "a text"),
        (list, "an array"),
    )
    return next((word for kind, word in kinds if isinstance(value, kind)), "null")


def _names(rows: Iterator[Row]) -> list[str]:
    """The names of the first records in order of appearance."""
    return list(dict.fromkeys(name for row in rows for name in row.record))
