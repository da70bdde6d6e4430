"""`documents upload`: files to a vendor, begun again where it stopped."""

import sys
import time
from pathlib import Path

import click

from vendorproof_client.client import Client
from vendorproof_client.commands import progress
from vendorproof_client.commands.connecting import Server, connection_options
from vendorproof_client.commands.documents import tally, transfers, vendor_named
from vendorproof_client.commands.documents.choosing import Chosen, choose
from vendorproof_client.commands.documents.sending import Sender, Wanted
from vendorproof_client.commands.documents.tally import Tally
from vendorproof_client.commands.documents.transfers import Transfers
from vendorproof_client.commands.failures import SOME_REFUSED, CommandFailed, failures_told
from vendorproof_client.documents import ENDED
from vendorproof_client.errors import NotEnded
from vendorproof_client.form import shown_name


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--vendor", required=True, help="Whose documents these are: an id, an external id, or the exact name.")
@click.option("--service", "services", multiple=True, metavar="ID", help="Link to this service; may be repeated.")
@click.option("--assessment", "assessments", multiple=True, metavar="ID", help="Link to this assessment, as --service.")
@click.option(
    "--type", "document_type", metavar="SLUG", help="What they are (see `documents types`) [default: found out]."
)
@click.option("--name", help="What the document is called; for one file [default: the file's name].")
@click.option("--recursive", is_flag=True, help="Take the files in folders, and in folders in them.")
@click.option("--again", is_flag=True, help="Send also what the vendor has already, as a second document.")
@click.option("--wait/--no-wait", default=False, help="Stay until the documents are processed [default: no].")
@click.option(
    "--wait-seconds", default=600.0, show_default=True, type=click.FloatRange(min=0), help="How long --wait waits."
)
@click.option("--json", "as_json", is_flag=True, help="Print what came of each file as a line of JSON.")
@connection_options
@click.pass_context
@failures_told
def upload(  # noqa: PLR0913 (one parameter per option)
    context: click.Context,
    *,
    files: tuple[str, ...],
    vendor: str,
    services: tuple[str, ...],
    assessments: tuple[str, ...],
    document_type: str | None,
    name: str | None,
    recursive: bool,
    again: bool,
    wait: bool,
    wait_seconds: float,
    as_json: bool,
    server: Server,
) -> None:
    """Upload files as documents of a vendor: names, folders, patterns.

    What the vendor has already is not sent again, by the hash of its bytes: after an interruption the same command goes
    on. Exit code: 0 all is in, 1 some were refused (or, with --wait, could not be read), 2 failed.

    Example: vendorproof documents upload evidence/*.pdf --vendor "Acme Payroll" --wait
    """
    chosen = choose(files, recursive=recursive)
    _tell(*chosen.notes())
    if not chosen.files:
        raise CommandFailed("There is no file to upload.")
    if name is not None and len(chosen.files) > 1:
        raise CommandFailed(f"--name is for one file, and these are {len(chosen.files):,}.")
    with server.connect(context) as client:
        found = vendor_named.find(client, vendor)
        wanted = Wanted(found.vendor_id, services, assessments, document_type, name)
        done = Tally(len(chosen.files), waited=wait)
        started = time.monotonic()
        try:
            _send(client, Sender(client, wanted, again=again), chosen, done, as_json=as_json)
        except BaseException:
            tally.show(done, found, time.monotonic() - started, as_json=as_json)
            if done.counts:
                _tell("The same command goes on from there.")
            raise
        seconds = time.monotonic() - started
        if wait:
            _wait(client, done, wait_seconds)
        tally.show(done, found, seconds, as_json=as_json)
        if done.counts["uploaded"] and not wait:
            _tell(f"Their status, once processed: `vendorproof documents list --vendor {found.vendor_id}`")
    if not done.complete:
        context.exit(SOME_REFUSED)


def _send(client: Client, sender: Sender, chosen: Chosen, done: Tally, *, as_json: bool) -> None:
    sizes = [_size(path) for path in chosen.files]
    with transfers.start(len(sizes), sum(sizes), quiet=as_json and sys.stdout.isatty()) as shown:
        client.on_retry = lambda retry: progress.tell_retry(shown, retry)
        for path, size in zip(chosen.files, sizes, strict=True):
            shown.begin(shown_name(path), size)
            sent = sender.send(path, shown.show)
            done.add(sent)
            shown.end(tally.line(sent))
            if as_json:
                tally.print_json(sent.as_dict())
            _say_all(shown, sender.notes)


def _say_all(shown: Transfers, notes: list[str]) -> None:
    while notes:
        shown.say(notes.pop(0))


def _wait(client: Client, done: Tally, seconds: float) -> None:
    """One limit for all: a document gets what the ones before it have left of the time."""
    waiting = [key for key, document in done.documents.items() if document["status"] not in ENDED]
    if waiting:
        _tell(f"Waiting for {len(waiting):,} documents to be processed.")
    until = time.monotonic() + seconds
    for document_id in waiting:
        try:
            done.documents[document_id] = client.documents.wait(document_id, timeout=max(0.0, until - time.monotonic()))
        except NotEnded:
            done.documents[document_id] = client.documents.get(document_id)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _tell(*sentences: str) -> None:
    for sentence in sentences:
        click.echo(sentence, err=True)
