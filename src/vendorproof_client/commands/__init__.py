"""Commands over HTTP, to be mounted by any click group (see `connecting.ConnectionSource`) or run by themselves."""

import click

from vendorproof_client.commands.documents import documents
from vendorproof_client.commands.importing import import_file
from vendorproof_client.commands.reports import reports
from vendorproof_client.commands.searching import search

commands: list[click.Command] = [import_file, reports, documents, search]
