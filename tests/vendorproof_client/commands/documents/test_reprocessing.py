"""`documents reprocess`."""

from pathlib import Path

from tests.vendorproof_client.commands.documents.conftest import Run
from tests.vendorproof_client.evidence import Evidence


def test_documents_are_read_again_and_those_that_are_not_named(wire: Evidence, run: Run, files: Path) -> None:
    run("documents", "upload", "*.pdf", "--vendor", "Acme")
    run("documents", "upload", "more/c.txt", "--vendor", "Acme")
    wire.busy = {"cbvdoc_2"}
    before = len(wire.requests)
    result = run("documents", "reprocess", "cbvdoc_1", "cbvdoc_9", "cbvdoc_2", "cbvdoc_1", "cbvdoc_3")
    assert (result.exit_code, result.stdout) == (1, "cbvdoc_1: to be read again\ncbvdoc_3: to be read again\n")
    assert result.stderr == "cbvdoc_9: Document not found.\ncbvdoc_2: This document is analyzing.\n"
    assert len(wire.requests) == before + 4
    assert run("documents", "reprocess", "cbvdoc_1").exit_code == 0
