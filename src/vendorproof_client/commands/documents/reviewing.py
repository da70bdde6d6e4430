"""`documents review`: what an analyst says of a fact."""

import json

import click

from vendorproof_client.client import Client
from vendorproof_client.commands.connecting import Server, connection_options
from vendorproof_client.commands.documents.describing import value_of_fact
from vendorproof_client.commands.failures import CommandFailed, failures_told
from vendorproof_client.documents import Review
from vendorproof_client.encoding import JsonObject
from vendorproof_client.file_names import visible

_ID = "cbfact_"


@click.command()
@click.argument("document_id", metavar="ID")
@click.argument("fact", metavar="FACT_ID")
@click.option("--confirm", is_flag=True, help="It is right.")
@click.option(
    "--correct", metavar="VALUE", help="This is right instead: JSON, else a text. A text of digits alone: '\"2026\"'."
)
@click.option("--reject", is_flag=True, help="The document does not say so; it counts no more.")
@click.option("--reopen", is_flag=True, help="Take back what was said of it.")
@click.option("--note", metavar="TEXT", help="Why, for whoever reads it next.")
@connection_options
@click.pass_context
@failures_told
def review(  # noqa: PLR0913 (one parameter per option)
    context: click.Context,
    *,
    document_id: str,
    fact: str,
    confirm: bool,
    correct: str | None,
    reject: bool,
    reopen: bool,
    note: str | None,
    server: Server,
) -> None:
    """Say of a fact whether it is right. FACT_ID is shown by `documents facts --ids`; its key does where the document has one.

    It is kept with who said it and when, also when the document is read again. How long the document is good follows.

    Example: vendorproof documents review cbvdoc_… expiry_date --correct 2027-03-31
    """
    verdict = _verdict(confirm=confirm, correct=correct is not None, reject=reject, reopen=reopen)
    value = _value(correct) if correct is not None else None
    with server.connect(context) as client:
        fact_id = _identified(client, document_id, fact)
        click.echo(_line(client.documents.review_fact(document_id, fact_id, verdict, value=value, note=note)))


def _verdict(*, confirm: bool, correct: bool, reject: bool, reopen: bool) -> Review:
    said: dict[Review, bool] = {"confirmed": confirm, "corrected": correct, "rejected": reject, "unreviewed": reopen}
    chosen = [one for one, is_said in said.items() if is_said]
    if len(chosen) != 1:
        raise click.UsageError("One of --confirm, --correct VALUE, --reject and --reopen is needed.")
    return chosen[0]


def _identified(client: Client, document_id: str, fact: str) -> str:
    if fact.startswith(_ID):
        return fact
    found = [*client.documents.facts(document_id, fact)]
    if len(found) == 1:
        return str(found[0]["id"])
    how_many = f"{len(found):,} facts" if found else "no fact"
    raise CommandFailed(
        f"The document has {how_many} {visible(fact)}: `vendorproof documents facts {visible(document_id)} --ids` shows all."
    )


def _value(given: str) -> object:
    try:
        return json.loads(given, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return given


def _no_number(name: str) -> object:
    """NaN and Infinity are words here: JSON has no such numbers."""
    raise ValueError(name)


def _line(fact: JsonObject) -> str:
    said = f"{fact['key']}: {value_of_fact(fact['value'])}, {fact['review']}"
    before = f" (read as {value_of_fact(fact['found_value'])})" if fact["review"] == "corrected" else ""
    return visible(f"{said}{before}")
