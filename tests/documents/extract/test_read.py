"""Every odd file ends as one of the outcomes an analyst understands; nothing else is ever raised."""

import io
import random
import re
from contextlib import suppress

import pytest

from tests.fixtures import oddities, papers, zips
from tests.fixtures.extracting import ending, here, in_sandbox, texts
from tests.fixtures.oddities import SENTENCE, Odd
from vendorproof.documents.extract.findings import Stopped, Unsafe
from vendorproof.documents.extract.read import EXTENSIONS, pieces
from vendorproof.documents.extract.units import Account, NotText, TooLarge

SOUND = {
    "docx": oddities.DOCX,
    "doc": oddities.DOC,
    "rtf": oddities.RTF,
    "pptx": oddities.PPTX,
    "ppt": oddities.PPT,
    "xlsx": oddities.XLSX,
    "xls": oddities.XLS,
    "pdf": oddities.PDF,
    "txt": SENTENCE.encode(),
    "zip": zips.zipped({"a.docx": oddities.DOCX, "b.rtf": oddities.RTF}),
}


@pytest.mark.parametrize("odd", [pytest.param(odd, id=name) for name, odd in oddities.ALL.items()])
def test_an_odd_file_ends_well(odd: Odd) -> None:
    data = odd.make()
    outcome, sentences = ending(odd.extension, data)
    assert outcome == odd.ending, sentences
    if odd.says not in sentences:
        read = "\n".join(f"{one.label}\n{one.text}" for one in in_sandbox(odd.extension, data).units)
        assert odd.says in read
    for sentence in re.split(r"(?<=\.) ", sentences):
        assert not sentence or (sentence[0].isupper() or sentence[0] == "“")
        assert not re.search(r"Error|Exception|Traceback|0x|None|/tmp", sentence)


def test_there_are_enough_of_them() -> None:
    assert len(oddities.ALL) >= 60
    assert {odd.ending for odd in oddities.ALL.values()} == {
        "ok", "in part", "locked", "damaged", "unsafe", "too_large", "not_text",
    }  # fmt: skip


@pytest.mark.parametrize("extension", sorted(SOUND.keys() - {"pdf", "xls"}))
def test_a_file_spoilt_anywhere_raises_nothing_of_its_own(extension: str) -> None:
    """PDF and XLS are read by libraries that may take their process with them: those are spoilt in the sandbox only."""
    data, chance = SOUND[extension], random.Random(7)
    for _ in range(150):
        spoilt = _spoilt(data, chance)
        with suppress(Stopped):
            here(extension, spoilt)


@pytest.mark.parametrize("extension", ["pdf", "xls"])
def test_a_file_spoilt_anywhere_ends_well_in_the_sandbox(extension: str) -> None:
    chance = random.Random(8)
    for _ in range(12):
        outcome, sentences = ending(extension, _spoilt(SOUND[extension], chance))
        assert outcome == "ok" or sentences.endswith(".")


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed[: chance.randint(1, len(changed))] if chance.random() < 0.3 else changed)


@pytest.mark.parametrize("extension", sorted(SOUND))
def test_each_kind_is_read_by_its_own_reader_whatever_its_name(extension: str) -> None:
    plain = "\n".join(text for _, text in texts(extension, SOUND[extension]))
    assert SENTENCE in plain
    assert here(extension, SOUND[extension]).notes == ()
    if extension != "txt":
        renamed = here("docx" if extension != "docx" else "pdf", SOUND[extension])
        assert "\n".join(one.text for one in renamed.units) == plain
        assert "it was read as that" in renamed.notes[0]


def test_all_that_is_taken_in_is_read() -> None:
    assert len(EXTENSIONS) == 18
    with pytest.raises(NotText, match=r"Files of the kind \.exe are not read"):
        here("exe", b"MZ")


def test_what_was_read_before_a_file_breaks_off_is_kept() -> None:
    """The XML of the body is cut off in the middle of the text."""
    body = papers.p("First.") + papers.p("Heading", "H1") + papers.p("filler " * 800) * 200
    main = f"<w:document {papers.NAMESPACES}><w:body>{body}<w:p><w:oops></w:p>"
    found = here("docx", papers.package("docx", main))
    assert found.units[0].text.startswith("First.")
    assert not found.complete
    assert "Nothing after" in found.notes[0]
    assert "not valid XML" in found.notes[0]


def test_what_was_read_of_a_hostile_file_is_not_kept() -> None:
    body = papers.p("First.") + papers.p("filler " * 800) * 200 + "<w:p>" * 3000
    with pytest.raises(Unsafe, match="deeper"):
        here("docx", papers.package("docx", f"<w:document {papers.NAMESPACES}><w:body>{body}"))


def test_memory_that_runs_out_is_an_outcome() -> None:
    class Endless(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if size is not None and size > 2000:
                raise MemoryError
            return super().read(size)

    with pytest.raises(TooLarge, match="more memory"):
        list(pieces(Endless(b"text"), "txt", Account()))
