"""`organisations create|list|allow`: on the database itself, for whoever runs the server."""

import click

from vendorproof.access import organisations as access
from vendorproof.cli.keys import organisation_option
from vendorproof.cli.opening import Failure, opened


@click.group()
def organisations() -> None:
    """Make and list organisations, and say from which addresses their API may be called."""


@organisations.command()
@click.option("--name", required=True, help="The organisation's name.")
def create(name: str) -> None:
    """Make an organisation and print its id alone on standard output."""
    if not name.strip():
        raise Failure("The name must not be blank.")
    with opened() as rt, rt.db.write() as tx:
        organisation_id = access.create(tx, name.strip())
    click.echo(organisation_id)


@organisations.command("list")
def list_organisations() -> None:
    """List organisations: id, name, and the addresses their API may be called from."""
    with opened() as rt, rt.db.read() as tx:
        found = access.listing(tx)
    if not found:
        click.echo("No organisation yet: `vendorproof keys create --name NAME` makes the first one.", err=True)
    for one in found:
        click.echo(f"{one.organisation_id}  {one.name}  from {', '.join(one.allowlist) or 'any address'}")


@organisations.command()
@click.argument("networks", nargs=-1, metavar="[CIDR]...")
@click.option("--anywhere", is_flag=True, help="Let every address in again.")
@organisation_option
def allow(networks: tuple[str, ...], organisation: str | None, *, anywhere: bool) -> None:
    """Let the API be called from these networks only, such as 203.0.113.0/24 or 2001:db8::/32."""
    if bool(networks) == anywhere:
        raise click.UsageError("Name networks, or say --anywhere.")
    with opened() as rt, rt.db.write() as tx:
        known = {one.organisation_id for one in access.listing(tx)}
        chosen = organisation or access.first(tx)
        if chosen is None or chosen not in known:
            raise Failure("There is no such organisation; `vendorproof organisations list` shows them.")
        try:
            access.allow_addresses(tx, chosen, networks)
        except ValueError as error:
            raise Failure(f"{error}; write networks like 203.0.113.0/24 or 2001:db8::/32.") from error
    click.echo(f"{chosen} may be called from {', '.join(networks) or 'any address'}.", err=True)
