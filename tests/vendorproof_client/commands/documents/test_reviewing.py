"""`documents review`."""

from pathlib import Path

import pytest

from tests.vendorproof_client.commands.documents.conftest import Run
from tests.vendorproof_client.evidence import Evidence, fact

REVIEW = ("documents", "review", "cbvdoc_1")


@pytest.fixture(autouse=True)
def _held(wire: Evidence, run: Run, files: Path) -> None:
    run("documents", "upload", "a.pdf", "--vendor", "Acme")
    wire.facts = [fact(1), fact(2, "answers"), fact(3, "answers")]


@pytest.mark.parametrize(
    ("arguments", "sent", "said"),
    [
        (("--confirm",), {"review": "confirmed"}, "period_end: 2026-09-30, confirmed"),
        (("--reject", "--note", "No."), {"review": "rejected", "note": "No."}, "period_end: 2026-09-30, rejected"),
        (("--reopen",), {"review": "unreviewed"}, "period_end: 2026-09-30, unreviewed"),
        (
            ("--correct", "2026-09-29"),
            {"review": "corrected", "value": "2026-09-29"},
            "period_end: 2026-09-29, corrected (read as 2026-09-30)",
        ),
    ],
)
def test_what_is_said_is_sent_and_told(
    wire: Evidence, run: Run, arguments: tuple[str, ...], sent: dict[str, str], said: str
) -> None:
    result = run(*REVIEW, "cbfact_1", *arguments)
    assert (result.exit_code, result.stdout) == (0, f"{said}\n")
    assert wire.requests[-1].body == sent


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("7", 7),
        ('"7"', "7"),
        ("false", False),
        ('{"critical": 0}', {"critical": 0}),
        ('["a", "b"]', ["a", "b"]),
        ("3.1.2", "3.1.2"),
        ("NaN", "NaN"),
        ("-Infinity", "-Infinity"),
        ("qualified opinion", "qualified opinion"),
        ("[" * 100_000, "[" * 100_000),
        ("", ""),
    ],
)
def test_a_correction_is_json_or_a_text(wire: Evidence, run: Run, typed: str, value: object) -> None:
    assert run(*REVIEW, "cbfact_1", "--correct", typed).exit_code == 0
    assert wire.requests[-1].body == {"review": "corrected", "value": value}


def test_a_key_that_comes_once_stands_for_its_fact(wire: Evidence, run: Run) -> None:
    assert run(*REVIEW, "period_end", "--confirm").exit_code == 0
    assert wire.facts[0]["review"] == "confirmed"
    result = run(*REVIEW, "answers", "--confirm")
    assert result.exit_code == 2
    assert "The document has 2 facts answers: `vendorproof documents facts cbvdoc_1 --ids`" in result.stderr
    assert "The document has no fact scope" in run(*REVIEW, "scope", "--confirm").stderr
    assert [one["review"] for one in wire.facts[1:]] == ["unreviewed", "unreviewed"]


@pytest.mark.parametrize("arguments", [(), ("--confirm", "--reject"), ("--correct", "x", "--reopen"), ("--note", "x")])
def test_exactly_one_thing_is_said(wire: Evidence, run: Run, arguments: tuple[str, ...]) -> None:
    before = len(wire.requests)
    result = run(*REVIEW, "cbfact_1", *arguments)
    assert result.exit_code == 2
    assert "One of --confirm, --correct VALUE, --reject and --reopen is needed." in result.stderr
    assert len(wire.requests) == before


def test_an_unknown_fact_is_a_sentence_and_a_value_is_safe_to_print(wire: Evidence, run: Run) -> None:
    result = run(*REVIEW, "cbfact_9", "--confirm")
    assert result.exit_code == 2
    assert "Fact not found." in result.stderr
    output = run(*REVIEW, "cbfact_1", "--correct", "so\x1b[2J").stdout
    assert output == "period_end: so\N{REPLACEMENT CHARACTER}[2J, corrected (read as 2026-09-30)\n"
