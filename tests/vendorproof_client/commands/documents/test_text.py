"""`documents text`."""

import json
from pathlib import Path

from tests.vendorproof_client.commands.documents.conftest import Run
from tests.vendorproof_client.evidence import Evidence

TEXT = ("documents", "text", "cbvdoc_1")


def test_the_text_is_printed_under_the_places_it_stands_at(wire: Evidence, run: Run, files: Path) -> None:
    run("documents", "upload", "a.pdf", "--vendor", "Acme")
    wire.units = [
        {"page": 1, "label": "page 1", "member": "", "text": "Keys\tare\nrotated\x1b[2J."},
        {"page": 2, "label": "page\x072", "member": "", "text": ""},
    ]
    wire.read["notes"] = ["Page 3 was not read: it is a picture."]
    result = run(*TEXT)
    assert result.stdout == (
        "[page 1]\nKeys\tare\nrotated\N{REPLACEMENT CHARACTER}[2J.\n[page\N{REPLACEMENT CHARACTER}2]\n"
    )
    assert result.stderr == "Page 3 was not read: it is a picture.\n"
    assert [json.loads(line) for line in run(*TEXT, "--json").stdout.splitlines()] == wire.units


def test_a_document_without_a_text_says_so(wire: Evidence, run: Run, files: Path) -> None:
    run("documents", "upload", "a.pdf", "--vendor", "Acme")
    wire.read["kind"] = None
    result = run(*TEXT)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "was not read yet" in result.stderr
    assert run("documents", "text", "cbvdoc_9").exit_code == 2
