"""`organisations create|list|allow|llm`: on the database itself, for whoever runs the server."""

import click

from vendorproof.access import organisations as access
from vendorproof.cli.keys import organisation_option
from vendorproof.cli.opening import Failure, opened
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.documents.llm import allowance
from vendorproof.documents.llm.allowance import Allowance


@click.group()
def organisations() -> None:
    """Make and list organisations; say from which addresses their API may be called, and who uses the language model."""


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
        chosen = _require(tx, organisation or access.first(tx))
        try:
            access.allow_addresses(tx, chosen, networks)
        except ValueError as error:
            raise Failure(f"{error}; write networks like 203.0.113.0/24 or 2001:db8::/32.") from error
    click.echo(f"{chosen} may be called from {', '.join(networks) or 'any address'}.", err=True)


@organisations.command()
@click.argument("organisation", metavar="ID")
@click.option("--on/--off", "on", default=None, help="Whether its documents may be shown to the language model.")
@click.option(
    "--monthly-tokens", type=click.IntRange(0, 10**12), metavar="N", help="Most tokens a month, in and out together."
)
def llm(organisation: str, monthly_tokens: int | None, *, on: bool | None) -> None:
    """Show whether an organisation's documents are shown to the language model, and what it has used; or switch it on or off."""
    with opened() as rt, rt.db.write() as tx:
        scope = Scope(_require(tx, organisation))
        held = allowance.allowed(tx, scope)
        wanted = Allowance(
            held.is_on if on is None else on, held.monthly_tokens if monthly_tokens is None else monthly_tokens
        )
        if wanted.is_on and not wanted.monthly_tokens:
            raise Failure("Say how much it may use: --monthly-tokens 2000000.")
        if wanted != held:
            allowance.allow(tx, scope, wanted)
        used = allowance.uses(tx, scope)
        nobody = "" if rt.settings.llm_url else "; no model is set (VENDORPROOF_LLM_URL)"
    click.echo(f"{organisation}  {'on' if wanted.is_on else 'off'}, {wanted.monthly_tokens:,} tokens a month{nobody}")
    for one in used:
        click.echo(
            f"{one.month}  {one.requests:,} requests, {one.tokens:,} tokens, {one.kept:,} facts kept, {one.dropped:,} dropped"
        )


def _require(tx: Tx, organisation: str | None) -> str:
    if organisation not in {one.organisation_id for one in access.listing(tx)} or organisation is None:
        raise Failure("There is no such organisation; `vendorproof organisations list` shows them.")
    return organisation
