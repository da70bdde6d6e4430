"""`documents list`, `show` and `types`: what is there, for people on a terminal and as JSON for programs."""

from itertools import islice

import click
from rich.console import Console
from rich.filesize import decimal
from rich.table import Table
from rich.text import Text

from vendorproof_client.commands.connecting import Server, connection_options
from vendorproof_client.commands.documents import describing, vendor_named
from vendorproof_client.commands.documents.tally import print_json
from vendorproof_client.commands.failures import failures_told
from vendorproof_client.encoding import JsonObject
from vendorproof_client.file_names import visible


@click.command("list")
@click.option("--vendor", help="Only of this vendor: an id, an external id, or the exact name.")
@click.option("--service", metavar="ID", help="Only those linked to this service.")
@click.option("--assessment", metavar="ID", help="Only those linked to this assessment.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(min=1), help="Most documents to list.")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each [default: unless on a terminal].")
@connection_options
@click.pass_context
@failures_told
def list_documents(  # noqa: PLR0913 (one parameter per option)
    context: click.Context,
    *,
    vendor: str | None,
    service: str | None,
    assessment: str | None,
    limit: int,
    as_json: bool,
    server: Server,
) -> None:
    """List documents, newest first; archived ones are left out.

    Example: vendorproof documents list --vendor "Acme Payroll"
    """
    with server.connect(context) as client:
        found = vendor_named.find(client, vendor) if vendor is not None else None
        filters = {
            "vendor_id": found.vendor_id if found else None, "service_id": service, "assessment_id": assessment,
        }  # fmt: skip
        rows = list(islice(client.documents.iterate(page_size=min(limit + 1, 200), **filters), limit + 1))
    if not rows:
        asked = " like that" if service or assessment else ""
        whose = f" of {found}" if found else ""
        _tell(
            f"There is no document{asked}{whose} yet.",
            "`vendorproof documents upload FILE… --vendor VENDOR` brings some in.",
        )
    _print(rows[:limit], as_json=as_json)
    if len(rows) > limit:
        _tell(f"There are more than these {limit:,}: --limit shows them.")


@click.command()
@click.argument("document_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="The document as the API answers it.")
@connection_options
@click.pass_context
@failures_told
def show(context: click.Context, *, document_id: str, as_json: bool, server: Server) -> None:
    """Show everything about a document: what it is, why, what is risky or odd about it, how long it is good, what is in it.

    What it says is shown by `documents facts`.

    Example: vendorproof documents show cbvdoc_…
    """
    with server.connect(context) as client:
        document = client.documents.get(document_id)
        members = client.documents.members(document_id) if document["extension"] == "zip" else []
    if as_json:
        print_json(document)
        return
    for line in (*describing.described(document), *describing.members(members)):
        click.echo(line)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each.")
@connection_options
@click.pass_context
@failures_told
def types(context: click.Context, *, as_json: bool, server: Server) -> None:
    """List the document types: the slugs that --type takes.

    Example: vendorproof documents types
    """
    with server.connect(context) as client:
        rows = client.documents.document_types()
    if as_json:
        for row in rows:
            print_json(row)
        return
    width = max((len(str(row["slug"])) for row in rows), default=0)
    group = None
    for row in rows:
        if row.get("group") != group:
            group = row.get("group")
            click.echo(f"{group}:")
        click.echo(f"  {str(row['slug']).ljust(width)}  {visible(str(row['label']))}")


def _print(rows: list[JsonObject], *, as_json: bool) -> None:
    console = Console()
    if as_json or not console.is_terminal:
        for row in rows:
            print_json(row)
        return
    if not rows:
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("ID", no_wrap=True)
    table.add_column("Name", overflow="fold", ratio=1)
    table.add_column("Type", overflow="fold")
    table.add_column("Status", no_wrap=True)
    table.add_column("Size", justify="right", no_wrap=True)
    table.add_column("Uploaded", no_wrap=True)
    for row in rows:
        cells = (row["id"], row["name"], row["document_type"] or "–", row["status"], decimal(row["size"] or 0))
        table.add_row(*(Text(visible(str(one))) for one in cells), describing.instant(row["created_at"])[:10])
    console.print(table)


def _tell(*sentences: str) -> None:
    for sentence in sentences:
        click.echo(sentence, err=True)
