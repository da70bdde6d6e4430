"""`documents facts`."""

import json
import re
from pathlib import Path

import pytest

from tests.vendorproof_client.commands.documents.conftest import Run
from tests.vendorproof_client.evidence import Evidence, fact

FACTS = ("documents", "facts", "cbvdoc_1")
MARK = "\N{REPLACEMENT CHARACTER}"


@pytest.fixture
def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture(autouse=True)
def _held(wire: Evidence, run: Run, files: Path) -> None:
    run("documents", "upload", "a.pdf", "--vendor", "Acme")
    wire.documents[0]["status"] = "complete"


def rows(output: str) -> list[list[str]]:
    """The cells of a table, without colours."""
    plain = re.sub(r"\x1b\[[\d;]*m", "", output)
    return [re.split(r" {2,}", line.strip()) for line in plain.splitlines()]


def test_off_a_terminal_a_line_of_json_for_each(wire: Evidence, run: Run) -> None:
    wire.facts = [fact(1), fact(2, "answers", {"question": "Is it?"}), fact(3, "answers", {"question": "Ünd?"})]
    wire.fact_notes = ["Not all\x1b was searched."]
    result = run(*FACTS)
    assert [json.loads(line) for line in result.stdout.splitlines()] == wire.facts
    assert result.stderr == f"Not all{MARK} was searched.\n"
    assert [json.loads(line) for line in run(*FACTS, "--fact", "period_end").stdout.splitlines()] == wire.facts[:1]
    assert run("documents", "facts", "cbvdoc_9").exit_code == 2


@pytest.mark.usefixtures("on_a_terminal")
def test_on_a_terminal_a_table(wire: Evidence, run: Run) -> None:
    two_pages = fact(4)["citations"] + fact(5)["citations"] * 2
    wire.facts = [
        fact(1),
        fact(2, review="corrected", value="2026-09-29", found_value="2026-09-30", confidence=0.987),
        fact(3, "[bold]", 7, needs_review=True),
        fact(4, "opinion", "not\x1b[2J\nso", citations=two_pages, needs_review=True, review="rejected"),
    ]
    assert rows(run(*FACTS).stdout) == [
        ["Fact", "Value", "Page", "Sure", "Review"],
        ["period_end", "2026-09-30", "page 1", "0.90", "unreviewed"],
        ["period_end", "2026-09-29", "page 2", "0.99", "corrected"],
        ["read as 2026-09-30"],
        ["[bold]", "7", "page 3", "0.90", "to be reviewed"],
        ["opinion", f"not{MARK}[2J so", "page 4, page 5", "0.90", "rejected"],
    ]
    assert json.loads(run(*FACTS, "--json").stdout.splitlines()[0]) == wire.facts[0]


@pytest.mark.usefixtures("on_a_terminal")
def test_quotes_and_ids_are_shown_when_asked_for(wire: Evidence, run: Run) -> None:
    wire.facts = [fact(1, value="so\x1b[2J")]
    assert rows(run(*FACTS, "--quotes", "--ids").stdout) == [
        ["ID", "Fact", "Value", "Page", "Sure", "Review"],
        ["cbfact_1", "period_end", f"so{MARK}[2J", "page 1", "0.90", "unreviewed"],
        [f"“It says so{MARK}[2J.”"],
    ]


@pytest.mark.usefixtures("on_a_terminal")
def test_a_long_value_is_cut_on_a_terminal_alone(wire: Evidence, run: Run) -> None:
    wire.facts = [fact(1, value="x" * 301)]
    assert run(*FACTS).stdout.count("x") == 300
    assert json.loads(run(*FACTS, "--json").stdout) == wire.facts[0]


@pytest.mark.usefixtures("on_a_terminal")
@pytest.mark.parametrize(
    ("status", "arguments", "said"),
    [
        ("complete", (), "No fact was found: the document states none"),
        ("complete", ("--fact", "peri\x07od"), f"No fact peri{MARK}od was found"),
        ("analyzing", (), "Nothing is known yet: the document is analyzing"),
        ("locked", (), "`vendorproof documents show` says why"),
    ],
)
def test_none_is_said_with_the_reason(
    wire: Evidence, run: Run, status: str, arguments: tuple[str, ...], said: str
) -> None:
    wire.documents[0]["status"] = status
    result = run(*FACTS, *arguments)
    assert (result.exit_code, result.stdout) == (0, "")
    assert said in result.stderr
