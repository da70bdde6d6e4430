"""`documents upload` as a person runs it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.vendorproof_client.commands.documents.conftest import Run
from tests.vendorproof_client.evidence import Evidence
from tests.vendorproof_client.wire import KEY, Answer, Json, Request

UPLOAD = ("documents", "upload")
BUSY = Answer(503, {"detail": {"code": "storage_unavailable", "message": "Busy."}})


def uploads(wire: Evidence) -> int:
    return sum(1 for one in wire.requests if one.method == "POST")


def test_files_go_up_and_are_counted(wire: Evidence, run: Run, files: Path) -> None:
    result = run(*UPLOAD, "*.pdf", "more", "--recursive", "--vendor", "Acme", "--service", "cbsvc_1")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "3 files → Acme (cbvndr_1)\n  uploaded 3, already held 0, refused 0\n  21 bytes sent in "
    )
    assert "[1/3] a.pdf: uploaded as cbvdoc_1 (6 bytes)\n" in result.stderr
    assert f"[3/3] {Path('more/c.txt')}: uploaded as cbvdoc_3 (1 byte)\n" in result.stderr
    assert "`vendorproof documents list --vendor cbvndr_1`" in result.stderr
    assert wire.contents == {"cbvdoc_1": b"%PDF a", "cbvdoc_2": b"%PDF b, longer", "cbvdoc_3": b"c"}
    assert all(one["service_ids"] == ["cbsvc_1"] for one in wire.documents)


def test_what_is_held_is_not_sent_again(wire: Evidence, run: Run, files: Path) -> None:
    run(*UPLOAD, "a.pdf", "--vendor", "E-1")
    result = run(*UPLOAD, "a.pdf", "b.pdf", "--vendor", "cbvndr_1")
    assert (result.exit_code, uploads(wire)) == (0, 2)
    assert "uploaded 1, already held 1, refused 0" in result.stdout
    assert "a.pdf: already held as cbvdoc_1" in result.stderr


@pytest.mark.parametrize(
    "options", [("--service", "cbsvc_1"), ("--assessment", "cbqsrw_1"), ("--type", "soc3_report"), ("--name", "Other")]
)
def test_what_is_held_otherwise_is_sent_and_the_twin_named(
    wire: Evidence, run: Run, files: Path, options: tuple[str, str]
) -> None:
    run(*UPLOAD, "a.pdf", "--vendor", "Acme")
    result = run(*UPLOAD, "a.pdf", "--vendor", "Acme", *options)
    assert "uploaded as cbvdoc_2 (6 bytes), the same bytes as cbvdoc_1" in result.stderr
    assert "already held 1" in run(*UPLOAD, "a.pdf", "--vendor", "Acme", *options).stdout
    assert "already held 1" in run(*UPLOAD, "a.pdf", "--vendor", "Acme").stdout


def test_another_vendor_has_its_own(wire: Evidence, run: Run, files: Path) -> None:
    run(*UPLOAD, "a.pdf", "--vendor", "Acme")
    assert "uploaded 1" in run(*UPLOAD, "a.pdf", "--vendor", "Acme Payroll").stdout


def test_the_same_bytes_twice_in_one_command_go_once(wire: Evidence, run: Run, files: Path) -> None:
    (files / "copy.pdf").write_bytes(b"%PDF a")
    assert "uploaded 1, already held 1" in run(*UPLOAD, "a.pdf", "copy.pdf", "--vendor", "Acme").stdout


def test_again_makes_a_second_document_each_time(wire: Evidence, run: Run, files: Path) -> None:
    for _ in range(3):
        assert run(*UPLOAD, "a.pdf", "--vendor", "Acme", "--again").exit_code == 0
    assert len(wire.documents) == 3


def test_what_was_archived_goes_up_anew_although_its_key_is_remembered(wire: Evidence, run: Run, files: Path) -> None:
    for number in (1, 2, 3):
        result = run(*UPLOAD, "a.pdf", "--vendor", "Acme")
        assert f"uploaded as cbvdoc_{number}" in result.stderr
        run("documents", "archive", f"cbvdoc_{number}")


def test_a_server_without_the_hash_filter_is_told_and_nothing_doubled(wire: Evidence, run: Run, files: Path) -> None:
    wire.filters_by_hash = False
    run(*UPLOAD, "b.pdf", "--vendor", "Acme")
    results = [run(*UPLOAD, "*.pdf", "--vendor", "Acme") for _ in range(2)]
    assert [one.stderr.count("cannot be asked for a file by its hash") for one in results] == [1, 1]
    assert len(wire.documents) == 2
    assert "uploaded 0, already held 2" in results[1].stdout


def test_refused_files_are_told_and_the_others_go_on(wire: Evidence, run: Run, files: Path) -> None:
    (files / "a2.exe").write_bytes(b"MZ")
    unreadable = files / "a3.pdf"
    unreadable.symlink_to(files / "gone")
    result = run(*UPLOAD, "a.pdf", "a2.exe", "b.pdf", "--vendor", "Acme")
    assert result.exit_code == 1
    assert "uploaded 2, already held 0, refused 1" in result.stdout
    assert "\n  refused: a2.exe: a2.exe: files of this kind are not taken.\n" in result.stdout
    assert "a2.exe: refused. a2.exe: files of this kind are not taken." in result.stderr
    assert len(wire.documents) == 2


def test_a_file_that_goes_away_meanwhile_is_refused_alone(
    wire: Evidence, run: Run, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = wire.answer

    def answer(request: Request) -> Answer:
        (files / "b.pdf").unlink(missing_ok=True)
        return asked(request)

    monkeypatch.setattr(wire, "answer", answer)
    result = run(*UPLOAD, "b.pdf", "a.pdf", "--vendor", "Acme")
    assert result.exit_code == 1
    assert "refused: b.pdf: No such file or directory." in result.stdout
    assert len(wire.documents) == 1


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (Answer(404, {"detail": {"code": "service_not_found", "message": "Service not found."}}), "Service not found."),
        (Answer(422, {"detail": {"code": "invalid_document_type", "message": "No type."}}), "No type."),
        (Answer(401, {"detail": "Invalid or expired API key."}), "Check --key"),
        (Answer(503, BUSY.body, {"Retry-After": "3600"}), "Busy."),
    ],
)
def test_what_the_next_file_would_be_told_too_ends_the_command(
    wire: Evidence, run: Run, files: Path, trouble: Answer, sentence: str
) -> None:
    run(*UPLOAD, "a.pdf", "--vendor", "cbvndr_1")
    wire.script += [Answer(done=True)] * 3 + [trouble]
    result = run(*UPLOAD, "a.pdf", "b.pdf", "more/c.txt", "--vendor", "cbvndr_1")
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert "1 of 3 files → Acme (cbvndr_1)\n  uploaded 0, already held 1, refused 0" in result.stdout
    assert "The same command goes on from there." in result.stderr


def test_troubles_on_the_way_are_waited_out_aloud(wire: Evidence, run: Run, files: Path) -> None:
    wire.script += [Answer(done=True)] * 2 + [BUSY, Answer(drop=True, after=3), Answer(drop=True, done=True)]
    result = run(*UPLOAD, "a.pdf", "--vendor", "cbvndr_1")
    assert result.exit_code == 0
    assert result.stderr.count("Trying again") == 3
    assert len(wire.documents) == 1


def test_one_name_is_for_one_file(run: Run, files: Path) -> None:
    result = run(*UPLOAD, "*.pdf", "--vendor", "Acme", "--name", "x")
    assert result.exit_code == 2
    assert "--name is for one file, and these are 2." in result.stderr


def test_nothing_is_sent_when_an_argument_is_wrong(wire: Evidence, run: Run, files: Path) -> None:
    assert run(*UPLOAD, "a.pdf", "nope.pdf", "--vendor", "Acme").exit_code == 2
    assert run(*UPLOAD, "a.pdf", "--vendor", "Nobody").exit_code == 2
    assert uploads(wire) == 0


def test_json_has_a_line_for_each_file_and_nothing_else(run: Run, files: Path) -> None:
    (files / "a2.exe").write_bytes(b"MZ")
    result = run(*UPLOAD, "a.pdf", "a2.exe", "--vendor", "Acme", "--json")
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert (first["file"], first["outcome"], first["document"]["id"]) == ("a.pdf", "uploaded", "cbvdoc_1")
    assert second == {
        "file": "a2.exe", "outcome": "refused", "code": "unsupported_file_type",
        "reason": "a2.exe: files of this kind are not taken.",
    }  # fmt: skip
    assert "uploaded 1, already held 0, refused 1" in result.stderr


def test_waiting_tells_how_it_ended(wire: Evidence, run: Run, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = wire.answer
    ended: dict[str, Json] = {
        "cbvdoc_1": {"status": "complete"},
        "cbvdoc_2": {"status": "locked"},
        "cbvdoc_3": {"status": "failed", "classification": {"reasons": ["The file is damaged."]}},
    }

    def answer(request: Request) -> Answer:
        if request.path.startswith("/v1/documents/cbvdoc_"):
            document = wire.documents[int(request.path[-1]) - 1]
            document.update(ended[document["id"]])
        return asked(request)

    monkeypatch.setattr(wire, "answer", answer)
    result = run(*UPLOAD, "*.pdf", "more/*", "--vendor", "Acme", "--wait")
    assert result.exit_code == 1
    assert "\n  processed: complete 1, failed 1, locked 1\n" in result.stdout
    assert "\n  locked: b (cbvdoc_2)\n  failed: c (cbvdoc_3): The file is damaged.\n" in result.stdout


def test_waiting_ends_by_itself(run: Run, files: Path) -> None:
    result = run(*UPLOAD, "*.pdf", "--vendor", "Acme", "--wait", "--wait-seconds", "0")
    assert result.exit_code == 0
    assert "\n  processed: still going 2\n" in result.stdout


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_after_an_interruption_the_same_command_goes_on(
    wire: Evidence, files: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    """It comes while the client waits for the answer to its eleventh file."""
    for name in range(40):
        (files / f"{name:02}.txt").write_bytes(f"file {name}".encode())
    command = [sys.executable, "-m", "vendorproof_client", *UPLOAD, "[0-9]*.txt", "--vendor", "Acme"]
    environment = {**os.environ, "VENDORPROOF_URL": wire.url, "VENDORPROOF_KEY": KEY}
    asked = wire.answer

    def answer(request: Request) -> Answer:
        if request.method == "POST" and len(wire.documents) == 10:
            process.send_signal(number)
            process.wait()
        return asked(request)

    with monkeypatch.context() as patched:
        patched.setattr(wire, "answer", answer)
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        stdout, stderr = process.communicate()
    if number == signal.SIGINT:
        assert process.returncode == 130
        assert "10 of 40 files → Acme" in stdout
        assert "The same command goes on from there." in stderr
    after = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "40 files → Acme" in after.stdout
    assert "already held 1" in after.stdout
    assert len(wire.documents) == 40
