"""What is read out of a document: a value, and the words in the document it follows from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    Json = str | int | float | bool | None | Sequence["Json"] | dict[str, "Json"]
else:
    Json = Any  # decoders ask for the type at run time and know no recursive ones


class Unit(Protocol):
    """A citable piece of a document, as the extraction has it."""

    @property
    def number(self) -> int: ...

    @property
    def label(self) -> str: ...

    @property
    def text(self) -> str: ...

    @property
    def member(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Citation:
    """Where the document says so: `text[start:end] == quote` in the unit of that number. `page` is the unit's number, which is the
    page of a PDF; `label` is its name for people (`page 3`, `Sheet1 row 12`).
    """

    page: int
    label: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Fact:
    """`value` is typed as its key says; `raw` is how the document writes it. One fact each for keys of which there are several
    (findings, exceptions, answers). `confidence` is between 0 and 1.
    """

    key: str
    value: Json
    raw: str
    confidence: float
    citations: Sequence[Citation]
    source: Literal["rules", "llm"] = "rules"


@dataclass(frozen=True, slots=True)
class Page:
    """One unit of a text, to search in."""

    unit: Unit

    @property
    def number(self) -> int:
        """Of the unit: a page of a PDF, a row of a sheet."""
        return self.unit.number

    @property
    def text(self) -> str:
        """As the extraction has it: lines as in the file, cells of a row separated by tabs."""
        return self.unit.text

    def cite(self, start: int, end: int) -> Citation:
        """The span without blanks at its ends."""
        text = self.unit.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Citation(self.unit.number, self.unit.label, start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class Text:
    """A document, or one member of an archive, as its facts are read from it. `kind` is the extraction's."""

    pages: Sequence[Page]
    kind: str = "page"
    document_type: str | None = None

    @classmethod
    def of(cls, units: Iterable[Unit], kind: str = "page", document_type: str | None = None) -> "Text":
        """Of an extraction's units."""
        return cls(tuple(Page(one) for one in units), kind, document_type)


def as_written(citations: Sequence[Citation], longest: int = 500) -> str:
    """Of a fact that follows from many places, their beginning."""
    return "; ".join(one.quote for one in citations[:40])[:longest]
