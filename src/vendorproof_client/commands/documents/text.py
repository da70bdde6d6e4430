"""`documents text`: what was read of a document, to be looked through or piped on."""

import click

from vendorproof_client.commands.connecting import Server, connection_options
from vendorproof_client.commands.documents.tally import print_json
from vendorproof_client.commands.failures import failures_told
from vendorproof_client.file_names import visible


@click.command()
@click.argument("document_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each page (slide, row, line, section).")
@connection_options
@click.pass_context
@failures_told
def text(context: click.Context, *, document_id: str, as_json: bool, server: Server) -> None:
    """Print the text of a document, each page under a line that names it; what was not read is said on standard error.

    Example: vendorproof documents text cbvdoc_…
    """
    with server.connect(context) as client:
        about = client.documents.text(document_id, limit=1)
        for unit in client.documents.iterate_text(document_id):
            if as_json:
                print_json(unit)
                continue
            click.echo(f"[{visible(str(unit['label']))}]")
            for line in str(unit["text"]).splitlines():
                click.echo("\t".join(visible(cell) for cell in line.split("\t")))
    if about["kind"] is None:
        click.echo(
            "This document was not read yet, or could not be: `vendorproof documents show` says which.", err=True
        )
    for note in about["notes"]:
        click.echo(visible(str(note)), err=True)
