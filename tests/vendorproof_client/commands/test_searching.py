"""`search`."""

import json
from collections.abc import Callable, Iterator

import pytest
from click.testing import Result

from tests.vendorproof_client.evidence import Evidence
from tests.vendorproof_client.wire import Json, serving

Run = Callable[..., Result]


@pytest.fixture
def wire() -> Iterator[Evidence]:
    with serving(Evidence()) as server:
        yield server


def hit(number: int) -> Json:
    return {
        "document_id": f"cbvdoc_{number}", "document_name": "SOC 2 [bold]", "vendor_id": "cbvndr_1", "document_type": None,
        "page": number, "label": f"page {number}", "member": "all.zip", "snippet": "We hold a\nbridge\x1b letter.",
        "highlights": [[10, 25]], "score": 1,
    }  # fmt: skip


def test_off_a_terminal_a_line_of_json_for_each_hit(wire: Evidence, run: Run) -> None:
    wire.hits = [hit(number) for number in range(450)]
    result = run("search", '"bridge letter"', "--vendor", "Acme", "--document", "cbvdoc_1", "--type", "soc3_report")
    assert [json.loads(line) for line in result.stdout.splitlines()] == wire.hits[:20]
    assert result.stderr == "These are 20 of 450 hits: --limit shows more.\n"
    assert wire.requests[-1].query == {
        "q": '"bridge letter"', "limit": "20", "offset": "0",
        "vendor_id": "cbvndr_1", "document_id": "cbvdoc_1", "document_type": "soc3_report",
    }  # fmt: skip
    assert len(run("search", "bridge", "--limit", "401").stdout.splitlines()) == 401
    assert len(run("search", "bridge", "--limit", "450").stdout.splitlines()) == 450


def test_on_a_terminal_the_place_and_what_was_looked_for_marked(
    wire: Evidence, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire.hits = [hit(7)]
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    output = run("search", "bridge").stdout
    assert "SOC 2 [bold], page 7 in all.zip" in output
    assert "cbvdoc_7" in output
    assert "We hold a \x1b[7mbridge\N{REPLACEMENT CHARACTER} letter.\x1b[0m" in output


def test_nothing_and_a_refusal_are_said(wire: Evidence, run: Run) -> None:
    result = run("search", "bridge")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Nothing was found.\n")
    assert run("search", "bridge", "--vendor", "Nobody").exit_code == 2
