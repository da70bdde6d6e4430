"""`documents reprocess`."""

import click

from vendorproof_client.commands.connecting import Server, connection_options
from vendorproof_client.commands.failures import SOME_REFUSED, failures_told
from vendorproof_client.errors import Conflict, NotFound


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@connection_options
@click.pass_context
@failures_told
def reprocess(context: click.Context, *, ids: tuple[str, ...], server: Server) -> None:
    """Read documents again: after tesseract was installed, a model was named, or a file could not be read.

    What was declared and reviewed stays. Exit code: 0 all will be read, 1 some will not, 2 failed.

    Example: vendorproof documents reprocess cbvdoc_…
    """
    refused = False
    with server.connect(context) as client:
        for document_id in dict.fromkeys(ids):
            try:
                client.documents.reprocess(document_id)
            except (NotFound, Conflict) as error:
                click.echo(f"{document_id}: {error.message}", err=True)
                refused = True
            else:
                click.echo(f"{document_id}: to be read again")
    if refused:
        context.exit(SOME_REFUSED)
