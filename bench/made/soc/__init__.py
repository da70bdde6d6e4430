"""Reports of service auditors and bridge letters, written after the structure the attestation standards lay down."""

import tomllib
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from bench.made.blocks import Block, Gold, Heading, Made, PageBreak, Paragraph, Table


def _made(path: Path) -> Made:
    told = tomllib.loads(path.read_text("utf-8"))
    return Made(
        path.stem,
        told["document_type"],
        tuple(_blocks(told["text"])),
        tuple(Gold(one["key"], one["value"]) for one in told["gold"]),
        tuple(told.get("absent", ())),
        paper=told.get("paper", "a4"),
    )


def _blocks(text: str) -> Iterator[Block]:
    """`#` heads, `|` makes a row, `---` begins a page; other lines up to a blank one are a paragraph."""
    for kind, lines in groupby(text.strip().splitlines(), key=_kind):
        if kind == "#":
            for line in lines:
                marks, _, words = line.partition(" ")
                yield Heading(words, len(marks))
        elif kind == "|":
            yield Table([[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines])
        elif kind == "---":
            yield PageBreak()
        elif kind:
            yield Paragraph("\n".join(lines))


def _kind(line: str) -> str:
    if line.startswith(("#", "|")):
        return line[0]
    return line if line in ("", "---") else "words"


MADE: Sequence[Made] = tuple(_made(path) for path in sorted(Path(__file__).parent.glob("*.toml")))
