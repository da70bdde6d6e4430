"""`classify`: what kind of documents files are, without a server. Nothing leaves the machine and nothing is kept."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.progress import Progress

from vendorproof.core import logs
from vendorproof.documents import analysis
from vendorproof.documents.classify import Verdict
from vendorproof.documents.extract.findings import Stopped

SOME_UNREAD = 1


@click.command()
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE…", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.pass_context
def classify(context: click.Context, files: Sequence[Path]) -> None:
    """Say what kind of document each FILE is: one JSON object a line.

    `document_type` is null where the classifier is not sure, and for what is none of the types; `document_family` may
    still be given. Exit code: 0 every file was read, 1 some could not be.
    """
    logs.configure("text", "error")  # to standard error: standard output has JSON alone
    unread = 0
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        for path in progress.track(files, description="Classifying"):
            told = _told(path)
            unread += "problem" in told
            click.echo(msgspec.json.encode(told).decode())
    if unread:
        context.exit(SOME_UNREAD)


def _told(path: Path) -> Mapping[str, Any]:
    """Of one file; `problem` says why it could not be read, `members` what an archive holds."""
    begun = time.perf_counter()
    try:
        with path.open("rb") as file:
            found = analysis.understand(file, path.suffix[1:].lower(), path.name)
    except Stopped as stopped:
        return _line(path, _NOTHING, 0, begun) | {"problem": str(stopped)}
    line = _line(path, _said(found.verdict), found.extraction.count, begun)
    if found.extraction.kind == "member":
        line["members"] = [{"member": name, **_said(verdict)} for name, verdict in found.members.items()]
    return line


_NOTHING: Mapping[str, Any] = {"document_type": None, "document_family": None, "confidence": None, "candidates": []}


def _said(verdict: Verdict) -> Mapping[str, Any]:
    return {
        "document_type": verdict.document_type,
        "document_family": verdict.document_family,
        "confidence": verdict.confidence,
        "candidates": [{"document_type": slug, "confidence": share} for slug, share in verdict.candidates],
    }


def _line(path: Path, said: Mapping[str, Any], pages: int, begun: float) -> dict[str, Any]:
    return {"file": str(path), **said, "pages": pages, "seconds": round(time.perf_counter() - begun, 3)}
