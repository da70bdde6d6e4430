from vendorproof.documents.extract.readers.doc_runs import LeftOut, Paragraphs, Style, _commands

HEADING, BODY = Style(level=1), Style()


def test_a_paragraph_has_the_style_of_its_last_character_in_whichever_piece_it_lies() -> None:
    """The second piece stands before the first in the file."""
    pieces = ((0, 5000, 2), (10, 1000, 1))
    styles = Paragraphs(ends=[1005, 1010, 5020], styles=[HEADING, BODY, BODY], pieces=pieces)
    assert styles.at(9) == BODY
    assert styles.at(14) == HEADING
    assert styles.at(15) == BODY
    assert styles.at(10**6) == BODY
    assert Paragraphs().at(3) == BODY


def test_ranges_left_out_are_cut_to_the_piece() -> None:
    outside = LeftOut([(10, 20), (30, 40), (50, 60)], hides=False)
    assert outside.spans(15, 55) == [(15, 20), (30, 40), (50, 55)]
    assert outside.spans(20, 30) == []
    assert LeftOut([], hides=False).spans(0, 9) == []


def test_commands_are_told_apart_by_the_length_of_what_they_say() -> None:
    data = b"\x43\x4a\x18\x00" + b"\x0d\xc6\x02\x01\x02" + b"\x00\x08\x01" + b"\x17\x24"
    assert _commands(data) == {0x4A43: 0x18, 0xC60D: 2, 0x0800: 1}
