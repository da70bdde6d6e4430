"""`documents list`, `show` and `types`."""

import json
from pathlib import Path

import pytest

from tests.vendorproof_client.commands.documents.conftest import Run
from tests.vendorproof_client.evidence import Evidence

LIST = ("documents", "list")


def test_an_empty_list_says_what_to_do_next(run: Run) -> None:
    result = run(*LIST)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "There is no document yet." in result.stderr
    assert "`vendorproof documents upload FILE… --vendor VENDOR`" in result.stderr
    assert "no document of Acme (cbvndr_1) yet" in run(*LIST, "--vendor", "Acme").stderr
    assert "no document like that yet" in run(*LIST, "--service", "cbsvc_1").stderr


def test_off_a_terminal_a_line_of_json_for_each(wire: Evidence, run: Run, files: Path) -> None:
    run("documents", "upload", "*.pdf", "--vendor", "Acme", "--service", "cbsvc_1")
    run("documents", "upload", "more/c.txt", "--vendor", "Acme Payroll")
    rows = [json.loads(line) for line in run(*LIST).stdout.splitlines()]
    assert rows == list(reversed(wire.documents))
    assert len(run(*LIST, "--vendor", "Acme").stdout.splitlines()) == 2
    assert len(run(*LIST, "--service", "cbsvc_1").stdout.splitlines()) == 2
    result = run(*LIST, "--limit", "2")
    assert len(result.stdout.splitlines()) == 2
    assert "more than these 2" in result.stderr
    assert "more than" not in run(*LIST, "--limit", "3").stderr


def test_on_a_terminal_a_table(wire: Evidence, run: Run, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("documents", "upload", "*.pdf", "--vendor", "Acme")
    wire.documents[0].update(name="odd [bold]\x1b[2J name", document_type="soc3_report")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    output = run(*LIST).stdout
    assert "ID" in output
    assert "cbvdoc_2" in output
    assert "odd [bold]\N{REPLACEMENT CHARACTER}[2J name" in output
    assert "soc3_report" in output
    assert "14 bytes" in output
    assert json.loads(run(*LIST, "--json").stdout.splitlines()[0])["id"] == "cbvdoc_2"


def test_a_document_is_shown_whole(wire: Evidence, run: Run, files: Path) -> None:
    run("documents", "upload", "a.pdf", "--vendor", "Acme", "--service", "cbsvc_1", "--service", "cbsvc_2")
    wire.documents[0].update(
        name="odd\x1b name",
        classification={"document_type": "soc3_report", "confidence": 0.9, "method": "rules", "reasons": ["Says so."]},
        risks=[{"code": "macros", "message": "The file has macros."}],
        document_family="audit_reports",
        flags=[
            {"code": "draft", "message": "It says \x1bso.", "pages": [2, 3], "document_ids": []},
            {"code": "near_copy", "message": "Held.", "pages": [], "document_ids": ["cbvdoc_0"]},
            {"code": "locked", "message": "It needs a password.", "pages": [], "document_ids": []},
        ],
        validity={"valid_until": "2027-03-01", "derived_from": ["expiry_date"], "sentence": "Good until\x1b then."},
    )
    output = run("documents", "show", "cbvdoc_1").stdout
    for line in (
        "name             odd\N{REPLACEMENT CHARACTER} name",
        "size             6 bytes (6 bytes)",
        "service_ids      cbsvc_1, cbsvc_2",
        "assessment_ids   –",
        "is_archived      no",
        "classification\n  document_type  soc3_report\n  confidence     0.9",
        "risks\n  - macros: The file has macros.",
        "malware_scan\n  state       not_scanned",
        "document_family  audit_reports",
        "flags\n  - draft: It says \N{REPLACEMENT CHARACTER}so. Pages: 2, 3.\n  - near_copy: Held. Documents: cbvdoc_0.",
        "  - locked: It needs a password.",
        "validity         Good until\N{REPLACEMENT CHARACTER} then.\n  valid_until   2027-03-01",
        "  derived_from  expiry_date",
    ):
        assert f"{line}\n" in output
    assert json.loads(run("documents", "show", "cbvdoc_1", "--json").stdout) == wire.documents[0]
    wire.documents[0]["extension"] = "zip"
    wire.members = [
        {"name": "in/b.pdf", "size": 3, "encrypted": True, "inside": None},
        {"name": "c.txt", "size": 2_000, "encrypted": False, "inside": "d.zip"},
    ]
    assert (
        "\nmembers\n  - in/b.pdf (3 bytes, encrypted)\n  - d.zip / c.txt (2.0 kB)\n"
        in run("documents", "show", "cbvdoc_1").stdout
    )
    result = run("documents", "show", "cbvdoc_9")
    assert result.exit_code == 2
    assert "Document not found." in result.stderr


def test_types_are_listed_by_group(run: Run) -> None:
    assert run("documents", "types").stdout == "Audit reports:\n  soc3_report  SOC 3 report\n"
    assert json.loads(run("documents", "types", "--json").stdout)["slug"] == "soc3_report"


@pytest.mark.parametrize(
    "command",
    ["upload", "list", "show", "text", "facts", "review", "events", "download", "reprocess", "archive", "types"],
)
def test_every_command_has_an_example(run: Run, command: str) -> None:
    output = run("documents", command, "--help").stdout
    assert f"Example: vendorproof documents {command}" in " ".join(output.split())
