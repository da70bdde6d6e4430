"""`documents`: evidence files of vendors, over HTTP."""

import click

from vendorproof_client.commands.documents.archiving import archive
from vendorproof_client.commands.documents.downloading import download
from vendorproof_client.commands.documents.listing import list_documents, show, types
from vendorproof_client.commands.documents.text import text
from vendorproof_client.commands.documents.uploading import upload


@click.group(commands=[upload, list_documents, show, text, download, archive, types])
def documents() -> None:
    """Documents: evidence files of vendors, up and down again."""
