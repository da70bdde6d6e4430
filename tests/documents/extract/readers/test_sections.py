from vendorproof.documents.extract.readers.sections import SECTION_CHARACTERS, Block, Sections


def labels(*blocks: Block) -> list[tuple[int, str, str]]:
    sections = Sections()
    units = [*sections.add(blocks), *sections.end()]
    return [(one.number, one.label, one.text) for one in units]


def test_headings_without_text_stay_with_what_follows() -> None:
    assert labels(Block("A", 1), Block("B", 2), Block("text"), Block("C", 2), Block("D", 1), Block("text")) == [
        (1, "A > B", "A\nB\ntext"),
        (2, "D", "C\nD\ntext"),
    ]


def test_a_label_is_never_the_same_twice() -> None:
    long = Block("x" * SECTION_CHARACTERS)
    assert [label for _, label, _ in labels(long, long, Block("A", 1), long, Block("A", 1), Block("y"))] == [
        "part 1",
        "part 2",
        "A",
        "A (part 2)",
        "A (part 3)",
    ]


def test_a_level_that_is_skipped_hangs_below_what_is_there() -> None:
    assert [
        label for _, label, _ in labels(Block("A", 1), Block("x"), Block("C", 3), Block("y"), Block("B", 2), Block("z"))
    ] == [
        "A",
        "A > C",
        "A > B",
    ]
