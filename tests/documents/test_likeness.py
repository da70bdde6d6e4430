import random

from vendorproof.documents.likeness import BANDS, NEAR, likeness, signature

WORDS = [f"word{number}" for number in range(400)]


def text(seed: int, length: int = 2_000) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def signed(words: list[str]) -> list[str]:
    return signature([" ".join(words)])


def test_the_same_text_is_alike_whatever_its_lines_and_pages() -> None:
    words = text(1)
    pages = [" ".join(words[:700]), "\n".join(words[700:]).upper()]
    assert likeness(signed(words), signature(pages)) == 1.0
    assert len(signed(words)) == BANDS


def test_a_text_with_a_few_changes_is_near() -> None:
    words = text(1)
    changed = [*words]
    for at in random.Random(2).sample(range(len(words)), 10):
        changed[at] = "another"
    assert NEAR <= likeness(signed(words), signed(changed)) < 1.0


def test_other_texts_of_the_same_words_are_not() -> None:
    assert all(likeness(signed(text(1)), signed(text(seed))) < 0.2 for seed in range(2, 12))


def test_short_texts_are_like_nothing() -> None:
    assert signed(text(1, 60)) == []
    assert likeness([], []) == 0.0
