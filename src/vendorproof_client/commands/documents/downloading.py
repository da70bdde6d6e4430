"""`documents download`: files back, each under a name that is safe here and with the hash that the server has."""

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import click
from rich.filesize import decimal

from vendorproof_client.client import Client
from vendorproof_client.commands import progress
from vendorproof_client.commands.connecting import Server, connection_options
from vendorproof_client.commands.documents import transfers, vendor_named
from vendorproof_client.commands.documents.tally import print_json
from vendorproof_client.commands.failures import SOME_REFUSED, CommandFailed, failures_told
from vendorproof_client.documents import file_name
from vendorproof_client.encoding import JsonObject
from vendorproof_client.errors import ApiError, ContentDiffers
from vendorproof_client.file_names import numbered, safe, visible
from vendorproof_client.form import OnProgress

_OF_THE_COMMAND = (401, 403, 429)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of one document; `path` unless it was refused, `reason` if it was."""

    document_id: str
    outcome: Literal["downloaded", "here", "refused"]
    size: int = 0
    path: Path | None = None
    reason: str = ""

    def line(self) -> str:
        if self.path is None:
            return f"{self.document_id}: refused. {self.reason}"
        what = "" if self.outcome == "downloaded" else "already here, "
        return f"{self.document_id}: {visible(str(self.path))} ({what}{decimal(self.size)})"

    def as_dict(self) -> JsonObject:
        told = {"id": self.document_id, "outcome": self.outcome}
        return {**told, "reason": self.reason} if self.path is None else {**told, "path": str(self.path)}


@dataclass(slots=True)
class Folder:
    """Where the files go; what this command put there is never overwritten, not even with `force`."""

    path: Path
    force: bool
    written: set[Path] = field(default_factory=set)

    def fetch(self, client: Client, document: JsonObject, on_progress: OnProgress) -> Fetched:
        """Raises ApiError only for what concerns the whole command."""
        document_id = str(document["id"])
        wished = self.path / safe(file_name(document))
        try:
            if (here := self._same(wished, document)) is not None:
                self.written.add(here)
                return Fetched(document_id, "here", here.stat().st_size, here)
            overwrite = self.force and wished not in self.written
            got = client.documents.download(document, wished, overwrite=overwrite, on_progress=on_progress)
        except ApiError as error:
            if error.status in _OF_THE_COMMAND or error.status >= 500:
                raise
            return Fetched(document_id, "refused", reason=error.message)
        except ContentDiffers as error:
            return Fetched(document_id, "refused", reason=str(error))
        if got.path is not None:
            self.written.add(got.path)
        return Fetched(document_id, "downloaded", got.size, got.path)

    def _same(self, wished: Path, document: JsonObject) -> Path | None:
        """The file under this name, or a numbered one, that has the document's bytes: another run has fetched it."""
        for candidate in numbered(wished):
            if not candidate.is_file():
                return None
            if candidate not in self.written and _holds(candidate, document):
                return candidate
        return None


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID…]")
@click.option("--vendor", help="Instead of ids: all documents of this vendor (an id, an external id, the exact name).")
@click.option(
    "--to",
    "target",
    default=".",
    metavar="FOLDER",
    help="Folder for the files, or - for one file to standard output [default: here].",
)
@click.option("--force", is_flag=True, help="Overwrite a file of the same name; without it the new one gets a number.")
@click.option("--json", "as_json", is_flag=True, help="Print what came of each document as a line of JSON.")
@connection_options
@click.pass_context
@failures_told
def download(  # noqa: PLR0913 (one parameter per option)
    context: click.Context,
    *,
    ids: tuple[str, ...],
    vendor: str | None,
    target: str,
    force: bool,
    as_json: bool,
    server: Server,
) -> None:
    """Download documents, by their ids or all of a vendor.

    A file keeps its name, as far as it can be one on this machine; it is there only once its SHA-256 is right, and is
    not fetched again while it is. Exit code: 0 all are here, 1 some could not be had, 2 failed.

    Example: vendorproof documents download --vendor "Acme Payroll" --to evidence
    """
    if bool(ids) == bool(vendor):
        raise CommandFailed("Name documents by their ids, or a vendor with --vendor; one of the two.")
    with server.connect(context) as client:
        if target == "-":
            _to_output(client, ids)
            return
        folder = Path(target)
        folder.mkdir(parents=True, exist_ok=True)
        complete = _to_folder(client, ids, vendor, Folder(folder, force), as_json=as_json)
    if not complete:
        context.exit(SOME_REFUSED)


def _to_output(client: Client, ids: tuple[str, ...]) -> None:
    if len(ids) != 1:
        raise CommandFailed("Standard output takes one document: give one id.")
    client.documents.download(ids[0], sys.stdout.buffer)


def _to_folder(client: Client, ids: tuple[str, ...], vendor: str | None, folder: Folder, *, as_json: bool) -> bool:
    found = list(_documents(client, ids, vendor))
    size = sum(one.get("size") or 0 for one in found if isinstance(one, dict))
    refused: list[Fetched] = []
    done = 0
    with transfers.start(len(found), size, quiet=as_json and sys.stdout.isatty()) as shown:
        client.on_retry = lambda retry: progress.tell_retry(shown, retry)
        for one in found:
            if isinstance(one, Fetched):
                fetched = one
            else:
                shown.begin(file_name(one), one.get("size") or 0)
                fetched = folder.fetch(client, one, shown.show)
            shown.end(fetched.line())
            if as_json:
                print_json(fetched.as_dict())
            refused += [fetched] if fetched.path is None else []
            done += fetched.outcome == "downloaded"
    here = len(found) - done - len(refused)
    click.echo(f"{folder.path}: downloaded {done:,}, already here {here:,}, refused {len(refused):,}", err=as_json)
    return not refused


def _documents(client: Client, ids: tuple[str, ...], vendor: str | None) -> Iterator[JsonObject | Fetched]:
    """The documents meant; for an id that is none, the refusal."""
    if vendor is not None:
        yield from client.documents.iterate(vendor_id=vendor_named.find(client, vendor).vendor_id)
        return
    for document_id in dict.fromkeys(ids):
        try:
            yield client.documents.get(document_id)
        except ApiError as error:
            if error.status != 404:
                raise
            yield Fetched(document_id, "refused", reason=error.message)


def _holds(path: Path, document: JsonObject) -> bool:
    if not document.get("sha256") or path.stat().st_size != document["size"]:
        return False
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == str(document["sha256"])
