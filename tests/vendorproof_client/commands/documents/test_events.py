"""`documents events`."""

import json
from pathlib import Path

import pytest

from tests.vendorproof_client.commands.documents.conftest import Run
from tests.vendorproof_client.evidence import Evidence

EVENTS = ("documents", "events", "cbvdoc_1")


def test_what_happened_is_listed(wire: Evidence, run: Run, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("documents", "upload", "a.pdf", "--vendor", "Acme")
    data = {"document_id": "cbvdoc_1", "vendor_id": "cbvndr_1", "changed": ["na\x1bme", "type"], "reason": None}
    wire.events = [
        {"id": "cbevt_2", "event_type": "Document.Updated", "occurred_at": 1_790_000_000, "data": data},
        {"id": "cbevt_1", "event_type": "Document.Archived", "occurred_at": 1_790_000_000, "data": {}},
    ]
    result = run(*EVENTS)
    assert [json.loads(line) for line in result.stdout.splitlines()] == wire.events
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    _, first, second = run(*EVENTS).stdout.splitlines()
    assert first.rstrip().endswith("Document.Updated   changed na\N{REPLACEMENT CHARACTER}me, type, reason –")
    assert first.startswith("2026-09-")
    assert second.rstrip().endswith("Document.Archived")
    assert json.loads(run(*EVENTS, "--json").stdout.splitlines()[0]) == wire.events[0]


def test_none_and_an_unknown_document_are_said(run: Run, files: Path) -> None:
    run("documents", "upload", "a.pdf", "--vendor", "Acme")
    result = run(*EVENTS)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Nothing is known any more" in result.stderr
    assert run("documents", "events", "cbvdoc_9").exit_code == 2
