"""The form of an upload while it comes in: the file's bytes are passed on, the few other values collected (pure)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from multipart import MultipartError, MultipartSegment, PushMultipartParser, parse_options_header

from vendorproof.core.errors import Fault, InvalidRequest, Problem
from vendorproof.documents import names
from vendorproof.objects.kinds import Unreadable
from vendorproof.objects.kinds.values import BLANKS

FIELD_BYTES = 1024 * 1024
MOST_PARTS = 2000
MOST_IDS = 1000
BESIDE_FILE_BYTES = 2 * FIELD_BYTES
"""What a body may have beside its file: the values, and what is written around `MOST_PARTS` of them."""

_HEADER_BYTES = 32 * 1024  # a file name of 5,000 characters, in whatever script, is shortened, not refused
_HEADERS = 16
_ONE = ("vendor_id", "document_type", "name")
_MANY = ("service_ids", "assessment_ids")
_NAMES: Mapping[str, str] = MappingProxyType(
    {**{name: name for name in (*_ONE, *_MANY)}, **{f"{name}[]": name for name in _MANY}}
)
"""Some clients write the name of a list with brackets; it can mean nothing else."""
_CHARSETS = frozenset({"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "windows-1252"})


@dataclass(frozen=True, slots=True)
class Values:
    """What was sent beside the file's bytes; ids each once, in their order."""

    filename: str
    vendor_id: str
    service_ids: list[str]
    assessment_ids: list[str]
    document_type: str | None
    name: str | None


@dataclass(slots=True)
class _Part:
    name: str
    charset: str
    data: bytearray = field(default_factory=bytearray)


class Form:
    """Feed it the body; whatever is wrong with its shape is an InvalidRequest, at once or at the end."""

    def __init__(self, content_type: str) -> None:
        """`content_type` is the request's header; one that is no form with a boundary makes `feed` and `end` refuse."""
        kind, options = parse_options_header(content_type)
        self.filename: str | None = None
        self.faults: list[Fault] = []
        self._kind = kind
        self._parser = _parser(kind, options.get("boundary", ""))
        self._sent: dict[str, list[str]] = {}
        self._part: _Part | None = None
        self._in_file = False
        self._files = 0
        self._bytes = 0
        self._field_bytes = 0

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The bytes of the file that are in this part of the body."""
        self._bytes += len(chunk)
        if self._parser is None or not chunk:  # to the parser an empty part is the end
            return
        try:
            for event in self._parser.parse(chunk):
                if isinstance(event, MultipartSegment):
                    self._begin(event)
                elif event is None:
                    self._complete()
                elif self._in_file:
                    yield bytes(event)
                else:
                    self._collect(bytes(event))
        except MultipartError as error:
            raise _unreadable(error) from error

    def end(self) -> Values:
        """All values, once the body is at its end."""
        if self._bytes == 0:
            self._missing(("file", "vendor_id"))
            raise InvalidRequest(self.faults)
        if self._parser is None:
            raise InvalidRequest([_no_form(self._kind)])
        try:
            self._parser.close()
        except MultipartError as error:
            raise _unreadable(error) from error
        values = {name: self._sent.get(name, []) for name in (*_ONE, *_MANY)}
        one = {name: self._single(name, values[name]) for name in _ONE}
        many = {name: self._several(name, values[name]) for name in _MANY}
        name = self._name(one["name"])
        told = {fault.loc[1] for fault in self.faults if len(fault.loc) > 1}
        absent = (("file", self.filename), ("vendor_id", one["vendor_id"]))
        self._missing([key for key, value in absent if value is None and key not in told])
        if self.faults or self.filename is None or one["vendor_id"] is None:
            raise InvalidRequest(self.faults)
        return Values(
            self.filename, one["vendor_id"], many["service_ids"], many["assessment_ids"], one["document_type"], name
        )

    def _begin(self, segment: MultipartSegment) -> None:
        self._in_file, self._part = False, None
        name = segment.name or ""
        if name == "file":
            self._begin_file(segment.filename)
        elif name in _NAMES and segment.filename is not None:
            self.faults.append(
                Fault(("body", _NAMES[name]), "Send this as a plain value, not as a file.", "string_type")
            )
        elif segment.filename is None:
            self._part = _Part(_NAMES.get(name, ""), (segment.charset or "utf-8").lower())

    def _begin_file(self, filename: str | None) -> None:
        self._files += 1
        if filename is None:
            said = "The part needs a filename: it is what the kind of the file is known by."
            self.faults.append(Fault(("body", "file"), said, "file_expected"))
        elif self._files == 2:
            self.faults.append(Fault(("body", "file"), "Send one file in a request; this one has several.", "one_file"))
        elif self._files == 1 and filename.strip():  # a browser sends an empty name when nobody chose a file
            self.filename, self._in_file = filename, True

    def _collect(self, data: bytes) -> None:
        if self._part is None:
            return
        self._field_bytes += len(data)
        if self._field_bytes > FIELD_BYTES:
            said = f"The values beside the file have more than {FIELD_BYTES} bytes."
            raise InvalidRequest([Fault(("body",), said, "too_long")])
        if self._part.name:
            self._part.data += data

    def _complete(self) -> None:
        part, self._part, self._in_file = self._part, None, False
        if part is None or not part.name:
            return
        charset = part.charset if part.charset in _CHARSETS else "utf-8"
        try:
            text = part.data.decode(charset)
        except UnicodeDecodeError:
            self.faults.append(Fault(("body", part.name), f"This is not text in {charset}.", "string_unicode"))
            return
        if text := text.strip(BLANKS):
            self._sent.setdefault(part.name, []).append(text)

    def _single(self, name: str, values: list[str]) -> str | None:
        if len(set(values)) > 1:
            said = f"{name} is sent {len(values)} times with different values; send one."
            self.faults.append(Fault(("body", name), said, "one_value"))
        return values[0] if values else None

    def _several(self, name: str, values: list[str]) -> list[str]:
        if len(values) > MOST_IDS:
            said = f"There are {len(values)} ids; at most {MOST_IDS} are accepted."
            self.faults.append(Fault(("body", name), said, "too_long"))
        return list(dict.fromkeys(values))

    def _name(self, value: str | None) -> str | None:
        try:
            return names.given(value)
        except Unreadable as refused:
            self.faults.append(Fault(("body", "name"), refused.reason))
            return None

    def _missing(self, keys: list[str] | tuple[str, ...]) -> None:
        self.faults += [Fault(("body", key), "Field required", "missing") for key in keys]


def _parser(kind: str, boundary: str) -> PushMultipartParser | None:
    if kind != "multipart/form-data" or not boundary.isascii() or not 0 < len(boundary) <= 200 or "\n" in boundary:
        return None
    return PushMultipartParser(
        boundary, max_header_size=_HEADER_BYTES, max_header_count=_HEADERS, max_segment_count=MOST_PARTS
    )


def _no_form(kind: str) -> Fault:
    if kind == "multipart/form-data":
        return Fault(("header", "Content-Type"), "The header names no usable boundary.", "content_type_invalid")
    came = f"came as {kind[:100]}" if kind else "has no Content-Type"
    said = f"Field required: send the file as a part of multipart/form-data; this body {came}."
    return Fault(("body", "file"), said, "missing")


def _unreadable(error: MultipartError) -> Problem:
    reason = str(error.args[0]) if error.args else "it is malformed"
    said = _IN_OUR_WORDS.get(reason, f"The body cannot be read as multipart/form-data: {reason}.")
    return InvalidRequest([Fault(("body",), said, "multipart_invalid")])


_IN_OUR_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "Unexpected end of multipart stream (parser closed)": (
            "The body ends before the form does: it was cut off, or the boundary in Content-Type is another one."
        ),
        "Maximum segment count exceeded": f"The form has more than {MOST_PARTS} parts.",
        "Maximum segment header length exceeded": f"A part has a header line of more than {_HEADER_BYTES} bytes.",
        "Maximum segment header count exceeded": f"A part has more than {_HEADERS} header lines.",
        "Segment header failed to decode": "A part has a header that is not UTF-8, such as a file name in another encoding.",
    }
)
