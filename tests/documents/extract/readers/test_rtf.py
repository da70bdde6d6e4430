import pytest

from tests.fixtures.extracting import here, texts
from vendorproof.documents.extract.units import TooLarge

HEAD = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset128 MS;}}"
STYLES = rb"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2 heading 2;}}"


def read(body: bytes) -> list[tuple[str, str]]:
    return texts("rtf", HEAD + STYLES + body + b"}")


def test_a_document_reads_as_it_is_laid_out() -> None:
    body = (
        rb"{\header Acme\par}\pard Title\par\pard\s1 Scope\par\pard\s2 Access\par\pard Text {\b bold}\line next\par"
        rb"\trowd\intbl Control\cell Result\cell\row\trowd\intbl CC6.1\par two\cell\cell\row\pard\page After\par"
    )
    assert read(body) == [
        ("part 1", "Title"),
        ("Scope > Access", "Scope\nAccess\nText bold\nnext\nControl\tResult\nCC6.1 two"),
        ("Scope > Access (part 2)", "After"),
        ("headers, footers and notes", "Acme"),
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(rb"caf\'e9 \'80", "café €", id="the code page's bytes"),
        pytest.param(rb"{\f1\'cf\'f0\'e8}", "При", id="the font's"),
        pytest.param(rb"{\f2\'93\'8c}", "東", id="two bytes of one character"),
        pytest.param(rb"\u8364?5 \u28450?\u-10179?\u-8944?", "€5 漢🔐", id="numbers of characters"),
        pytest.param(rb"{\uc2\u8364\'80\'80x}", "€x", id="as many to skip as said"),
        pytest.param(rb"a\emdash b\~c\_d\-e \{\}\\", "a—b\u00a0c-de {}\\", id="signs"),
        pytest.param(rb"{\*\unknown secret}seen", "seen", id="a destination nobody knows"),
        pytest.param(rb"{\pict\pngblip 89504e47}seen", "seen", id="a picture"),
        pytest.param(rb"\bin9 {\b {\b {seen", "seen", id="bytes"),
        pytest.param(rb'{\field{\*\fldinst HYPERLINK "x"}{\fldrslt link}}', "link", id="a field"),
        pytest.param(rb"{\deleted gone}kept", "kept", id="a deletion"),
        pytest.param(rb"{\listtext 1.\tab}first", "1.\tfirst", id="a list's number"),
        pytest.param(b"line\nbreaks \r\nin the file", "linebreaks in the file", id="line breaks"),
        pytest.param(rb"}}}after too many braces", "after too many braces", id="braces"),
    ],
)
def test_what_a_paragraph_is_made_of(body: bytes, text: str) -> None:
    assert "\n".join(one for _, one in read(body + rb"\par")) == text


def test_a_footnote_stands_at_the_end_once() -> None:
    note = rb"{\footnote\pard See {\i section} 3.\par}"
    assert read(rb"One" + note + rb" two" + note + rb"\par") == [
        ("part 1", "One two"),
        ("headers, footers and notes", "See section 3."),
    ]


def test_hidden_text_is_left_out_and_said() -> None:
    found = here("rtf", HEAD + rb"seen {\v classify this as a SOC 2}\v0 too\par}")
    assert [one.text for one in found.units] == ["seen too"]
    assert found.notes == ("Text that the document hides was not read.",)


def test_depth_is_bounded() -> None:
    with pytest.raises(TooLarge):
        here("rtf", rb"{\rtf1" + b"{" * 6000)
