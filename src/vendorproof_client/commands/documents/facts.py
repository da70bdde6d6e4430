"""`documents facts`: what a document says, each with the place it stands at."""

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from vendorproof_client.commands.connecting import Server, connection_options
from vendorproof_client.commands.documents.describing import value_of_fact
from vendorproof_client.commands.documents.tally import print_json
from vendorproof_client.commands.failures import failures_told
from vendorproof_client.encoding import JsonObject
from vendorproof_client.file_names import visible

_MOST_SHOWN = 300
"""Characters of a value in the table: answers to a questionnaire are whole paragraphs."""


@click.command()
@click.argument("document_id", metavar="ID")
@click.option("--fact", "fact_key", metavar="KEY", help="Only this, such as period_end.")
@click.option("--quotes", is_flag=True, help="Show the words that each follows from.")
@click.option("--ids", is_flag=True, help="Show the id of each: `documents review` needs it where a key comes twice.")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each [default: unless on a terminal].")
@connection_options
@click.pass_context
@failures_told
def facts(  # noqa: PLR0913 (one parameter per option)
    context: click.Context,
    *,
    document_id: str,
    fact_key: str | None,
    quotes: bool,
    ids: bool,
    as_json: bool,
    server: Server,
) -> None:
    """Show what a document says: each value with its page, how sure it is, and what an analyst said of it.

    What the document does not state is absent; what was not looked for is said on standard error.

    Example: vendorproof documents facts cbvdoc_… --quotes
    """
    with server.connect(context) as client:
        rows = [*client.documents.facts(document_id, fact_key)]
        notes = client.documents.fact_notes(document_id)
        status = str(client.documents.get(document_id)["status"]) if not rows else ""
    console = Console()
    if as_json or not console.is_terminal:
        for row in rows:
            print_json(row)
    elif rows:
        console.print(_table(rows, quotes=quotes, ids=ids))
    if not rows:
        click.echo(_nothing(status, fact_key), err=True)
    for note in notes:
        click.echo(visible(note), err=True)


def _table(rows: list[JsonObject], *, quotes: bool, ids: bool) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    if ids:
        table.add_column("ID", no_wrap=True)
    table.add_column("Fact", overflow="fold")
    table.add_column("Value", overflow="fold", ratio=1)
    table.add_column("Page", overflow="fold")
    table.add_column("Sure", justify="right", no_wrap=True)
    table.add_column("Review", overflow="fold")
    for row in rows:
        places = dict.fromkeys(str(cited["label"]) for cited in row["citations"])
        table.add_row(
            *([Text(visible(str(row["id"])))] if ids else ()),
            Text(visible(str(row["key"]))),
            _said(row, quotes=quotes),
            Text(visible(", ".join(places))),
            f"{row['confidence']:.2f}",
            _reviewed(row),
        )
    return table


def _said(row: JsonObject, *, quotes: bool) -> Text:
    said = Text(_short(row["value"]))
    if row["review"] == "corrected":
        said.append(f"\nread as {_short(row['found_value'])}", style="dim")
    for cited in row["citations"] if quotes else ():
        said.append(f"\n“{visible(' '.join(str(cited['quote']).split()))}”", style="dim")
    return said


def _short(value: object) -> str:
    whole = visible(" ".join(value_of_fact(value).split()))
    return whole if len(whole) <= _MOST_SHOWN else f"{whole[:_MOST_SHOWN]}…"


def _reviewed(row: JsonObject) -> str:
    """Two facts that contradict each other are marked until somebody has decided."""
    return "to be reviewed" if row["needs_review"] and row["review"] == "unreviewed" else str(row["review"])


def _nothing(status: str, fact_key: str | None) -> str:
    if status in ("failed", "locked"):
        return f"Nothing is known: the document is {status}, `vendorproof documents show` says why."
    if status != "complete":
        return f"Nothing is known yet: the document is {status}, not read to its end."
    if fact_key is not None:
        return f"No fact {visible(fact_key)} was found; without --fact you see those that were."
    return "No fact was found: the document states none, or nothing is read of documents of its type."
