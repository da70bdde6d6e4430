"""`facts`: what documents say, each value with its page and quote, without a server. Nothing leaves the machine, nothing is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.progress import Progress

from vendorproof.core import logs
from vendorproof.core.errors import InvalidDocumentType
from vendorproof.documents import analysis, types
from vendorproof.documents.extract.findings import Stopped
from vendorproof.documents.facts.validity import validity

SOME_UNREAD = 1


@click.command()
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE…", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--type",
    "document_type",
    metavar="SLUG",
    help="What the files are (`vendorproof documents types` lists the slugs).  [default: found out for each]",
)
@click.pass_context
def facts(context: click.Context, files: Sequence[Path], document_type: str | None) -> None:
    """Say what each FILE states: one JSON object a line.

    Every fact has a typed `value`, how the document writes it (`raw`), how sure it is (`confidence`) and the `citations` it
    follows from. What a document does not state is absent. Exit code: 0 every file was read, 1 some could not be.
    """
    if document_type is not None:
        try:
            types.require(document_type)
        except InvalidDocumentType as unknown:
            raise click.BadParameter(str(unknown), param_hint="--type") from unknown
    logs.configure("text", "error")  # to standard error: standard output has JSON alone
    unread = 0
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        for path in progress.track(files, description="Reading"):
            told = _told(path, document_type)
            unread += "problem" in told
            click.echo(msgspec.json.encode(told).decode())
    if unread:
        context.exit(SOME_UNREAD)


def _told(path: Path, declared: str | None) -> Mapping[str, Any]:
    """Of one file; `problem` says why it could not be read, `note` what was not searched."""
    try:
        with path.open("rb") as file:
            understood = analysis.understand(file, path.suffix[1:].lower(), path.name)
    except Stopped as stopped:
        return {"file": str(path), "document_type": declared, "facts": [], "validity": None, "problem": str(stopped)}
    chosen = declared or understood.verdict.document_type
    family = analysis.family(chosen, understood.verdict.document_family)
    found = analysis.find(understood.extraction, family, chosen)
    good = validity(chosen, found.facts)
    return {
        "file": str(path),
        "document_type": chosen,
        "facts": [asdict(one) for one in found.facts],
        "validity": good.told() if good else None,
        **({"note": found.note} if found.note else {}),
    }
