"""Reading documents: PDF pages beside PDFium's bare text in the same run, and the memory a reading process takes.

Real documents are read where they are: VENDORPROOF_DOCUMENTS, or ../shared/corpus; else one that is made here.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from io import BytesIO
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

from bench.measure import Lines, at_least, at_most, in_turn, speed_line, value_line
from bench.sizes import QUICK, Sizes
from tests.fixtures import papers
from vendorproof.documents.extract.read import EXTENSIONS, read

CORPUS = Path(os.environ.get("VENDORPROOF_DOCUMENTS") or Path(__file__).parents[2] / "shared" / "corpus")
SCANS = 2  # read in full; each takes half a minute
PAGE = "\n".join(
    f"CC{line}.1 The service organisation restricts access to systems to named people." for line in range(45)
)
TALLEST = (
    "import resource, sys\n"
    "from vendorproof.documents.extract.extraction import extract\n"
    "for path in sys.argv[1:]:\n"
    "    with open(path, 'rb') as file:\n"
    "        extract(file, path.rpartition('.')[2].lower())\n"
    "print(*(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))\n"
)


def lines(sizes: Sizes) -> Lines:
    """Processor time of this process for the pages; the greatest resident size of worker and child for the memory."""
    held = _documents()
    texts = [data for data in held if _is_text(data)][: 2 if sizes is QUICK else None]
    pages = sum(_count(data) for data in texts)
    pairs = in_turn(partial(_ours, texts), partial(_theirs, texts), pairs=sizes.pairs, clock=time.process_time)
    yield speed_line("PDF pages, beside PDFium's bare text", pages, pairs, at_least(0.7))
    rate = pages / statistics.median(pairs.ours)
    yield value_line("PDF pages a second, one process", rate, "/s", at_least(150))
    yield from _memory(sizes)


def _documents() -> Sequence[bytes]:
    found = [place.read_bytes() for place in sorted(CORPUS.glob("*/*.pdf"))]
    return found or [papers.pdf(*[PAGE] * 200)]


def _is_text(data: bytes) -> bool:
    with pypdfium2.PdfDocument(data) as document:
        return any(len(text) > 200 for text in _bare(document, most=3))


def _count(data: bytes) -> int:
    with pypdfium2.PdfDocument(data) as document:
        return len(document)


def _ours(files: Sequence[bytes]) -> int:
    return sum(len(unit.text) for data in files for unit in read(BytesIO(data), "pdf").units)


def _theirs(files: Sequence[bytes]) -> int:
    length = 0
    for data in files:
        with pypdfium2.PdfDocument(data) as document:
            length += sum(map(len, _bare(document)))
    return length


def _bare(document: pypdfium2.PdfDocument, most: int | None = None) -> list[str]:
    texts = []
    for number in range(min(len(document), most or len(document))):
        page = document[number]
        layer = page.get_textpage()
        texts.append(layer.get_text_range())
        layer.close()
        page.close()
    return texts


def _memory(sizes: Sizes) -> Lines:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.pdf"
        made.write_bytes(papers.pdf(*[PAGE] * 5000))
        files = [made]
        if CORPUS.is_dir() and sizes is not QUICK:
            kinds = [one for one in sorted(CORPUS.glob("*/*")) if one.suffix[1:] in EXTENSIONS]
            scans = [one for one in kinds if one.suffix == ".pdf" and not _is_text(one.read_bytes())]
            files += [one for one in kinds if one not in scans[SCANS:]]
        command = [sys.executable, "-c", TALLEST, *map(str, files)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    worker, child = (int(one) / 1024 for one in done.stdout.splitlines()[-1].split())
    yield value_line(f"memory at most, {len(files)} documents, worker", worker, "MiB", at_most(400))
    yield value_line(f"memory at most, {len(files)} documents, child", child, "MiB", at_most(400))
