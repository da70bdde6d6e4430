"""`search`: where it stands, in all documents."""

from itertools import islice
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from vendorproof_client.commands.connecting import Server, connection_options
from vendorproof_client.commands.documents import vendor_named
from vendorproof_client.commands.documents.tally import print_json
from vendorproof_client.commands.failures import failures_told
from vendorproof_client.encoding import JsonObject
from vendorproof_client.file_names import visible


@click.command()
@click.argument("query")
@click.option("--vendor", help="Only in documents of this vendor: an id, an external id, or the exact name.")
@click.option("--document", metavar="ID", help="Only in this document.")
@click.option("--type", "document_type", metavar="SLUG", help="Only in documents of this type.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(min=1), help="Most hits to show.")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each [default: unless on a terminal].")
@connection_options
@click.pass_context
@failures_told
def search(  # noqa: PLR0913 (one parameter per option)
    context: click.Context,
    *,
    query: str,
    vendor: str | None,
    document: str | None,
    document_type: str | None,
    limit: int,
    as_json: bool,
    server: Server,
) -> None:
    """Search in the text of all documents: newest document first, each hit with its page.

    QUERY has words, all of which must stand on the page; "words in quotation marks" side by side; begin* for all words
    that begin so; -word for none of it. Case and accents do not matter. The shell takes quotation marks away: put the
    whole query into single ones.

    Example: vendorproof search '"bridge letter" soc*'
    """
    with server.connect(context) as client:
        found = vendor_named.find(client, vendor) if vendor is not None else None
        filters: dict[str, Any] = {
            "vendor_id": found.vendor_id if found else None, "document_id": document, "document_type": document_type,
        }  # fmt: skip
        first = client.search.find(query, limit=min(limit, 200), **filters)
        rows = [*first.rows]
        if limit > len(rows) < first.total:
            rows = [*islice(client.search.iterate(q=query, **filters), limit)]
    _print(rows, as_json=as_json)
    if not rows:
        click.echo("Nothing was found.", err=True)
    elif first.total > len(rows):
        click.echo(f"These are {len(rows):,} of {first.total:,} hits: --limit shows more.", err=True)


def _print(rows: list[JsonObject], *, as_json: bool) -> None:
    console = Console()
    if as_json or not console.is_terminal:
        for row in rows:
            print_json(row)
        return
    for row in rows:
        inside = f" in {row['member']}" if row["member"] else ""
        place = Text(visible(f"{row['document_name']}, {row['label']}{inside}"), style="bold")
        console.print(place.append(f"  {row['document_id']}", style="not bold dim"))
        console.print(_marked(row), soft_wrap=False)
        console.print()


def _marked(row: JsonObject) -> Text:
    """The snippet in one paragraph; a sign for each sign, so that the places still hold."""
    snippet = "".join(" " if one.isspace() else one for one in str(row["snippet"]))
    shown = Text(visible(snippet))
    for start, end in row["highlights"]:
        shown.stylize("reverse", start, end)
    return shown
