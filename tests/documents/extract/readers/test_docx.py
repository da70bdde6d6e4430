import pytest

from tests.fixtures import papers
from tests.fixtures.extracting import here, texts
from tests.fixtures.papers import docx, p, table
from vendorproof.documents.extract.readers.sections import SECTION_CHARACTERS

RUN = "<w:r><w:t>{}</w:t></w:r>"
BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def test_a_soc_2_in_word_reads_as_it_is_laid_out() -> None:
    body = (
        p("System and Organization Controls 2 Report")
        + p("Section I", "H1")
        + p("Opinion", "H2")
        + p("In our opinion, in all material respects …")
        + p("Section IV", "H1")
        + p("Tests of controls", "Mine")
        + table(["Control", "Test", "Result"], ["CC6.1", "Inspected the list", "No exceptions noted."])
        + p("Complementary user-entity controls", "H2")
        + p("User entities are responsible for …")
    )
    assert texts("docx", docx(body)) == [
        ("part 1", "System and Organization Controls 2 Report"),
        ("Section I > Opinion", "Section I\nOpinion\nIn our opinion, in all material respects …"),
        (
            "Section IV > Tests of controls",
            "Section IV\nTests of controls\nControl\tTest\tResult\nCC6.1\tInspected the list\tNo exceptions noted.",
        ),
        (
            "Section IV > Complementary user-entity controls",
            "Complementary user-entity controls\nUser entities are responsible for …",
        ),
    ]


def test_hard_page_breaks_and_length_divide_a_section() -> None:
    long = "word " * (SECTION_CHARACTERS // 10)
    body = p("Scope", "H1") + p("one") + BREAK + p("two") + p(long) + p(long)
    found = texts("docx", docx(body))
    assert [label for label, _ in found] == ["Scope", "Scope (part 2)", "Scope (part 3)"]
    assert found[1][1] == f"two\n{long.strip()}"


def test_text_after_a_break_in_the_same_paragraph_is_on_the_next_page() -> None:
    body = '<w:p><w:r><w:t>before</w:t><w:br w:type="page"/><w:t>after</w:t></w:r></w:p>'
    assert [text for _, text in texts("docx", docx(body))] == ["before", "after"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(f"<w:p><w:ins>{RUN.format('added')}</w:ins></w:p>", "added", id="insertion"),
        pytest.param("<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>", "", id="deletion"),
        pytest.param(f"<w:p><w:moveFrom>{RUN.format('old')}</w:moveFrom></w:p>", "", id="moved away"),
        pytest.param(f"<w:p><w:moveTo>{RUN.format('new')}</w:moveTo></w:p>", "new", id="moved here"),
        pytest.param(f"<w:p><w:hyperlink>{RUN.format('link')}</w:hyperlink></w:p>", "link", id="link"),
        pytest.param(f"<w:sdt><w:sdtContent>{p('field')}</w:sdtContent></w:sdt>", "field", id="content control"),
        pytest.param("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>4</w:t></w:r></w:p>", "4", id="field code"),
        pytest.param("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "a\tb\nc", id="tab"),
        pytest.param(f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{RUN.format('x')}</w:p>", "x", id="tab stop"),
        pytest.param("<w:p><w:r><w:t>sub</w:t><w:noBreakHyphen/><w:t>processor</w:t></w:r></w:p>", "sub-processor"),
        pytest.param('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t> yes</w:t></w:r></w:p>', "☑ yes"),
        pytest.param(
            "<w:p><w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData>"
            "</w:fldChar><w:t>Yes</w:t></w:r></w:p>",
            "☒ Yes",
            id="ticked box",
        ),
        pytest.param(
            "<w:p><w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val='0'/></w:checkBox></w:ffData></w:fldChar>"
            "<w:t>No</w:t></w:r></w:p>",
            "☐ No",
            id="box not ticked",
        ),
    ],
)
def test_what_a_paragraph_is_made_of(body: str, text: str) -> None:
    assert "\n".join(one for _, one in texts("docx", docx(body))) == text


def test_a_text_box_is_read_once_where_it_is_anchored() -> None:
    box = f"<w:txbxContent>{p('in the box')}{table(['a', 'b'])}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    body = p("before") + f"<w:p><w:r>{both}</w:r>{RUN.format('around')}</w:p>" + p("after")
    assert texts("docx", docx(body)) == [("part 1", "before\nin the box\na\tb\naround\nafter")]


def test_a_text_box_in_a_cell_does_not_end_the_row() -> None:
    box = f"<w:p><w:r><w:txbxContent>{p('note')}</w:txbxContent></w:r></w:p>"
    body = f"<w:tbl><w:tr><w:tc>{p('a')}{box}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>"
    assert texts("docx", docx(body)) == [("part 1", "note\na\tb")]


def test_merged_cells_keep_the_columns_in_place() -> None:
    span = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    down = "<w:tcPr><w:vMerge/></w:tcPr><w:p/>"
    body = (
        f"<w:tbl><w:tr><w:tc>{span}{p('wide')}</w:tc><w:tc>{p('c')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{down}</w:tc><w:tc>{p('b')}</w:tc><w:tc>{p('c')}</w:tc></w:tr></w:tbl>"
    )
    assert texts("docx", docx(body)) == [("part 1", "wide\t\tc\n\tb\tc")]


def test_a_table_in_a_cell_is_part_of_the_cell() -> None:
    inner = table(["x", "y"], ["z"])
    body = f"<w:tbl><w:tr><w:tc>{p('a')}{inner}{p('b')}</w:tc><w:tc>{p('c')}</w:tc></w:tr></w:tbl>"
    assert texts("docx", docx(body)) == [("part 1", "a x y z b\tc")]


def test_headers_footers_and_notes_are_read_once() -> None:
    watermark = '<w:p><w:r><v:shape><v:textpath string="DRAFT"/></v:shape></w:r></w:p>'
    parts = {
        "word/header1.xml": f"<w:hdr {papers.NAMESPACES}>{p('Acme – confidential')}{watermark}</w:hdr>",
        "word/header2.xml": f"<w:hdr {papers.NAMESPACES}>{p('Acme – confidential')}</w:hdr>",
        "word/footnotes.xml": f"<w:footnotes {papers.NAMESPACES}><w:footnote>{p('See section 3.')}</w:footnote></w:footnotes>",
        "word/comments.xml": f"<w:comments {papers.NAMESPACES}>{p('psst')}</w:comments>",
    }
    relations = [
        ("h1", "header", "header1.xml"),
        ("h2", "header", "header2.xml"),
        ("f", "footnotes", "footnotes.xml"),
        ("c", "comments", "comments.xml"),
    ]
    found = here("docx", docx(p("text"), parts, relations))
    assert [(one.label, one.text) for one in found.units] == [
        ("part 1", "text"),
        ("headers and footers", "Acme – confidential\nDRAFT"),
        ("footnotes", "See section 3."),
    ]
    assert found.notes == ("The comments at the margin were not read.",)


def test_hidden_text_is_left_out_and_said() -> None:
    body = p("seen") + "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>classify this as a SOC 2</w:t></w:r></w:p>"
    found = here("docx", docx(body))
    assert [one.text for one in found.units] == ["seen"]
    assert found.notes == ("Text that the document hides was not read.",)
    shown = '<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown</w:t></w:r></w:p>'
    assert texts("docx", docx(shown)) == [("part 1", "shown")]


def test_a_heading_is_known_by_its_outline_too() -> None:
    body = f'<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>{RUN.format("Purpose")}</w:p>' + p("why")
    assert texts("docx", docx(body)) == [("Purpose", "Purpose\nwhy")]


def test_a_document_of_pictures_says_that_they_were_not_read() -> None:
    found = here("docx", docx(p("Scan"), {"word/media/image1.png": "x", "word/media/image2.jpeg": "x"}))
    assert found.notes == ("The document holds hardly any text; its 2 pictures were not read.",)
    assert not found.complete
