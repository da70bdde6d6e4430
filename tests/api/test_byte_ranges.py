import pytest

from vendorproof.api.byte_ranges import NotSatisfiable, names, requested


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-0", (0, 1)),
        ("bytes=0-", (0, 100)),
        ("bytes=10-19", (10, 20)),
        ("bytes=90-1000", (90, 100)),
        ("bytes=-1", (99, 100)),
        ("bytes=-500", (0, 100)),
        ("BYTES= 5-6 ", (5, 7)),
        (None, None),
        ("", None),
        ("bytes=", None),
        ("bytes=-", None),
        ("bytes=5", None),
        ("bytes=a-b", None),
        ("bytes=20-10", None),
        ("bytes=0-1,5-6", None),
        ("lines=0-1", None),
        ("bytes=٠-٩", None),
        ("bytes=" + "9" * 5000 + "-", None),
    ],
)
def test_what_is_asked_for(header: str | None, expected: tuple[int, int] | None) -> None:
    assert requested(header, 100) == expected


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0", "bytes=999999999999999999-"])
def test_a_range_that_holds_nothing(header: str) -> None:
    with pytest.raises(NotSatisfiable):
        requested(header, 100)


def test_no_range_of_an_empty_file_holds_anything() -> None:
    assert requested(None, 0) is None
    with pytest.raises(NotSatisfiable):
        requested("bytes=0-", 0)


@pytest.mark.parametrize(
    ("header", "held"),
    [(None, False), ("", False), ('"a"', True), ('W/"a"', True), ('"b", "a"', True), ("*", True), (" * ", True),
     ('"b"', False), ("a", False), ('"aa"', False)],
)  # fmt: skip
def test_the_tags_of_a_caller(header: str | None, held: bool) -> None:
    assert names(header, '"a"') is held
