"""`keys create|list|rotate|revoke`: on the database itself, for whoever runs the server."""

import datetime as dt
import re

import click

from vendorproof.access import keys as access
from vendorproof.access import organisations
from vendorproof.access.permissions import GRANTS
from vendorproof.cli.opening import Failure, opened
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx

_LIFETIME = re.compile(r"(\d+)([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}

organisation_option = click.option(
    "--organisation", metavar="ID", help="Which organisation (cborg_…); the oldest one unless given."
)


@click.group()
def keys() -> None:
    """Make, list, rotate and revoke API keys. The secret alone goes to standard output, everything else to standard error."""


@keys.command()
@click.option("--name", required=True, help="What the key is for, such as erp-nightly.")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(GRANTS), help="Grant a scope; may be repeated.")
@click.option("--read-only", is_flag=True, help="The key can change nothing.")
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="SLUG",
    help="The key may post to this import report only; may be repeated.",
)
@click.option("--expires-in", metavar="TIME", help="Lifetime such as 90d, 12h or 30m; for ever unless given.")
@organisation_option
def create(
    name: str, scopes: tuple[str, ...], reports: tuple[str, ...], expires_in: str | None, organisation: str | None, *,
    read_only: bool,
) -> None:  # fmt: skip
    """Make a key and print its secret, this once. On an empty database it makes the first organisation too."""
    powers = access.Powers(scopes, read_only, reports or None, _lifetime(expires_in))
    with opened() as rt, rt.db.write() as tx:
        organisation_id = organisation or organisations.first(tx) or organisations.create(tx, "My organisation")
        scope = _scope(tx, organisation_id, grants=GRANTS)
        made = access.issue(tx, scope, name, powers)
    click.echo(f"Key {made.key_id} ({made.name}) of {organisation_id}; the secret is shown this once.", err=True)
    click.echo(made.secret)


@keys.command("list")
@organisation_option
def list_keys(organisation: str | None) -> None:
    """List keys: id, name, state, scopes, last use. Never a secret."""
    with opened() as rt, rt.db.read() as tx:
        found = access.list_keys(tx, _scope(tx, organisation))
        now = tx.now
    if not found:
        click.echo("No keys yet: `vendorproof keys create --name NAME` makes one.", err=True)
    for one in found:
        dead = "revoked" if one.revoked_at else "expired" if one.expires_at and one.expires_at <= now else "active"
        powers = ", ".join([*one.grants, *(["read-only"] if one.read_only else []), *(one.import_reports or [])])
        click.echo(f"{one.key_id}  …{one.hint}  {dead:8}  {_day(one.last_used_at):16}  {one.name}  {powers}".rstrip())


@keys.command()
@click.argument("key_id")
@organisation_option
def rotate(key_id: str, organisation: str | None) -> None:
    """Give a key a new secret; the old one is dead at once."""
    with opened() as rt, rt.db.write() as tx:
        made = access.rotate(tx, _scope(tx, organisation, grants=GRANTS), key_id)
    click.echo(
        f"Key {made.key_id} ({made.name}) has a new secret, shown this once; the old one no longer works.", err=True
    )
    click.echo(made.secret)


@keys.command()
@click.argument("key_id")
@organisation_option
def revoke(key_id: str, organisation: str | None) -> None:
    """End a key for good."""
    with opened() as rt, rt.db.write() as tx:
        gone = access.revoke(tx, _scope(tx, organisation, grants=GRANTS), key_id)
    click.echo(f"Key {gone.key_id} ({gone.name}) is revoked.", err=True)


def _scope(tx: Tx, organisation_id: str | None, *, grants: tuple[str, ...] = ()) -> Scope:
    chosen = organisation_id or organisations.first(tx)
    if chosen is None:
        raise Failure("There is no organisation yet: `vendorproof keys create --name NAME` makes the first one.")
    return Scope(chosen, grants=frozenset(grants))


def _lifetime(text: str | None) -> int | None:
    if text is None:
        return None
    found = _LIFETIME.fullmatch(text.strip())
    if not found or not int(found[1]):
        raise click.BadParameter(f"{text} is no lifetime; write 90d, 12h, 30m or 45s.", param_hint="--expires-in")
    return int(found[1]) * _SECONDS[found[2]]


def _day(at: int | None) -> str:
    return dt.datetime.fromtimestamp(at, dt.UTC).strftime("%Y-%m-%d %H:%M") if at else "never used"
