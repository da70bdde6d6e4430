"""Reports as YAML: letter for letter, and every fault with its place."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vendorproof_client.commands import report_files
from vendorproof_client.commands.failures import CommandFailed


def read(tmp_path: Path, text: str) -> dict[str, Any]:
    path = tmp_path / "report.yaml"
    path.write_text(text, "utf-8")
    return report_files.read(path)


def test_words_that_yaml_takes_for_something_else_stay_words(tmp_path: Path) -> None:
    report = read(
        tmp_path,
        "slug: vendors\n"
        "mapping:\n"
        "  name: No\n"
        "  country: on\n"
        "  next_assessment_date: 2026-01-31\n"
        "  external_id: 007\n"
        "  tier: {source: Stufe, value_map: {1: tier_1, Yes: tier_2, true: tier_3, 08: tier_4}}\n"
        "options: {limit: 12, ratio: 0.5, flag: true, nothing: null, time: 12:30, hex: 0x1F, big: 1_000}\n"
        "enabled: false\n",
    )
    assert report["mapping"] == {
        "name": "No", "country": "on", "next_assessment_date": "2026-01-31", "external_id": "007",
        "tier": {"source": "Stufe", "value_map": {"1": "tier_1", "Yes": "tier_2", "true": "tier_3", "08": "tier_4"}},
    }  # fmt: skip
    assert report["options"] == {
        "limit": 12, "ratio": 0.5, "flag": True, "nothing": None, "time": "12:30", "hex": "0x1F", "big": "1_000",
    }  # fmt: skip
    assert report["enabled"] is False


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("slug: a\nmapping:\n  name: A\n  name: B\n", r"line 4, column 3: the key name stands twice"),
        ("slug: a\nmapping: [\n", r"line 3, column 1: "),
        ("slug: a\ncolour: red\n", r"unknown key colour"),
        ("- a\n", r"a report is a mapping"),
        ("", r"a report is a mapping"),
        ("base_object: vendor\n", r"neither slug nor report_name"),
        ("? [a]\n: b\n", r"a key is a text"),
        ("slug: !!python/object:os.system x\n", r"could not determine a constructor"),
        ("slug: \x00\n", r"special characters|unacceptable"),
    ],
)
def test_a_faulty_file_is_refused_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CommandFailed, match=message):
        read(tmp_path, text)


TEXT = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=8)
VALUE = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT
TRICKY = st.sampled_from(
    [
        "yes",
        "No",
        "on",
        "~",
        "null",
        "1e5",
        "1_0",
        "007",
        "0x1",
        "12:30",
        "2026-01-31",
        ".5",
        "=",
        "<<",
        "1.5",
        "true",
        "08.5",
        "- a",
        "a: b",
        "#1",
        " x ",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    mapping=st.dictionaries(
        TEXT | TRICKY, VALUE | TRICKY | st.dictionaries(TEXT | TRICKY, VALUE | TRICKY, max_size=3), max_size=4
    ),
    name=TEXT | TRICKY,
)
def test_what_is_written_is_read_back(tmp_path: Path, mapping: dict[str, Any], name: str) -> None:
    report = {"report_name": name, "slug": "s", "mapping": mapping, "enabled": True}
    written = report_files.write({**report, "id": "cbimprt_1", "options": None, "version": 3})
    assert read(tmp_path, written) == report
