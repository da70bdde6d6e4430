"""`settings`: what can be set, and what is."""

from dataclasses import fields

import click

from vendorproof.cli.opening import settings as loaded
from vendorproof.config import PREFIX, Settings


@click.command()
def settings() -> None:
    """List every setting: its variable, its value now, and what it is for. Secrets are not shown."""
    values = loaded()
    for one in fields(Settings):
        value = getattr(values, one.name)
        shown = "(set)" if one.metadata["secret"] and value else _text(value)
        click.echo(f"{PREFIX}{one.name.upper()}={shown}")
        click.echo(f"    {one.metadata['sentence']}")


def _text(value: object) -> str:
    return ",".join(str(one) for one in value) if isinstance(value, tuple) else str(value)
