"""`vendorproof classify`: files in, a JSON object a line out."""

import json
import zipfile
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from vendorproof.cli.main import main

POLICY = """# Encryption Policy

Purpose: this policy sets requirements for encryption and for cryptographic keys. Scope: all staff and systems.
Policy: data in transit must use TLS, data at rest AES-256. Keys shall be generated and rotated under key management procedures.
"""
BILL = '{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": []}'
KEYS = ["file", "document_type", "document_family", "confidence", "candidates", "pages", "seconds"]


def classify(*files: Path) -> tuple[int, list[dict[str, Any]]]:
    result = CliRunner().invoke(main, ["classify", *map(str, files)])
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]


def test_a_line_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(POLICY)
    (tmp_path / "b.txt").write_text(BILL)
    code, lines = classify(tmp_path / "a.md", tmp_path / "b.txt")
    assert code == 0
    assert [(one["document_type"], one["document_family"]) for one in lines] == [
        ("encryption_policy", "policies_and_plans"),
        ("sbom", "testing"),
    ]
    assert [list(one) for one in lines] == [KEYS, KEYS]
    assert lines[0]["candidates"][0]["document_type"] == "encryption_policy"
    assert lines[0]["confidence"] >= 0.6


def test_an_archive_is_told_by_member(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("policy.md", POLICY)
        archive.writestr("bom.txt", BILL)
    code, lines = classify(tmp_path / "c.zip")
    assert code == 0
    assert lines[0]["document_type"] is None
    assert {one["member"]: one["document_type"] for one in lines[0]["members"]} == {
        "policy.md": "encryption_policy",
        "bom.txt": "sbom",
    }


def test_an_archive_of_one_kind_is_of_that_kind(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("1.txt", BILL)
        archive.writestr("2.txt", BILL.replace("1.6", "1.5"))
    assert classify(tmp_path / "c.zip")[1][0]["document_type"] == "sbom"


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"no pdf at all")
    (tmp_path / "b.txt").write_text(BILL)
    code, lines = classify(tmp_path / "a.pdf", tmp_path / "b.txt")
    assert code == 1
    assert lines[0]["document_type"] is None
    assert lines[0]["problem"]
    assert lines[1]["document_type"] == "sbom"


def test_a_file_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["classify", str(tmp_path / "none.md")]).exit_code == 2
