"""The last words of an upload: what is in, what is not and why, on standard output."""

import json
from collections import Counter
from dataclasses import dataclass, field

import click
from rich.filesize import decimal

from vendorproof_client.commands.documents.sending import Outcome, Sent
from vendorproof_client.commands.documents.vendor_named import NamedVendor
from vendorproof_client.documents import ENDED
from vendorproof_client.encoding import JsonObject
from vendorproof_client.file_names import visible


@dataclass(slots=True)
class Tally:
    """Counts of an upload as it goes; `documents` are those that are there now, by id and in their newest state."""

    files: int
    counts: Counter[Outcome] = field(default_factory=Counter)
    refused: list[Sent] = field(default_factory=list)
    documents: dict[str, JsonObject] = field(default_factory=dict)
    sent_bytes: int = 0
    waited: bool = False

    def add(self, sent: Sent) -> None:
        self.counts[sent.outcome] += 1
        if sent.outcome == "refused":
            self.refused.append(sent)
        if sent.outcome == "uploaded":
            self.sent_bytes += sent.size
        if sent.document is not None:
            self.documents[str(sent.document["id"])] = sent.document

    @property
    def unreadable(self) -> list[JsonObject]:
        return [one for one in self.documents.values() if one["status"] in ("failed", "locked")]

    @property
    def complete(self) -> bool:
        """Everything is in, and what was waited for could be read."""
        return not self.refused and not (self.waited and self.unreadable)


def show(tally: Tally, vendor: NamedVendor, seconds: float, *, as_json: bool) -> None:
    """As JSON every file has had its line already, and the summary goes to standard error."""
    counts = tally.counts
    done = sum(counts.values())
    said = f"{done:,} of {tally.files:,} files" if done < tally.files else f"{done:,} file{'s' if done != 1 else ''}"
    _say(f"{said} → {vendor}", as_json=as_json)
    _say(
        f"  uploaded {counts['uploaded']:,}, already held {counts['held']:,}, refused {counts['refused']:,}",
        as_json=as_json,
    )
    if tally.sent_bytes:
        rate = decimal(int(tally.sent_bytes / max(seconds, 1e-6)))
        _say(f"  {decimal(tally.sent_bytes)} sent in {seconds:,.1f} s, {rate}/s", as_json=as_json)
    for sent in tally.refused:
        _say(f"  refused: {visible(str(sent.path))}: {sent.reason}", as_json=as_json)
    if tally.waited:
        _show_states(tally, as_json=as_json)


def line(sent: Sent) -> str:
    """What came of one file, in a line."""
    name = visible(str(sent.path))
    if sent.document is None:
        return f"{name}: refused. {sent.reason}"
    outcome = "uploaded" if sent.outcome == "uploaded" else "already held"
    twins = [str(one) for one in sent.document.get("duplicates") or ()]
    beside = f", the same bytes as {twins[0]}" if twins and sent.outcome == "uploaded" else ""
    return f"{name}: {outcome} as {sent.document['id']} ({decimal(sent.size)}){beside}"


def _show_states(tally: Tally, *, as_json: bool) -> None:
    states = Counter(str(one["status"]) for one in tally.documents.values())
    going = sum(count for state, count in states.items() if state not in ENDED)
    ended = ", ".join(f"{state} {states[state]:,}" for state in sorted(ENDED) if states[state])
    _say(
        f"  processed: {', '.join(filter(None, (ended, f'still going {going:,}' if going else ''))) or 'none'}",
        as_json=as_json,
    )
    for one in tally.unreadable:
        reasons = " ".join((one.get("classification") or {}).get("reasons") or ())
        _say(
            f"  {one['status']}: {visible(str(one['name']))} ({one['id']}){f': {reasons}' if reasons else ''}",
            as_json=as_json,
        )


def _say(sentence: str, *, as_json: bool) -> None:
    click.echo(sentence, err=as_json)


def print_json(row: JsonObject) -> None:
    """One JSON object in a line of its own."""
    click.echo(json.dumps(row, ensure_ascii=False))
