"""The last words of an import, on standard output."""

import click

from vendorproof_client.commands.outcome import Outcome
from vendorproof_client.files import Table

_REASONS = 10


def show(table: Table, report: str, outcome: Outcome, records: int, seconds: float) -> None:
    """`records` are those of this run alone, for the rate; the counts are those of all runs of an interrupted import."""
    rate = f" ({records:,} in {seconds:,.1f} s, {records / max(seconds, 1e-6):,.0f}/s)" if records else ""
    click.echo(f"{table.path.name} → {report}: {outcome.records:,} records{rate}")
    counts = f"  created {outcome.created:,}, updated {outcome.updated:,}, unchanged {outcome.unchanged:,}"
    click.echo(f"{counts}, refused {outcome.refused:,}")
    if outcome.held:
        click.echo(f"  {outcome.held:,} records without a fault were not written either, as asked by --atomic.")
    if outcome.repeated:
        click.echo(f"  {outcome.repeated:,} ids came again in a later batch: the later record counts.")
    show_reasons(table, outcome)
    show_unmapped(outcome)


def show_reasons(table: Table, outcome: Outcome) -> None:
    if not outcome.reasons:
        return
    click.echo("Why records were refused:")
    for kind, reason in outcome.commonest(_REASONS):
        click.echo(f"  {reason.count:,} × {kind}: {reason.message} (first: {table.unit} {reason.first:,})")
    if len(outcome.reasons) > _REASONS:
        click.echo(f"  and {len(outcome.reasons) - _REASONS} more reasons")


def show_unmapped(outcome: Outcome) -> None:
    if outcome.unmapped:
        names = ", ".join(f"{name} ({count:,})" for name, count in outcome.unmapped.items())
        click.echo(f"Columns that the report does not map, ignored: {names}")
