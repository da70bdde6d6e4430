"""`documents events`: what happened to a document."""

from collections.abc import Iterable

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from vendorproof_client.commands.connecting import Server, connection_options
from vendorproof_client.commands.documents.describing import flow, instant
from vendorproof_client.commands.documents.tally import print_json
from vendorproof_client.commands.failures import failures_told
from vendorproof_client.encoding import JsonObject
from vendorproof_client.file_names import visible

_SAID_ALREADY = ("event_type", "document_id", "vendor_id")


@click.command()
@click.argument("document_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each [default: unless on a terminal].")
@connection_options
@click.pass_context
@failures_told
def events(context: click.Context, *, document_id: str, as_json: bool, server: Server) -> None:
    """List what happened to a document, newest first: uploaded, read, changed, reviewed, archived.

    Example: vendorproof documents events cbvdoc_…
    """
    with server.connect(context) as client:
        rows = [*client.documents.events(document_id)]
    console = Console()
    if as_json or not console.is_terminal:
        for row in rows:
            print_json(row)
    elif rows:
        console.print(_table(rows))
    if not rows:
        click.echo("Nothing is known any more of what happened to this document.", err=True)


def _table(rows: Iterable[JsonObject]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("When", no_wrap=True)
    table.add_column("What", no_wrap=True)
    table.add_column("Details", overflow="fold", ratio=1)
    for row in rows:
        details = (f"{name} {flow(one)}" for name, one in row["data"].items() if name not in _SAID_ALREADY)
        table.add_row(
            instant(row["occurred_at"]), *(Text(visible(one)) for one in (row["event_type"], ", ".join(details)))
        )
    return table
