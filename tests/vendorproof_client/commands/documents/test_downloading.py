"""`documents download` as a person runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.vendorproof_client.commands.documents.conftest import Run
from tests.vendorproof_client.evidence import Evidence
from tests.vendorproof_client.wire import KEY, Answer

DOWNLOAD = ("documents", "download")


@pytest.fixture(autouse=True)
def _held(run: Run, files: Path) -> None:
    run("documents", "upload", "a.pdf", "b.pdf", "--vendor", "Acme")


def contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def test_ids_or_all_of_a_vendor(run: Run, files: Path) -> None:
    result = run(*DOWNLOAD, "cbvdoc_1", "--to", "one")
    assert (result.exit_code, result.stdout) == (0, "one: downloaded 1, already here 0, refused 0\n")
    assert contents(files / "one") == {"a.pdf": b"%PDF a"}
    assert run(*DOWNLOAD, "--vendor", "E-1", "--to", "all").exit_code == 0
    assert contents(files / "all") == {"a.pdf": b"%PDF a", "b.pdf": b"%PDF b, longer"}


def test_without_a_folder_it_is_this_one_and_what_is_here_is_not_fetched(wire: Evidence, run: Run, files: Path) -> None:
    assert "downloaded 0, already here 2" in run(*DOWNLOAD, "--vendor", "Acme").stdout
    assert wire.links == []


def test_a_file_of_the_same_name_is_kept_unless_forced(run: Run, files: Path) -> None:
    (files / "a.pdf").write_bytes(b"mine")
    result = run(*DOWNLOAD, "cbvdoc_1")
    assert "cbvdoc_1: a (2).pdf (6 bytes)" in result.stderr
    assert "already here 1" in run(*DOWNLOAD, "cbvdoc_1").stdout
    assert (files / "a.pdf").read_bytes() == b"mine"
    (files / "a (2).pdf").unlink()
    assert run(*DOWNLOAD, "cbvdoc_1", "--force").exit_code == 0
    assert (files / "a.pdf").read_bytes() == b"%PDF a"


@pytest.mark.parametrize("options", [(), ("--force",)])
def test_two_documents_of_one_name_are_two_files(
    wire: Evidence, run: Run, files: Path, options: tuple[str, ...]
) -> None:
    for document in wire.documents:
        document["name"] = "SOC 2"
    for _ in range(2):
        assert run(*DOWNLOAD, "--vendor", "Acme", "--to", "to", *options).exit_code == 0
        assert sorted(contents(files / "to").values()) == [b"%PDF a", b"%PDF b, longer"]
    assert sorted(contents(files / "to")) == ["SOC 2 (2).pdf", "SOC 2.pdf"]


@pytest.mark.parametrize("options", [(), ("--force",)])
def test_two_documents_of_the_same_bytes_are_two_files(run: Run, files: Path, options: tuple[str, ...]) -> None:
    run("documents", "upload", "a.pdf", "--vendor", "Acme", "--again")
    for _ in range(2):
        assert run(*DOWNLOAD, "cbvdoc_1", "cbvdoc_3", "--to", "to", *options).exit_code == 0
    assert contents(files / "to") == {"a.pdf": b"%PDF a", "a (2).pdf": b"%PDF a"}


def test_a_hostile_name_stays_in_the_folder(wire: Evidence, run: Run, files: Path) -> None:
    wire.documents[0]["name"] = "../../\x1b[2Jevil"
    result = run(*DOWNLOAD, "cbvdoc_1", "--to", "to")
    assert contents(files / "to") == {"_.._[2Jevil.pdf": b"%PDF a"}
    assert "\x1b" not in result.output


def test_what_cannot_be_had_is_told_and_the_others_come(wire: Evidence, run: Run, files: Path) -> None:
    wire.contents["cbvdoc_1"] = b"%PDF !"
    result = run(*DOWNLOAD, "cbvdoc_9", "cbvdoc_1", "cbvdoc_2", "--to", "to")
    assert (result.exit_code, result.stdout) == (1, "to: downloaded 1, already here 0, refused 2\n")
    assert "cbvdoc_9: refused. Document not found." in result.stderr
    assert "cbvdoc_1: refused. The SHA-256 of what came for cbvdoc_1" in result.stderr
    assert contents(files / "to") == {"b.pdf": b"%PDF b, longer"}


def test_a_broken_connection_is_told_and_mended(wire: Evidence, run: Run, files: Path) -> None:
    wire.served.append(Answer(cut=3))
    result = run(*DOWNLOAD, "cbvdoc_1", "--to", "to")
    assert result.exit_code == 0
    assert "Trying again" in result.stderr
    assert wire.links[1].headers["range"] == "bytes=3-"


def test_json_has_a_line_for_each_document(run: Run, files: Path) -> None:
    result = run(*DOWNLOAD, "cbvdoc_1", "cbvdoc_9", "--to", "to", "--json")
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"id": "cbvdoc_1", "outcome": "downloaded", "path": str(Path("to/a.pdf"))},
        {"id": "cbvdoc_9", "outcome": "refused", "reason": "Document not found."},
    ]


def test_one_document_to_standard_output(wire: Evidence, run: Run, files: Path) -> None:
    command = [sys.executable, "-m", "vendorproof_client", *DOWNLOAD, "cbvdoc_2", "--to", "-"]
    got = subprocess.run([*command, "--url", wire.url, "--key", KEY], capture_output=True, check=True)
    assert (got.stdout, got.stderr) == (b"%PDF b, longer", b"")
    assert run(*DOWNLOAD, "cbvdoc_1", "cbvdoc_2", "--to", "-").exit_code == 2


@pytest.mark.parametrize("arguments", [(), ("cbvdoc_1", "--vendor", "Acme")])
def test_ids_and_vendor_exclude_each_other(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*DOWNLOAD, *arguments)
    assert result.exit_code == 2
    assert "one of the two" in result.stderr
