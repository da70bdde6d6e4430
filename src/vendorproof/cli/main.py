"""`vendorproof`, the command everything is started by."""

import click

from vendorproof import __version__
from vendorproof.cli import check, classify, demo, facts, keys, organisations, serve, show, worker
from vendorproof.cli.connection import OwnServer
from vendorproof_client.commands import commands


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="vendorproof")
@click.pass_context
def main(context: click.Context) -> None:
    """Vendorproof: a self-hosted third-party risk data hub.

    Settings come from the environment (`vendorproof settings` lists them). Commands that
    speak to a server go to --url; without one, to the database configured here.
    """
    context.obj = OwnServer()


for one in (
    serve.serve,
    worker.worker,
    serve.migrate,
    demo.demo,
    *commands,
    check.check,
    classify.classify,
    facts.facts,
    keys.keys,
    organisations.organisations,
    show.settings,
):
    main.add_command(one)
