"""`documents archive`."""

import click

from vendorproof_client.commands.connecting import Server, connection_options
from vendorproof_client.commands.failures import SOME_REFUSED, failures_told
from vendorproof_client.errors import NotFound


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@connection_options
@click.pass_context
@failures_told
def archive(context: click.Context, *, ids: tuple[str, ...], server: Server) -> None:
    """Archive documents: they leave every list and cannot be changed any more; their files stay.

    Exit code: 0 all are archived, 1 some were not found, 2 failed.

    Example: vendorproof documents archive cbvdoc_…
    """
    missing = False
    with server.connect(context) as client:
        for document_id in dict.fromkeys(ids):
            try:
                client.documents.archive(document_id)
            except NotFound as error:
                click.echo(f"{document_id}: {error.message}", err=True)
                missing = True
            else:
                click.echo(f"{document_id}: archived")
    if missing:
        context.exit(SOME_REFUSED)
