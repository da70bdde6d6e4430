"""`import --plan`: what an import would do, batch by batch, with nothing written."""

from collections.abc import Iterable, Iterator

import click

from vendorproof_client.client import Client
from vendorproof_client.commands import summary
from vendorproof_client.commands.batches import Batch
from vendorproof_client.commands.outcome import Outcome
from vendorproof_client.encoding import JsonObject
from vendorproof_client.files import Table

_CHANGES = 10


def run(client: Client, table: Table, report: str, batches: Iterable[Batch]) -> bool:
    """Print the plan; return whether every record would be taken.

    Each batch is compared with what is stored now, so an id that comes again in a later batch is planned twice.
    """
    outcome, changes, plan_ids = Outcome(), list[str](), list[str]()
    for batch in batches:
        outcome.refuse(batch.refused)
        if not batch.sent:
            continue
        answer = client.imports.post(report, batch.encoded, mode="plan")
        outcome.add(batch, answer)
        plan_ids += [answer["plan_id"]] if answer.get("plan_id") else []
        if len(changes) < _CHANGES:
            changes += _changes(answer)
    click.echo(f"{table.path.name} → {report}: {outcome.records:,} records; a plan, nothing is written")
    click.echo(
        f"  would create {outcome.created:,}, update {outcome.updated:,}, leave unchanged {outcome.unchanged:,}, "
        f"refuse {outcome.refused:,}"
    )
    if changes:
        click.echo("First changes:")
        for change in changes[:_CHANGES]:
            click.echo(f"  {change}")
    summary.show_reasons(table, outcome)
    summary.show_unmapped(outcome)
    if plan_ids:
        click.echo(f"Plan: {', '.join(plan_ids)}")
    return outcome.complete


def _changes(answer: JsonObject) -> Iterator[str]:
    """`V-1: tier: tier_1 → tier_2` for each field that an update would change."""
    for result in answer.get("results", ()):
        if result.get("action") == "updated":
            for name, change in (result.get("fields") or {}).items():
                yield f"{result['external_id']}: {name}: {_shown(change['old'])} → {_shown(change['new'])}"


def _shown(value: object) -> str:
    text = "nothing" if value is None else str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
