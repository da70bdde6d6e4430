"""The command line."""

import click

from vendorproof import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="vendorproof")
def main() -> None:
    """Vendorproof: a self-hosted third-party risk data hub."""
