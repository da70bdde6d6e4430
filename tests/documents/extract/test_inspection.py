"""Real files and, in bulk, broken ones; single kinds are in `checks/`."""

import os
import random
import resource
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.fixtures import containers, pdfs, zips
from tests.fixtures.inspecting import Look
from vendorproof.documents.extract.inspect import KINDS
from vendorproof.documents.extract.inspection import Inspection, inspect
from vendorproof.documents.extract.sandbox import Limits

BESIDE = Path(__file__).parents[4] / "shared" / "corpus"
FOLDER = Path(os.environ.get("VENDORPROOF_DOCUMENT_CORPUS") or BESIDE)
ABSENT = f"no corpus of documents in VENDORPROOF_DOCUMENT_CORPUS or at ../shared/{BESIDE.name} beside the checkout"
SOUND = {
    "pdf": pdfs.pdf(),
    "docx": zips.office("docx"),
    "xlsx": zips.office("xlsx"),
    "doc": containers.word(),
    "xls": containers.excel(),
    "ppt": containers.powerpoint(),
    "zip": zips.zipped({"a.pdf": b"x" * 500, "b.zip": zips.zipped({"c": b"y"})}),
    "rtf": rb"{\rtf1 text}",
}


def corpus() -> list[Path]:
    return sorted(one for one in FOLDER.glob("*/*") if one.suffix[1:].lower() in KINDS) if FOLDER.is_dir() else []


@pytest.mark.skipif(not corpus(), reason=ABSENT)
def test_real_files_are_sound() -> None:
    def look_at(path: Path) -> tuple[str, str, str | None]:
        with path.open("rb") as file:
            found = inspect(file, path.suffix[1:].lower())
        return path.name, found.outcome, found.reason

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(look_at, corpus()))
    assert len(found) > 100
    assert [one for one in found if one[1] != "ok"] == []


def broken(data: bytes, seed: int) -> bytes:
    """Cut off, filled with noise, or with some bytes changed."""
    chance = random.Random(seed)
    changed = bytearray(data)
    for _ in range(chance.randint(1, 40)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed[: chance.randint(8, len(changed))] if chance.random() < 0.3 else changed)


def broken_files() -> Iterator[tuple[str, bytes]]:
    for number, (extension, data) in enumerate(SOUND.items()):
        for seed in range(6):
            yield extension, broken(data, 100 * number + seed)


def test_broken_files_end_with_a_sentence(look: Look) -> None:
    for extension, data in broken_files():
        found = look(extension, data)
        assert (found.reason is None) == (found.outcome == "ok"), (extension, data)
        assert found.outcome != "failed", (extension, data)


def test_whatever_happens_in_the_child_is_an_inspection(tmp_path: Path) -> None:
    path = tmp_path / "large.zip"
    path.write_bytes(zips.zipped({"a": os.urandom(1 << 20)}))
    for limits in (Limits(memory_bytes=128 << 20, seconds=30), Limits(seconds=0), Limits(output_bytes=10)):
        with path.open("rb") as file:
            found = inspect(file, "zip", limits)
        assert found.reason is not None or found.outcome == "ok"


def test_bombs_cost_the_parent_nothing(look: Look) -> None:
    bombs = [("zip", zips.zipped({"a": bytes(200 << 20)})), ("docx", zips.office("docx", {"a.xml": bytes(200 << 20)}))]
    look(*bombs[0])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert [look(*one).outcome for one in bombs * 2] == ["unsafe", "damaged", "unsafe", "damaged"]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 4096


@pytest.mark.parametrize(
    ("extension", "data", "outcome"),
    [
        ("pdf", b"", "damaged"),
        ("pdf", b"MZ\x90\0\x03", "damaged"),
        ("docx", b"plain text", "damaged"),
        ("png", b"plain text", "damaged"),
        ("zip", b"Rar!\x1a\x07\0", "damaged"),
        ("xls", b"name\tvalue\n", "ok"),
        ("doc", b"\xdb\xa5\x2d\0\0\0", "ok"),
        ("tar", b"plain text", "damaged"),
    ],
)
def test_what_a_file_is_not(extension: str, data: bytes, outcome: str, look: Look) -> None:
    found = look(extension, data)
    assert found.outcome == outcome
    assert (found.reason is None) == (outcome == "ok")


def test_an_inspection_of_nothing_special_is_short(look: Look) -> None:
    assert look("md", b"# Policy\n") == Inspection("ok")
