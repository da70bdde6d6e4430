"""`vendorproof`, the command everything is started by."""

import click

from vendorproof import __version__
from vendorproof.cli import keys, serve, show


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="vendorproof")
def main() -> None:
    """Vendorproof: a self-hosted third-party risk data hub.

    Settings come from the environment (`vendorproof settings` lists them).
    """


for one in (serve.serve, serve.migrate, keys.keys, show.settings):
    main.add_command(one)
