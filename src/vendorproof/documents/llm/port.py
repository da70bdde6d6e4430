"""What is asked of a language model, and how the programs that answer are spoken to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST_OUTPUT_TOKENS = 4_096
MOST_TOKENS = 10_000_000  # of one request, that a server is believed
NAME_OF_ANSWER = "facts"

Schema = Mapping[str, Any]
"""A JSON Schema."""


@dataclass(frozen=True, slots=True)
class Question:
    """`system` is ours alone; `user` holds words of a document. The answer is to be JSON of that schema."""

    system: str
    user: str
    schema: Schema


@dataclass(frozen=True, slots=True)
class Said:
    """`content` is what should be JSON. `tokens` went in and out, as the server counted them; None if it does not say."""

    content: str | bytes
    tokens: int | None


def tokens(counts: object, *names: str) -> int | None:
    """The sum of what a server counted under these names; None where it counted nothing, or something else than tokens."""
    if not isinstance(counts, dict):
        return None
    told = [counts[name] for name in names if counts.get(name) is not None]
    found = [one for one in told if type(one) is int and 0 <= one <= MOST_TOKENS]
    return sum(found) if found and len(found) == len(told) else None


class Unreadable(ValueError):
    """An answer that is none."""


@dataclass(frozen=True, slots=True)
class Api:
    """How one kind of server is spoken to. `bodies` are tried in turn, each where the one before was no request to the server
    (400). `said` takes what a 200 brought; Unreadable.
    """

    address: Callable[[str], str]
    headers: Callable[[str], Mapping[str, str]]
    bodies: Callable[[str, Question], Sequence[Mapping[str, Any]]]
    said: Callable[[bytes], Said]


@dataclass(frozen=True, slots=True)
class Patience:
    """`seconds` for all tries together; pauses double from `pause`, and no server gets a longer one than `longest_pause`."""

    seconds: float
    tries: int = 3
    pause: float = 1.0
    longest_pause: float = 20.0


@dataclass(frozen=True, slots=True)
class Llm:
    """A language model that may be asked. `key` is never shown."""

    api: Api
    url: str
    name: str
    key: str
    patience: Patience

    def __repr__(self) -> str:
        return f"Llm({self.name!r} at {self.url!r})"
