import pytest

from vendorproof.documents.extract.units import Extraction, Kind, Unit
from vendorproof.documents.guard import wording


def text(*pages: str, kind: Kind = "page", ocr: bool = False, complete: bool = True) -> Extraction:
    units = [Unit(number, f"page {number}", page) for number, page in enumerate(pages, 1)]
    return Extraction(units, kind, len(units), ocr=ocr, complete=complete)


def codes(read: Extraction) -> list[str]:
    return [one.code for one in wording.seen(read)]


@pytest.mark.parametrize(
    "line",
    [
        "DRAFT",
        "CONFIDENTIAL DRAFT",
        "DRAFT - NOT FOR DISTRIBUTION",
        "*** DRAFT ***",
        "Status: Draft",
        "Document status | Draft",
        "DRAFT v0.3",
        "ENTWURF",
        "PRELIMINARY DRAFT FOR DISCUSSION PURPOSES ONLY",
    ],
)
def test_a_mark_that_it_is_a_draft_is_seen_with_its_page(line: str) -> None:
    (found,) = wording.seen(text("Security Policy\nWe do things.", f"{line}\nMore of it."))
    assert (found.code, list(found.pages)) == ("draft", [2])
    assert "page 2" in found.message


@pytest.mark.parametrize(
    "line",
    [
        "Draft contracts are reviewed by counsel before they are signed.",
        "Draft",  # in the running text of a later page, not a mark
        "The auditor may draft a report.",
        "Draft an incident report within a day",
        "STATUS: FINAL",
        "OVERDRAFT",
    ],
)
def test_talk_of_drafts_is_no_draft(line: str) -> None:
    assert codes(text("Security Policy\nWe do things.", f"Rules\n{line}\nMore of it.")) == []


def test_the_title_may_say_draft_in_any_case() -> None:
    assert codes(text("Access Policy\nDraft version 2\nWe do things.")) == ["draft"]


def test_pages_that_its_own_numbers_promise_are_missed() -> None:
    pages = [f"Text\nPage {number} of 5" for number in (1, 2, 4, 5)]
    (found,) = wording.seen(text(*pages))
    assert found.code == "pages_missing"
    assert found.message == "By its own numbering it has 5 pages; the file has 4: 3 cannot be found."


@pytest.mark.parametrize(
    "pages",
    [
        ["Text\nPage 1 of 2", "Text\nPage 2 of 2"],
        ["Cover", "Text\nPage 1 of 2", "Text\nPage 2 of 2"],
        ["Text\nPage 1 of 9", "Text\nPage 1 of 3", "Text\nPage 2 of 3"],  # parts, each with numbers of its own
        ["See page 3 of 80 of the annual report, which says so.\nand\nmore\nlines\nof\ntext\nhere\nto\nread", "Two"],
        ["One", "Two"],
    ],
)
def test_pages_are_not_missed_without_reason(pages: list[str]) -> None:
    assert codes(text(*pages)) == []


def test_pages_are_not_counted_where_reading_broke_off() -> None:
    assert codes(text("Page 1 of 5", "Page 2 of 5", complete=False)) == []


def test_pictures_of_pages_are_told() -> None:
    assert codes(text("What was recognised", ocr=True)) == ["image_only"]
    assert codes(text("", "")) == ["image_only"]
    assert codes(text("", kind="frame")) == []
