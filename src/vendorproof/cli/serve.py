"""`serve` and `migrate`."""

import click

from vendorproof import server
from vendorproof.access import keys, organisations
from vendorproof.access.permissions import GRANTS
from vendorproof.cli.opening import Failure, opened
from vendorproof.db import migrate as schema
from vendorproof.jobs import engine as jobs
from vendorproof.runtime import Runtime

FIRST_ORGANISATION = "My organisation"


@click.command()
@click.option("--host", help="Address to listen on; VENDORPROOF_HOST otherwise.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on; VENDORPROOF_PORT otherwise.")
@click.option(
    "--worker/--no-worker", default=None, help="Do background work in this process too; VENDORPROOF_WORKER otherwise."
)
@click.option("--first-key", is_flag=True, help="On an empty database, make an organisation and print its first key.")
def serve(host: str | None, port: int | None, *, worker: bool | None, first_key: bool) -> None:
    """Migrate the database, then serve the API and the dashboard until stopped."""
    chosen = (("host", host), ("port", port), ("worker", worker))
    with opened(given={name: value for name, value in chosen if value is not None}) as rt:
        _announce(rt, first_key=first_key)
        try:
            server.run(rt)
        except (OSError, ValueError) as error:
            raise Failure(str(error)) from error


@click.command()
def migrate() -> None:
    """Bring the database to this version's schema (serve does it too)."""
    with opened(migrated=False) as rt:
        revision = schema.migrate(rt.db)
        jobs.prepare(rt.db)
        click.echo(f"The database is at schema revision {revision}.")


def _announce(rt: Runtime, *, first_key: bool) -> None:
    address = rt.settings.effective_public_url
    click.echo(f"Dashboard:     {address}/")
    click.echo(f"API reference: {address}/docs")
    with rt.db.read() as tx:
        empty = organisations.first(tx) is None
    if not empty:
        click.echo("Keys exist already; `vendorproof keys create --name NAME` makes another.")
    elif first_key:
        click.echo(f"First key:     {_first_key(rt)}")
        click.echo("It is shown this once: keep it.")
    else:
        click.echo("No organisation yet: `vendorproof keys create --name NAME` makes the first one and its key.")


def _first_key(rt: Runtime) -> str:
    with rt.db.write() as tx:
        organisation_id = organisations.create(tx, FIRST_ORGANISATION)
        return keys.create(tx, organisation_id, "first key", keys.Powers(grants=GRANTS)).secret
