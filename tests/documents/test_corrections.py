from typing import Any

import pytest

from vendorproof.core.errors import InvalidFactValue
from vendorproof.documents.corrections import require_like


@pytest.mark.parametrize(
    ("found", "given"),
    [
        ("2026-09-30", "2026-09-29"),
        ("qualified", "adverse"),
        (3, 4.5),
        (True, False),
        ({"name": "A", "role": None}, {"name": "B", "role": "auditor"}),
        ({"name": "A", "role": "b"}, {"name": "B", "role": None}),
        (["a"], ["b", "c"]),
    ],
)
def test_a_value_of_the_same_kind_may_stand_in_its_place(found: Any, given: Any) -> None:
    require_like(found, given)


@pytest.mark.parametrize(
    ("found", "given", "said"),
    [
        ("2026-09-30", None, "A correction needs the right value."),
        ("2026-09-30", "30.9.2026", 'The value has to be a day as YYYY-MM-DD, not "30.9.2026".'),
        ("2026-09-30", "2026-02-30", 'The value has to be a day as YYYY-MM-DD, not "2026-02-30".'),
        ("a", 3, "The value has to be a text, not 3."),
        (3, "3", 'The value has to be a number, not "3".'),
        (3, True, "The value has to be a number, not true."),
        ({"name": "A"}, {"title": "A"}, "The value has to have exactly the fields name."),
        ({"at": "2026-01-01"}, {"at": "x"}, 'The value\'s at has to be a day as YYYY-MM-DD, not "x".'),
        ("a", "\0", "The value has a character that no text has."),
        ({"name": "A"}, {"name": "\ud800"}, "The value has a character that no text has."),
        ("a", "x" * 20_001, "A value has at most 20,000 characters as JSON."),
    ],
)
def test_what_would_be_accepted_is_said(found: Any, given: Any, said: str) -> None:
    with pytest.raises(InvalidFactValue) as refused:
        require_like(found, given)
    assert str(refused.value) == said
