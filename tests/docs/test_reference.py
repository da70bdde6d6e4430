import pytest

from scripts import reference


@pytest.mark.parametrize("name", reference.PAGES)
def test_the_reference_says_what_the_code_says(name: str) -> None:
    """`make docs` writes it again."""
    assert name not in reference.stale()


def test_writing_twice_gives_the_same_bytes() -> None:
    assert reference.openapi_document() == reference.openapi_document()
