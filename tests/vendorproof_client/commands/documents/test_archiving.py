"""`documents archive`."""

from pathlib import Path

from tests.vendorproof_client.commands.documents.conftest import Run
from tests.vendorproof_client.evidence import Evidence


def test_documents_are_archived_and_unknown_ids_named(wire: Evidence, run: Run, files: Path) -> None:
    run("documents", "upload", "*.pdf", "--vendor", "Acme")
    result = run("documents", "archive", "cbvdoc_1", "cbvdoc_9", "cbvdoc_2")
    assert (result.exit_code, result.stdout) == (1, "cbvdoc_1: archived\ncbvdoc_2: archived\n")
    assert result.stderr == "cbvdoc_9: Document not found.\n"
    assert all(one["is_archived"] for one in wire.documents)
    assert run("documents", "archive", "cbvdoc_1").exit_code == 0
