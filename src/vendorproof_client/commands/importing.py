"""`import`: a file of records into an import report, in batches, resumable."""

import time
from collections.abc import Iterator
from pathlib import Path

import click

from vendorproof_client.client import Client
from vendorproof_client.commands import planning, progress, summary
from vendorproof_client.commands.batches import Batch, Limits, Refused, cut
from vendorproof_client.commands.connecting import Server, connection_options
from vendorproof_client.commands.failures import SOME_REFUSED, CommandFailed, failures_told
from vendorproof_client.commands.journal import Journal, fingerprint
from vendorproof_client.commands.outcome import RepeatedIds
from vendorproof_client.commands.progress import Progress
from vendorproof_client.commands.reading import FILE, Reading, file_options
from vendorproof_client.encoding import JsonObject
from vendorproof_client.errors import ApiError
from vendorproof_client.files import Table, refused_path

ONE_REQUEST = Limits(records=10_000, size=32 << 20)
"""What a server takes at once unless it is configured otherwise: the most that can be all or nothing."""

MOST_RECORDS = 5_000


@click.command("import")
@click.argument("file", type=FILE)
@click.option("--report", required=True, metavar="SLUG", help="Import report that takes the records.")
@click.option("--plan", is_flag=True, help="Say what would happen and write nothing.")
@click.option("--atomic", is_flag=True, help="All records or none (up to 10,000).")
@click.option(
    "--batch-size", default=2_000, show_default=True, type=click.IntRange(1, MOST_RECORDS), help="Records per request."
)
@click.option("--resume/--no-resume", default=True, help="Go on where an interrupted import stopped [default: yes].")
@click.option(
    "--refused",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where refused records go [default: FILE.refused.csv].",
)
@file_options
@connection_options
@click.pass_context
@failures_told
def import_file(  # noqa: PLR0913 (one parameter per option)
    context: click.Context,
    *,
    file: Path,
    report: str,
    reading: Reading,
    server: Server,
    refused: Path | None,
    batch_size: int,
    plan: bool,
    atomic: bool,
    resume: bool,
) -> None:
    """Import FILE (CSV, TSV, XLSX, XLS, JSON, NDJSON) through an import report.

    Records are created or updated by their external id, so the same file can be imported again. Exit code: 0 all
    records are in, 1 some were refused, 2 failed.
    """
    table = reading.open(file)
    _tell(f"{file.name}: {table.kind}.", *table.findings)
    limits = ONE_REQUEST if atomic else Limits(records=batch_size)
    with server.connect(context) as client:
        if plan:
            complete = planning.run(client, table, report, cut(table.records(), limits))
        else:
            identity = {
                **fingerprint(file), "report": report, "url": server.url, "atomic": atomic, **reading.as_dict(),
            }  # fmt: skip
            journal = Journal(file, refused or refused_path(file), identity, resume=resume)
            try:
                complete = _run(client, table, report, journal, limits, atomic=atomic)
            finally:
                journal.close()
    if not complete:
        context.exit(SOME_REFUSED)


def _run(client: Client, table: Table, report: str, journal: Journal, limits: Limits, *, atomic: bool) -> bool:
    """Send what is not yet sent, then say what came of it; on a failure the journal stays, for the next run."""
    said = table.findings
    _tell(*journal.notes)
    started, before = time.monotonic(), journal.outcome.records
    try:
        if atomic:
            _send_at_once(client, table, report, journal, limits)
        else:
            _send(client, table, report, journal, limits)
    except BaseException:
        if journal.outcome.refused and journal.write_refused(table):
            _tell(f"Refused so far: {journal.outcome.refused:,}, in {journal.target}.")
        if journal.rows_done:
            _tell(f"{journal.rows_done:,} records are done; the same command goes on from there.")
        else:
            journal.finish()
        raise
    written = journal.write_refused(table)
    journal.finish()
    _tell(*(finding for finding in table.findings if finding not in said))
    seconds = time.monotonic() - started
    summary.show(table, report, journal.outcome, journal.outcome.records - before, seconds)
    if written:
        click.echo(f"Refused records, each with its reason: {journal.target}")
    return journal.outcome.complete


def _send(client: Client, table: Table, report: str, journal: Journal, limits: Limits) -> None:
    outcome, repeated = journal.outcome, RepeatedIds()
    with progress.start(table.size, journal.rows_done) as shown:
        client.on_retry = lambda retry: progress.tell_retry(shown, retry)
        for batch in cut(table.records(), limits, skip=journal.rows_done):
            refused = list(batch.refused)
            outcome.refuse(batch.refused)
            for part, answer in _post(client, report, batch, shown):
                outcome.repeated += repeated.count(answer)
                refused += outcome.add(part, answer)
            journal.acknowledge(batch.last, _in_order(refused))
            shown.show(table.position, journal.rows_done)


def _post(client: Client, report: str, batch: Batch, shown: Progress) -> Iterator[tuple[Batch, JsonObject]]:
    """Send a batch, in halves where the server takes less at once than it was cut for."""
    if not batch.sent:
        return
    try:
        yield batch, client.imports.post(report, batch.encoded)
    except ApiError as error:
        if error.status != 413 or len(batch.sent) == 1:
            raise
        shown.say(f"The server takes no {len(batch.sent):,} records at once: sending them in two parts.")
        for half in batch.halves():
            yield from _post(client, report, half, shown)


def _send_at_once(client: Client, table: Table, report: str, journal: Journal, limits: Limits) -> None:
    """All records in one request, or none: nothing is sent if the file itself has a faulty row."""
    batches = cut(table.records(), limits)
    batch = next(batches, Batch())
    if next(batches, None):
        raise CommandFailed(
            f"All or nothing is possible for {limits.records:,} records or {limits.size >> 20} MiB, and the file has more."
        )
    outcome = journal.outcome
    outcome.refuse(batch.refused)
    refused = list(batch.refused)
    if refused:
        outcome.held += len(batch.sent)
    elif batch.sent:
        refused += outcome.add(batch, client.imports.post(report, batch.encoded, atomic=True))
    journal.acknowledge(batch.last, _in_order(refused))


def _in_order(refused: list[Refused]) -> list[Refused]:
    return sorted(refused, key=lambda one: one[0].number)


def _tell(*sentences: str) -> None:
    for sentence in sentences:
        click.echo(sentence, err=True)
