"""Real documents are no part of this repository: their folder comes from VENDORPROOF_DOCUMENTS, or lies at ../shared/corpus."""

import os
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fixtures import oddities, papers
from tests.fixtures.extracting import here, in_sandbox
from vendorproof.documents.extract import extraction
from vendorproof.documents.extract.findings import Damaged, Locked

CORPUS = Path(os.environ.get("VENDORPROOF_DOCUMENTS") or Path(__file__).parents[4] / "shared" / "corpus")
TEXT = "Report 漢字 🔒 “quoted”\ta\\b"


@pytest.mark.parametrize(
    ("extension", "data"),
    [
        ("pdf", papers.pdf("One page", "and another")),
        ("docx", papers.docx(papers.p(TEXT))),
        ("xlsx", oddities.XLSX),
        ("txt", TEXT.encode()),
        ("zip", oddities.UNUSUAL["zip of a zip"].make()),
    ],
)
def test_the_sandbox_tells_all_that_was_read(extension: str, data: bytes) -> None:
    read = in_sandbox(extension, data)
    assert read == replace(here(extension, data), units=tuple(read.units))
    assert read.units == here(extension, data).units


def test_a_refusal_comes_back_as_what_it_is() -> None:
    with pytest.raises(Locked, match="ask the vendor for an open copy"):
        in_sandbox("pdf", oddities.LOCKED["pdf with a password"].make())
    with pytest.raises(Damaged, match="The file is empty"):
        in_sandbox("docx", b"")


def test_what_was_read_before_the_reader_had_to_be_stopped_is_kept() -> None:
    """The last page takes more memory than there is."""
    pages = [f"Page {number}.\n" + "text " * 800 for number in range(1, 31)]
    data = papers.pdf(*pages, "the last")
    last = oddities.blanks(300)
    at = data.rindex(b"<< /Length", 0, data.index(b"\nxref"))
    data = data[:at] + last + data[data.index(b"\nendobj", at) :]
    with tempfile.TemporaryFile() as file:
        file.write(data)
        found = extraction.extract(file, "pdf", replace(extraction.LIMITS, memory_bytes=250 << 20))
    assert 20 < len(found.units) < 31
    assert found.units[19].text.startswith("Page 20.")
    assert (found.kind, found.count, found.complete) == ("page", 31, False)
    assert found.notes[0].startswith(f"Nothing after page {len(found.units)} was read: ")


def test_a_file_that_breaks_its_reader_at_once_fails_with_a_sentence() -> None:
    with tempfile.TemporaryFile() as file:
        file.write(oddities.HOSTILE["stuffed page"].make())
        with pytest.raises(extraction.Broken, match=r"more memory than one file may take|broke off") as raised:
            extraction.extract(file, "pdf", replace(extraction.LIMITS, memory_bytes=250 << 20))
    assert raised.value.outcome == "failed"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no real documents in VENDORPROOF_DOCUMENTS or beside the checkout")
def test_real_documents_are_read_whole() -> None:
    files = [one for one in sorted(CORPUS.glob("*/*")) if one.suffix in (".md", ".txt", ".csv")]
    files += sorted(CORPUS.glob("commercial_contract/*.pdf"))
    assert len(files) > 100
    for place in files:
        with place.open("rb") as file:
            found = extraction.extract(file, place.suffix[1:])
        assert found.complete, (place, found.notes)
        assert sum(len(one.text) for one in found.units) > 200
