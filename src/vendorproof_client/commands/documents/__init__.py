"""`documents`: evidence files of vendors, over HTTP."""

import click

from vendorproof_client.commands.documents.archiving import archive
from vendorproof_client.commands.documents.downloading import download
from vendorproof_client.commands.documents.events import events
from vendorproof_client.commands.documents.facts import facts
from vendorproof_client.commands.documents.listing import list_documents, show, types
from vendorproof_client.commands.documents.reprocessing import reprocess
from vendorproof_client.commands.documents.reviewing import review
from vendorproof_client.commands.documents.text import text
from vendorproof_client.commands.documents.uploading import upload


@click.group(
    commands=(upload, list_documents, show, text, facts, review, events, download, reprocess, archive, types),
)
def documents() -> None:
    """Documents: evidence files of vendors, what they say, up and down again."""
