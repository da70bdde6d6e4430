"""`check`: what an import would refuse, without sending anything."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from vendorproof.access import organisations
from vendorproof.cli.opening import Failure, opened
from vendorproof.core.scope import Scope
from vendorproof.imports import mapping as mappings
from vendorproof.imports import prepare, reports, results, run
from vendorproof.imports.decode import Compiled, decode
from vendorproof.imports.incoming import Incoming, RecordFault
from vendorproof.objects import BASE_OBJECTS, Field
from vendorproof.records import coherence
from vendorproof.runtime import Runtime
from vendorproof_client import Client
from vendorproof_client.commands import report_files, summary
from vendorproof_client.commands.batches import Batch, Limits, cut
from vendorproof_client.commands.connecting import GivenServer, Server, connection_options
from vendorproof_client.commands.failures import SOME_REFUSED, failures_told
from vendorproof_client.commands.outcome import Outcome
from vendorproof_client.commands.reading import FILE, Reading, file_options
from vendorproof_client.files import Row, Table, write_refused

Checker = Callable[[Batch], Sequence[Incoming]]


@dataclass
class _Found:
    outcome: Outcome = field(default_factory=Outcome)
    refused: list[tuple[Row, str]] = field(default_factory=list)


@click.command()
@click.argument("file", type=FILE)
@click.option("--report", required=True, metavar="SLUG|YAML", help="Import report by slug, or a report's YAML file.")
@click.option(
    "--refused", type=click.Path(dir_okay=False, path_type=Path), help="Write the refused records to this file."
)
@click.option(
    "--batch-size",
    default=2_000,
    show_default=True,
    type=click.IntRange(1, 10_000),
    help="Records per batch: an id twice in one batch is refused.",
)
@file_options
@connection_options
@click.pass_context
@failures_told
def check(
    context: click.Context, *, file: Path, report: str, reading: Reading, server: Server, refused: Path | None, batch_size: int
) -> None:  # fmt: skip
    """Check FILE against an import report; no record is sent and nothing is written to a database.

    With a slug, the report comes from the server (--url, --key) or the configured database; only the latter also
    looks vendors and other references up. Exit code: 0 every record would be taken, 1 some would be refused, 2 failed.
    """
    table = reading.open(file)
    _tell(f"{file.name}: {table.kind}.", *table.findings)
    said = len(table.findings)
    if Path(report).suffix.lower() in (".yaml", ".yml"):
        found = _check_offline(table, batch_size, _from_yaml(Path(report), server))
    elif server.url or server.key:
        found = _check_offline(table, batch_size, _from_server(server, report))
    else:
        with opened() as rt:
            found = _checked(table, batch_size, _on_database(rt, report))
    _tell(*table.findings[said:])
    _show(table, report, found)
    if refused:
        write_refused(refused, table.headers, table.unit, found.refused)
    if not found.outcome.complete:
        context.exit(SOME_REFUSED)


def _checked(table: Table, batch_size: int, checker: Checker) -> _Found:
    found = _Found()
    for batch in cut(table.records(), Limits(records=batch_size)):
        found.outcome.refuse(batch.refused)
        found.refused += batch.refused
        records = checker(batch) if batch.sent else ()
        errors = [_error(one) for one in results.errors_of([each for each in records if each.faults])]
        failed = {one["index"] for one in errors}
        answer = {
            "received_count": len(batch.sent), "created_count": 0, "updated_count": len(batch.sent) - len(failed),
            "failed_count": len(failed), "errors": errors,
        }  # fmt: skip
        found.refused += found.outcome.add(batch, answer)
    found.refused.sort(key=lambda one: one[0].number)
    return found


def _check_offline(table: Table, batch_size: int, compiled: Compiled) -> _Found:
    if any(one.target.kind in ("reference", "references") for one in compiled.entries):
        _tell("Vendors and services named in the file were not looked up: only the database knows them.")
    return _checked(table, batch_size, lambda batch: _read(compiled, batch))


def _read(compiled: Compiled, batch: Batch) -> Sequence[Incoming]:
    records = decode(compiled, _body(batch), len(batch.sent)).records
    prepare.refuse_repeated(compiled, records)
    names = [one.target.name for one in compiled.entries]
    for one in records:
        for name, sentence in coherence.faults(compiled.base.name, dict(zip(names, one.values, strict=True))):
            one.faults = (*one.faults, RecordFault("invalid_field_value", sentence, name))
    return records


def _on_database(rt: Runtime, slug: str) -> Checker:
    with rt.db.read() as tx:
        organisation_id = organisations.first(tx)
        if organisation_id is None:
            raise Failure("The configured database has no organisation; name a server (--url, --key) or a YAML file.")
        scope = Scope(organisation_id)
        report, compiled = reports.open_for_import(tx, scope, slug)

    def look(batch: Batch) -> Sequence[Incoming]:
        ready = run.read(report, compiled, _body(batch), len(batch.sent))
        with rt.db.read() as tx:
            run.compare(tx, scope, ready)
        return ready.decoded.records

    return look


def _from_yaml(path: Path, server: Server) -> Compiled:
    if not path.exists():
        raise Failure(f"{path}: there is no such file.")
    known = None
    report = report_files.read(path)
    if server.url:
        with GivenServer().connect(server.url, server.key, server.retries) as client:
            known = _fields(client, str(report.get("base_object")))
    return _compiled(str(path), report, known)


def _from_server(server: Server, slug: str) -> Compiled:
    with GivenServer().connect(server.url, server.key, server.retries) as client:
        report = client.import_reports.find(slug)
        if report is None:
            raise Failure(f"The server has no import report {slug}.")
        return _compiled(slug, report, _fields(client, report["base_object"]))


def _fields(client: Client, base_object: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.import_reports.fields(base_object)["data"]
    return found


def _compiled(name: str, report: dict[str, Any], known: Iterable[dict[str, Any]] | None) -> Compiled:
    base = BASE_OBJECTS.get(str(report.get("base_object")))
    if base is None:
        raise Failure(f"{name}: base_object must be one of {', '.join(BASE_OBJECTS)}.")
    fields, words = base.fields, {}
    if known is not None:
        words = {one["name"]: tuple(one["allowed"]) for one in known if one["kind"] == "status" and one.get("allowed")}
        own = [one for one in known if one["name"].startswith("custom.")]
        fields = (
            *fields,
            *(Field(one["name"], one["label"], one["kind"], words=tuple(one.get("allowed") or ())) for one in own),
        )
    entries, options, faults = mappings.parse(fields, report.get("mapping"), report.get("options"), words=words)
    if faults:
        lines = [f"{'.'.join(str(part) for part in one.loc[1:])}: {one.msg}" for one in faults]
        raise Failure("\n  ".join([f"{name} is not a valid import report:", *lines]))
    return Compiled(base, entries, options)


def _body(batch: Batch) -> bytes:
    return b'{"data":[' + b",".join(batch.encoded) + b"]}"


def _error(one: results.Error) -> dict[str, Any]:
    return {
        "index": one.index,
        "error_code": one.error_code,
        "message": one.message,
        "field": one.field,
        "source": one.source,
    }


def _show(table: Table, report: str, found: _Found) -> None:
    outcome = found.outcome
    taken = outcome.records - outcome.refused
    click.echo(
        f"{table.path.name} against {report}: {outcome.records:,} records, {taken:,} would be taken, {outcome.refused:,} refused"
    )
    summary.show_reasons(table, outcome)


def _tell(*sentences: str) -> None:
    for sentence in sentences:
        click.echo(sentence, err=True)
