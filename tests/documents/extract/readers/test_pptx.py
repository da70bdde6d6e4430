from tests.fixtures.extracting import here, texts
from tests.fixtures.papers import NAMESPACES, pptx, related, shape


def test_slides_come_in_the_order_they_are_shown() -> None:
    """The fixture lists the last one first."""
    assert texts("pptx", pptx(shape("shown last"), shape("shown first", "second line"))) == [
        ("slide 1", "shown first\nsecond line"),
        ("slide 2", "shown last"),
    ]


def test_a_table_is_read_row_by_row() -> None:
    def cell(text: str) -> str:
        return f"<a:tc><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>"

    rows = f"<a:tr>{cell('Risk')}{cell('Owner')}</a:tr><a:tr>{cell('')}{cell('CISO')}</a:tr>"
    frame = f"<p:graphicFrame><a:tbl>{rows}</a:tbl></p:graphicFrame>"
    assert texts("pptx", pptx(shape("Title") + frame)) == [("slide 1", "Title\nRisk\tOwner\n\tCISO")]


def test_notes_and_diagrams_belong_to_their_slide() -> None:
    parts = {
        "ppt/slides/_rels/slide1.xml.rels": related(
            [("n", "notesSlide", "../notesSlides/notes1.xml"), ("d", "diagramData", "../diagrams/data1.xml")]
        ),
        "ppt/notesSlides/notes1.xml": f"<p:notes {NAMESPACES}>{shape('say this')}{shape('7', placeholder='sldNum')}</p:notes>",
        "ppt/diagrams/data1.xml": f"<dgm {NAMESPACES}><a:p><a:r><a:t>step one</a:t></a:r></a:p></dgm>",
    }
    assert texts("pptx", pptx(shape("Title"), parts=parts)) == [("slide 1", "Title\nstep one\nNotes:\nsay this")]


def test_a_hidden_slide_is_read_and_said() -> None:
    found = here("pptx", pptx(shape("a"), shape("b"), hidden=[2]))
    assert [one.text for one in found.units] == ["b", "a"]
    assert found.notes == ("Hidden when the presentation is shown, but read: slide 1.",)
    assert (found.kind, found.count, found.complete) == ("slide", 2, True)


def test_text_for_old_programs_is_not_read_twice() -> None:
    both = f"<mc:AlternateContent><mc:Choice>{shape('x')}</mc:Choice><mc:Fallback>{shape('x')}</mc:Fallback></mc:AlternateContent>"
    assert texts("pptx", pptx(both)) == [("slide 1", "x")]
