"""What a family of documents is read for: its keys with the kinds of their values, and the function that reads."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from vendorproof.documents.facts.fact import Fact, Json, Text


class Kind(Protocol):
    """A kind of value. `follows` says whether `value` follows from the words of `quotes` alone; it is the second half of the
    citation law, and is asked of every fact before it is kept, whoever found it.
    """

    @property
    def name(self) -> str: ...

    def follows(self, value: Json, quotes: Sequence[str]) -> bool: ...


@dataclass(frozen=True, slots=True)
class Key:
    """`several`: there is one fact for each of them. `sentence` is for the reference. `most_citations` is more than usual where
    a value is the count of what is cited.
    """

    kind: Kind
    sentence: str
    several: bool = False
    most_citations: int = 200


@dataclass(frozen=True, slots=True)
class Family:
    """`read` is pure and takes time in proportion to the text: the text is hostile."""

    keys: Mapping[str, Key]
    read: Callable[[Text], Iterable[Fact]]
