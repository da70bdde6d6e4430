"""`import` from file to summary: counts, exit codes, refused records, resuming."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.vendorproof_client.wire import KEY, Answer, Wire
from vendorproof_client.commands.journal import state_path
from vendorproof_client.files import open_table, refused_path

Run = Callable[..., Result]
LOST = Answer(drop=True)


def posted(wire: Wire) -> list[int]:
    """Sizes of the batches that arrived."""
    return [len(request.body["data"]) for request in wire.requests]


def refused_rows(file: Path) -> list[dict[str, str]]:
    return [row.record for row in open_table(refused_path(file), header_row=1).records()]


def test_a_file_is_imported_in_batches(wire: Wire, run: Run, vendors: Path) -> None:
    result = run("import", vendors, "--report", "vendors", "--batch-size", "5")
    assert result.exit_code == 1
    assert posted(wire) == [5, 5, 2]
    assert len(wire.records) == 10
    assert "vendors.csv → vendors: 12 records" in result.stdout
    assert "created 10, updated 0, unchanged 0, refused 2" in result.stdout
    assert "2 × missing_required_field, Name: A name is required. (first: line 4)" in result.stdout
    assert "Encoding: UTF-8." in result.stderr
    assert refused_rows(vendors) == [
        {"ID": "V-2", "Name": "", "error": "Name: A name is required.", "line": "4"},
        {"ID": "V-7", "Name": "", "error": "Name: A name is required.", "line": "9"},
    ]
    assert sorted(one.name for one in vendors.parent.iterdir()) == ["vendors.csv", "vendors.refused.csv"]


def test_a_second_import_changes_nothing_and_a_clean_one_leaves_no_refused_file(
    wire: Wire, run: Run, vendors: Path
) -> None:
    run("import", vendors, "--report", "vendors")
    vendors.write_text(
        vendors.read_text().replace("V-2,", "V-2,Two").replace("V-7,", "V-7,Seven").replace("Vendor 3", "Three")
    )
    result = run("import", vendors, "--report", "vendors")
    assert result.exit_code == 0
    assert "created 2, updated 1, unchanged 9, refused 0" in result.stdout
    assert [one.name for one in vendors.parent.iterdir()] == ["vendors.csv"]
    assert len(wire.records) == 12


def test_the_refused_file_can_be_corrected_and_imported(wire: Wire, run: Run, vendors: Path) -> None:
    run("import", vendors, "--report", "vendors")
    corrected = refused_path(vendors)
    corrected.write_text(corrected.read_text("utf-8").replace("V-2,", "V-2,Two"), "utf-8")
    result = run("import", corrected, "--report", "vendors")
    assert result.exit_code == 1
    assert "created 1, updated 0, unchanged 0, refused 1" in result.stdout
    assert "Columns that the report does not map, ignored: error (2), line (2)" in result.stdout
    assert wire.records["V-2"]["Name"] == "Two"


def test_rows_with_faults_of_the_file_are_refused_without_being_sent(wire: Wire, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('ID,Name\nV-1,Acme, Inc\nV-2,"a "b" c"\nV-3,Foo\nV-4,Bar\nV-5,Baz\n')
    result = run("import", path, "--report", "vendors")
    assert result.exit_code == 1
    assert posted(wire) == [3]
    assert "created 3, updated 0, unchanged 0, refused 2" in result.stdout
    assert "Lines with more cells than the header; refused: 1 (first: line 2)." in result.stderr
    first, second = open_table(refused_path(path), header_row=1).records()
    assert first.record["ID"] == "V-1"
    assert first.surplus == (" Inc",)
    assert second.surplus == ('V-2,"a "b" c"',)


def test_refused_records_go_where_they_are_told(run: Run, vendors: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.csv"
    result = run("import", vendors, "--report", "vendors", "--refused", target)
    assert str(target) in result.stdout
    assert target.exists()
    assert not refused_path(vendors).exists()


def test_a_place_that_cannot_be_written_is_refused_before_anything_is_sent(wire: Wire, run: Run, vendors: Path) -> None:
    result = run("import", vendors, "--report", "vendors", "--refused", vendors.parent / "no" / "where.csv")
    assert result.exit_code == 2
    assert "Name another place with --refused" in result.stderr
    assert wire.requests == []


def test_records_of_json_keep_their_nesting(wire: Wire, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_text('{"ID": 7, "Name": "Acme", "tags": ["a"]}\n{"ID": 8}\n{oops\n')
    result = run("import", path, "--report", "vendors")
    assert result.exit_code == 1
    assert wire.requests[0].body["data"] == [{"ID": 7, "Name": "Acme", "tags": ["a"]}, {"ID": 8}]
    assert [row["line"] for row in refused_rows(path)] == ["2", "3"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--report", "nope"], "import_report_not_found"),
        (["--report", "vendors", "--key", "ak_wrong"], "Check --key or VENDORPROOF_KEY"),
        (["--report", "vendors", "--url", "nonsense"], "no server address"),
        (["--report", "vendors", "--sheet", "x"], "takes no --sheet"),
        (["--report", "vendors", "--encoding", "klingon"], "no encoding called"),
        (["--report", "vendors", "--batch-size", "5001"], "5001"),
        ([], "--report"),
    ],
)
def test_a_failure_is_one_sentence_and_exit_code_2(run: Run, vendors: Path, arguments: list[str], message: str) -> None:
    result = run("import", vendors, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""


def test_a_missing_server_or_key_is_named(run: Run, vendors: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VENDORPROOF_KEY")
    assert "use --key or set VENDORPROOF_KEY" in run("import", vendors, "--report", "vendors").stderr
    monkeypatch.delenv("VENDORPROOF_URL")
    result = run("import", vendors, "--report", "vendors")
    assert result.exit_code == 2
    assert "use --url or set VENDORPROOF_URL" in result.stderr


def test_troubles_of_the_server_are_waited_out_aloud(wire: Wire, run: Run, vendors: Path) -> None:
    wire.script += [Answer(503, {"detail": "Restarting."}), Answer(drop=True, done=True)]
    result = run("import", vendors, "--report", "vendors")
    assert "503: Restarting. Trying again in" in result.stderr
    assert "(1 of 8)" in result.stderr
    assert "created 0, updated 0, unchanged 10, refused 2" in result.stdout


def test_an_import_that_failed_goes_on_where_it_stopped(wire: Wire, run: Run, vendors: Path) -> None:
    arguments = ("import", vendors, "--report", "vendors", "--retries", "0", "--batch-size", "3")
    wire.script += [Answer(done=True), Answer(done=True), LOST]
    failed = run(*arguments)
    assert failed.exit_code == 2
    assert "The connection to" in failed.stderr
    assert "6 records are done; the same command goes on from there." in failed.stderr
    assert [row["line"] for row in refused_rows(vendors)] == ["4"]
    assert state_path(vendors).exists()
    wire.requests.clear()
    result = run(*arguments[:-1], "4")
    assert "Going on with an interrupted import: the first 6 records are done already." in result.stderr
    assert posted(wire) == [4, 2]
    assert "12 records (6 in" in result.stdout
    assert "created 10, updated 0, unchanged 0, refused 2" in result.stdout
    assert [row["line"] for row in refused_rows(vendors)] == ["4", "9"]
    assert set(wire.writes.values()) == {1}
    assert not state_path(vendors).exists()


@pytest.mark.parametrize("change", ["file", "options", "resume", "state", "garbage", "partial"])
def test_an_import_starts_anew_when_it_cannot_go_on(wire: Wire, run: Run, vendors: Path, change: str) -> None:
    arguments = ["import", vendors, "--report", "vendors", "--retries", "0", "--batch-size", "3"]
    wire.script += [Answer(done=True), LOST]
    run(*arguments)
    wire.requests.clear()
    if change == "file":
        vendors.write_text(vendors.read_text() + "V-99,More\n")
    elif change == "options":
        arguments += ["--separator", ","]
    elif change == "resume":
        arguments += ["--no-resume"]
    elif change == "state":
        state_path(vendors).write_text(json.dumps({"version": 1, "identity": 7}))
    elif change == "garbage":
        state_path(vendors).write_bytes(b"\xff")
    else:
        (vendors.parent / f".{refused_path(vendors).name}.partial").write_bytes(b"")
    result = run(*arguments)
    assert sum(posted(wire)) == (13 if change == "file" else 12)
    assert ("starting from the beginning" in result.stderr) == (change != "resume")
    assert [row["line"] for row in refused_rows(vendors)] == ["4", "9"]
    assert not state_path(vendors).exists()


def test_a_failure_before_any_refusal_keeps_an_older_refused_file(wire: Wire, run: Run, vendors: Path) -> None:
    refused_path(vendors).write_text("being corrected by hand")
    wire.script.append(LOST)
    assert run("import", vendors, "--report", "vendors", "--retries", "0").exit_code == 2
    assert refused_path(vendors).read_text() == "being corrected by hand"


def test_a_quotation_mark_that_never_closes_ends_the_import_with_its_line(wire: Wire, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('ID,Name\nV-1,Acme\nV-2,"Foo\nV-3,Bar\n')
    result = run("import", path, "--report", "vendors", "--batch-size", "1")
    assert result.exit_code == 2
    assert "begins on line 3 never closes" in result.stderr
    assert wire.requests == []


def test_a_server_that_takes_less_gets_less(wire: Wire, run: Run, vendors: Path) -> None:
    wire.most_records = 4
    result = run("import", vendors, "--report", "vendors")
    assert posted(wire) == [12, 6, 3, 3, 6, 3, 3]
    assert "created 10, updated 0, unchanged 0, refused 2" in result.stdout
    assert [row["line"] for row in refused_rows(vendors)] == ["4", "9"]


def test_a_record_too_large_for_any_batch_fails_with_the_servers_words(wire: Wire, run: Run, vendors: Path) -> None:
    wire.most_records = 0
    result = run("import", vendors, "--report", "vendors")
    assert result.exit_code == 2
    assert "batch_too_large" in result.stderr


def test_ids_that_come_again_in_a_later_batch_are_noted(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ID,Name\nV-1,Acme\nV-2,Foo\nV-1,Acme Inc\nV-3,Bar\n")
    result = run("import", path, "--report", "vendors", "--batch-size", "2")
    assert result.exit_code == 0
    assert "1 ids came again in a later batch" in result.stdout
    assert "created 3, updated 1, unchanged 0, refused 0" in result.stdout


def test_all_or_nothing_over_the_whole_file(wire: Wire, run: Run, vendors: Path) -> None:
    result = run("import", vendors, "--report", "vendors", "--atomic", "--batch-size", "2")
    assert result.exit_code == 1
    assert posted(wire) == [12]
    assert wire.records == {}
    assert "created 0, updated 0, unchanged 0, refused 2" in result.stdout
    assert "10 records without a fault were not written either" in result.stdout
    assert [row["line"] for row in refused_rows(vendors)] == ["4", "9"]


def test_all_or_nothing_sends_nothing_when_the_file_itself_is_faulty(wire: Wire, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ID,Name\nV-1,Acme\nV-2,Foo, Inc\nV-3,Bar\n")
    result = run("import", path, "--report", "vendors", "--atomic")
    assert result.exit_code == 1
    assert wire.requests == []
    assert "2 records without a fault were not written either" in result.stdout


def test_all_or_nothing_is_refused_for_what_does_not_fit_one_request(wire: Wire, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ID,Name\n" + "".join(f"V-{number},x\n" for number in range(10_001)))
    result = run("import", path, "--report", "vendors", "--atomic")
    assert result.exit_code == 2
    assert "All or nothing is possible for 10,000 records" in result.stderr
    assert wire.requests == []
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]


def test_a_plan_writes_nothing_anywhere(wire: Wire, run: Run, vendors: Path) -> None:
    wire.records["V-0"] = {"ID": "V-0", "Name": "Old"}
    wire.records["V-1"] = {"ID": "V-1", "Name": "Vendor 1"}
    result = run("import", vendors, "--report", "vendors", "--plan", "--batch-size", "6")
    assert result.exit_code == 1
    assert [request.query for request in wire.requests] == [{"mode": "plan"}] * 2
    assert wire.writes == {}
    assert [one.name for one in vendors.parent.iterdir()] == ["vendors.csv"]
    assert "would create 8, update 1, leave unchanged 1, refuse 2" in result.stdout
    assert "V-0: name: Old → Vendor 0" in result.stdout
    assert "2 × missing_required_field, Name" in result.stdout
    assert "Plan: plan_1, plan_1" in result.stdout


def test_a_file_without_records_is_no_failure(wire: Wire, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ID,Name\n")
    result = run("import", path, "--report", "vendors")
    assert result.exit_code == 0
    assert "a.csv → vendors: 0 records" in result.stdout
    assert wire.requests == []


def test_an_answer_for_other_records_than_were_sent_is_a_failure(wire: Wire, run: Run, vendors: Path) -> None:
    wire.script.append(Answer(200, {"received_count": 3, "created_count": 3, "updated_count": 0, "failed_count": 0}))
    result = run("import", vendors, "--report", "vendors")
    assert result.exit_code == 2
    assert "answered for 3 records, though 12 were sent" in result.stderr


def start(wire: Wire, *arguments: str | Path) -> "subprocess.Popen[str]":
    environment = {**os.environ, "VENDORPROOF_URL": wire.url, "VENDORPROOF_KEY": KEY}
    command = [sys.executable, "-m", "vendorproof_client", "import", *map(str, arguments), "--report", "vendors"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for(condition: Callable[[], bool]) -> None:
    for _ in range(2_000):
        if condition():
            return
        time.sleep(0.01)
    pytest.fail("the import never got that far")


@pytest.mark.parametrize("batches", [1, 7, 20])
def test_after_a_kill_nothing_is_lost_and_nothing_doubled(wire: Wire, tmp_path: Path, batches: int) -> None:
    path = tmp_path / "big.csv"
    rows = [f"V-{number},{'' if number % 50 == 3 else f'Vendor {number}'}" for number in range(1_000)]
    path.write_text("\n".join(["ID,Name", *rows]) + "\n")
    wire.pause = 0.02
    first = start(wire, path, "--batch-size", "25")
    wait_for(lambda: len(wire.requests) >= batches)
    first.send_signal(signal.SIGKILL)
    first.communicate()
    assert state_path(path).exists()
    wait_for(lambda: sum(posted(wire)) == 25 * len(wire.requests))
    written_before = dict(wire.writes)

    wire.pause = 0
    second = start(wire, path, "--batch-size", "40")
    output, notes = second.communicate()
    assert second.returncode == 1
    assert len(wire.records) == 980
    assert "refused 20" in output
    refused = refused_rows(path)
    assert [row["ID"] for row in refused] == [f"V-{number}" for number in range(3, 1_000, 50)]
    again = sum(1 for external_id, count in wire.writes.items() if count > written_before.get(external_id, 0) > 0)
    assert again <= 50, "more was sent again than the batches whose answers were not yet kept"
    if batches > 1:
        assert "Going on with an interrupted import" in notes
    assert sorted(one.name for one in tmp_path.iterdir()) == ["big.csv", "big.refused.csv"]


def test_an_interrupt_ends_in_a_sentence_and_leaves_the_way_on(wire: Wire, tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    path.write_text("ID,Name\n" + "".join(f"V-{number},x\n" for number in range(1_000)))
    wire.pause = 0.05
    process = start(wire, path, "--batch-size", "10")
    wait_for(lambda: len(wire.requests) >= 4)
    process.send_signal(signal.SIGINT)
    _, notes = process.communicate()
    assert process.returncode == 130
    assert "the same command goes on from there" in notes
    assert "Traceback" not in notes
    assert state_path(path).exists()


def test_two_imports_of_one_file_do_not_run_at_once(wire: Wire, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    path.write_text("ID,Name\n" + "".join(f"V-{number},x\n" for number in range(1_000)))
    wire.pause = 0.05
    process = start(wire, path, "--batch-size", "10")
    wait_for(lambda: len(wire.requests) >= 2)
    result = run("import", path, "--report", "vendors")
    process.kill()
    process.communicate()
    assert result.exit_code == 2
    assert "Another import of this file is running" in result.stderr
