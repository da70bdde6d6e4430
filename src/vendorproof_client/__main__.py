"""`python -m vendorproof_client`: the commands without a server installed."""

import click

from vendorproof_client.commands import commands


@click.group(commands=commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Speak to a Vendorproof server."""


if __name__ == "__main__":
    main(prog_name="python -m vendorproof_client")
