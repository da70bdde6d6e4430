"""`vendorproof facts`: files in, a JSON object a line out."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.fixtures import reports
from vendorproof.cli.main import main
from vendorproof.documents import analysis
from vendorproof.documents.extract import sandbox

KEYS = ["file", "document_type", "facts", "validity"]
FACT_KEYS = ["key", "value", "raw", "confidence", "citations", "source"]


def facts(*arguments: str | Path) -> tuple[int, list[dict[str, Any]]]:
    result = CliRunner().invoke(main, ["facts", *map(str, arguments)])
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "policy.md"
    path.write_text(reports.policy())
    return path


def test_a_line_a_file(policy: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text("Nothing that anybody would look for.\n")
    code, lines = facts(policy, plain)
    assert code == 0
    assert [list(one) for one in lines] == [KEYS, KEYS]
    assert [one["file"] for one in lines] == [str(policy), str(plain)]
    assert [one["document_type"] for one in lines] == ["encryption_policy", None]
    assert lines[1]["facts"] == []
    found = {one["key"]: one for one in lines[0]["facts"]}
    assert {key: found[key]["value"] for key in ("version", "effective_date")} == {
        "version": "3.1",
        "effective_date": "2026-03-01",
    }
    assert list(found["version"]) == FACT_KEYS
    [cited] = found["version"]["citations"]
    assert "3.1" in cited["quote"]
    assert cited["quote"] in reports.policy()


def test_a_type_that_is_said_counts(policy: Path) -> None:
    code, [line] = facts("--type", "non_disclosure_agreement", policy)
    assert (code, line["document_type"]) == (0, "non_disclosure_agreement")
    assert "version" not in {one["key"] for one in line["facts"]}
    code, [line] = facts("--type", "privacy_policy", policy)
    assert (code, line["document_type"]) == (0, "privacy_policy")
    assert "version" in {one["key"] for one in line["facts"]}


def test_a_type_that_nobody_knows_is_a_usage_error(policy: Path) -> None:
    result = CliRunner().invoke(main, ["facts", "--type", "privacy_polcy", str(policy)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--type" in result.stderr
    assert "privacy_policy" in result.stderr


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(policy: Path, tmp_path: Path) -> None:
    broken = tmp_path / "a.pdf"
    broken.write_bytes(b"no pdf at all")
    code, lines = facts(broken, policy)
    assert code == 1
    assert lines[0]["problem"]
    assert list(lines[0]) == [*KEYS, "problem"]
    assert (lines[0]["document_type"], lines[0]["facts"], lines[0]["validity"]) == (None, [], None)
    assert lines[1]["document_type"] == "encryption_policy"


def test_a_search_that_was_not_ended_is_noted(policy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "FIND_LIMITS", sandbox.Limits(seconds=0))
    code, [line] = facts(policy)
    assert code == 0
    assert list(line) == [*KEYS, "note"]
    assert line["note"].startswith("Not all facts were looked for: ")


def test_a_file_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["facts", str(tmp_path / "none.md")]).exit_code == 2
