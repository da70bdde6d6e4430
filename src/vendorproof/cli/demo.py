"""`demo`: an organisation with sample data, made by the same imports that real data comes through, then served."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import click

from vendorproof.access import keys, organisations, users
from vendorproof.access.permissions import GRANTS
from vendorproof.cli.opening import Failure, opened
from vendorproof.cli.serve import serve
from vendorproof.core.scope import Scope
from vendorproof.imports import reports, run
from vendorproof.imports.reports import Draft
from vendorproof.imports.results import Summary
from vendorproof.runtime import Runtime
from vendorproof_client.commands import report_files
from vendorproof_client.encoding import encode_batch, encode_record
from vendorproof_client.files import open_table

ORGANISATION = "Meridian Foods"
PEOPLE = {
    "amara.okafor@meridian.example": "Amara Okafor",
    "hanna.weiss@meridian.example": "Hanna Weiss",
    "jonas.lind@meridian.example": "Jonas Lind",
    "priya.raman@meridian.example": "Priya Raman",
    "sofia.marques@meridian.example": "Sofia Marques",
    "tomas.herrera@meridian.example": "Tomás Herrera",
}
REPORTS = ("vendors", "services", "assessments")
FEEDS = (
    ("erp-suppliers", "vendors.csv"),
    ("cmdb-applications", "services.csv"),
    ("review-register", "assessments.csv"),
    ("erp-suppliers", "vendors-week-2.csv"),
)
"""What is imported, in this order: services and assessments name vendors that have to be there."""


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made; `imported` is file name → the import's own answer."""

    secret: str
    imported: dict[str, Summary]


@click.command()
@click.option("--serve/--no-serve", "serves", default=True, help="Serve the data once it is there [default: yes].")
@click.pass_context
def demo(context: click.Context, *, serves: bool) -> None:
    """Fill an empty database with a sample organisation, say what to look at, and serve it."""
    with opened() as rt:
        _refuse_unless_empty(rt)
        _announce(rt, fill(rt))
    if serves:
        context.invoke(serve)


def fill(rt: Runtime) -> Demo:
    """Make the organisation, its people, its reports and a key, then import the sample files."""
    with rt.db.write() as tx:
        scope = Scope(organisations.create(tx, ORGANISATION), key_name="demo")
        secret = keys.create(tx, scope.organisation_id, "demo", keys.Powers(grants=GRANTS)).secret
        for email, name in PEOPLE.items():
            users.create_or_get(tx, scope, email, name)
        for name in REPORTS:
            with _sample(f"{name}.yaml") as path:
                reports.create(tx, scope, Draft(**report_files.read(path)))
    return Demo(secret, {name: run.submit(rt, scope, slug, _body(name)).summary for slug, name in FEEDS})


def _refuse_unless_empty(rt: Runtime) -> None:
    with rt.db.read() as tx:
        if organisations.first(tx) is not None:
            raise Failure(
                "This database holds an organisation already, and sample data does not belong beside real data."
                " `vendorproof serve` serves what is there; VENDORPROOF_DATA_DIR=data/demo makes a database for the demo."
            )


def _sample(name: str) -> AbstractContextManager[Path]:
    return as_file(files("vendorproof") / "demo" / name)


def _body(name: str) -> bytes:
    """A sample file as the batch that an import receives."""
    with _sample(name) as path:
        return encode_batch([encode_record(row.record) for row in open_table(path).records()])


def _announce(rt: Runtime, made: Demo) -> None:
    url = rt.settings.effective_public_url
    click.echo(f"{ORGANISATION} is made, from sample files: every company and person in it is invented.\n")
    for name, told in made.imported.items():
        changed = told.updated_count - told.unchanged_count
        click.echo(
            f"  {name:<19} {told.received_count} records: {told.created_count} created, {changed} updated,"
            f" {told.unchanged_count} unchanged, {told.failed_count} refused"
        )
    bearer = '-H "Authorization: Bearer $KEY"'
    click.echo(f"\nIts key, shown this once: {made.secret}\n\nWhat to look at, from a second terminal:\n")
    click.echo(f"  export KEY={made.secret}")
    for sentence, call in _worth_a_look(made):
        click.echo(f"  # {sentence}\n  curl -sS {bearer} {call.format(url=url)}")
    click.echo()


def _worth_a_look(made: Demo) -> Iterator[tuple[str, str]]:
    first, second = made.imported["vendors.csv"].run_id, made.imported["vendors-week-2.csv"].run_id
    yield "vendors that have cloud in their own or a service's name", "'{url}/v1/vendors?name=cloud'"
    yield "every import, with what became of its records", "{url}/v1/import-runs"
    yield "why records of the first file were refused", f"'{{url}}/v1/import-runs/{first}/errors?format=csv'"
    yield "take the second week's changes back", f"-X POST {{url}}/v1/import-runs/{second}/undo"
