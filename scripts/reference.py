"""Writes docs/reference from the code; `--check` only says what is stale. A page is one line in PAGES."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import click

from vendorproof.api import app, openapi
from vendorproof.cli.main import main as program
from vendorproof.config import PREFIX, Settings
from vendorproof.core.errors import public_errors
from vendorproof.documents.facts import registry
from vendorproof.documents.facts.family import Family
from vendorproof.documents.guard.flag import CODES
from vendorproof.documents.types import TYPES
from vendorproof.events.catalogue import EVENTS
from vendorproof.objects import BASE_OBJECTS, BaseObject, kinds

FOLDER = Path(__file__).parent.parent / "docs" / "reference"
WRITTEN = "<!-- Written by `make docs` from {source}. -->"


def openapi_document() -> str:
    """The document that the server answers at /openapi.json."""
    return openapi.render(app.routes().openapi()).decode()


def errors_page() -> str:
    """Every refusal a client can be told."""
    rows = [
        (str(one.status), f"`{one.code}`", (one.__doc__ or "").strip().splitlines()[0], one.message)
        for one in sorted(public_errors(), key=lambda one: (one.status, one.code))
    ]
    return _page(
        "Errors",
        "src/vendorproof/core/errors/",
        'A refusal is `{"detail": {"code": …, "message": …}}`; `code` is stable, `message` is for people and may change.'
        " A request of the wrong shape gets the 422 array, a missing or dead key a plain string. Every answer carries"
        " `X-Request-Id`; a 500 names it in its message too.",
        ("Status", "Code", "When", "Message"),
        rows,
    )


def settings_page() -> str:
    """Every environment variable."""
    rows = [
        (f"`{PREFIX}{one.name.upper()}`", _default(one.default), one.metadata["sentence"]) for one in fields(Settings)
    ]
    return _page(
        "Settings",
        "src/vendorproof/config.py",
        "Read once, from the environment, when the process starts. A value that cannot be read stops it with a sentence"
        " that says what would be accepted. `vendorproof settings` prints what is in force.",
        ("Variable", "Default", "What it does"),
        rows,
    )


def fields_page() -> str:
    """Every target of a mapping."""
    sections = [_base_object(one) for one in BASE_OBJECTS.values()]
    return _document(
        "Fields",
        "src/vendorproof/objects/",
        "What an import report can map to, and what is accepted when the report sets no option. A field that is not"
        " required may be absent, null or blank: then the stored value stays, unless the report says `blank: clear`."
        " `GET /v1/import-reports/fields` answers the same, with the words and custom fields of your organisation:"
        " a custom field is mapped as `custom.<name>`.",
        *sections,
    )


def events_page() -> str:
    """Every event with its fields."""
    rows = [
        (
            f"`{one.event_type}`",
            " ".join((one.__doc__ or "").split()),
            ", ".join(f"`{each.name}`" for each in fields(one)),
        )
        for one in EVENTS
    ]
    return _page(
        "Events",
        "src/vendorproof/events/catalogue.py",
        "What happens is put on record in the transaction that makes it happen. `GET /v1/documents/{id}/events` lists what"
        " happened to one document; `data` holds the event's type and the fields below.",
        ("Event", "When", "Fields"),
        rows,
    )


def facts_page() -> str:
    """Every fact that is read, and every flag."""
    sections = [_family(name, family) for name, family in registry.FAMILIES.items()]
    flags = [(f"`{code}`", meaning) for code, meaning in CODES.items()]
    return _document(
        "Facts",
        "src/vendorproof/documents/facts/ and src/vendorproof/documents/guard/",
        "What is read out of a document, by its type. Each fact cites the words it follows from, on the page they stand on;"
        " a value that does not follow from its quote is never kept, and what a document does not state is absent.",
        *sections,
        "## Flags",
        "What an analyst should know before relying on a document. Nothing is ever refused because of one.",
        _table(("Flag", "Meaning"), flags),
    )


def _family(name: str, family: Family) -> str:
    slugs = ", ".join(f"`{one.slug}`" for one in TYPES if one.family == name)
    rows = [
        (f"`{key}`", f"{one.kind.name}{', several' if one.several else ''}", one.sentence)
        for key, one in family.keys.items()
    ]
    return f"## {name.replace('_', ' ').capitalize()}\n\n{slugs}\n\n{_table(('Fact', 'Kind', 'What it is'), rows)}"


def commands_page() -> str:
    """Every command with its options."""
    return _document(
        "Commands",
        "src/vendorproof/cli/ and src/vendorproof_client/commands/",
        "Exit codes: 0 all is well, 1 some records were refused, 2 failed, with a sentence on standard error."
        " Commands with `--url` and `--key` go to that server; without them, to the database that the settings name."
        " `python -m vendorproof_client` has the commands that need only a server, on a machine without one.",
        *_commands(program, click.Context(program, info_name="vendorproof")),
    )


PAGES: Mapping[str, Callable[[], str]] = {
    "openapi.json": openapi_document,
    "errors.md": errors_page,
    "settings.md": settings_page,
    "fields.md": fields_page,
    "commands.md": commands_page,
    "events.md": events_page,
    "facts.md": facts_page,
}


def stale() -> list[str]:
    """Names of the pages that are not what the code says."""
    return [name for name, page in PAGES.items() if not _same(FOLDER / name, page())]


def main() -> int:
    """Write what is stale, or with --check name it and fail."""
    found = stale()
    for name in found:
        print(f"docs/reference/{name}")
        if "--check" not in sys.argv:
            FOLDER.mkdir(parents=True, exist_ok=True)
            (FOLDER / name).write_text(PAGES[name](), encoding="utf-8")
    return 1 if found and "--check" in sys.argv else 0


def _same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def _base_object(base: BaseObject) -> str:
    rows = [
        (
            f"`{one.name}`{' **required**' if one.required else ''}",
            one.label,
            f"{kinds.describe(one)} {_sentence(one.note)}{_begins(one.default)}".strip(),
            f"`{json.dumps(one.example, ensure_ascii=False)}`",
        )
        for one in base.fields
    ]
    return f"## {base.label}\n\n{_table(('Field', 'Label', 'Accepted', 'Example'), rows)}"


def _sentence(note: str) -> str:
    return f"{note[0].upper()}{note[1:]}. " if note else ""


def _begins(default: str | None) -> str:
    return f"A new record without one gets `{default}`." if default else ""


def _commands(command: click.Command, context: click.Context) -> Iterator[str]:
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.commands[name]
            yield from _commands(inner, click.Context(inner, info_name=name, parent=context))
        return
    usage = " ".join(command.collect_usage_pieces(context))
    text = " ".join((command.help or "").split())
    options = [one.get_help_record(context) for one in command.get_params(context)]
    rows = [
        (f"`{names}`", " ".join(help_.split()))
        for names, help_ in filter(None, options)
        if help_ and "--help" not in names
    ]
    parts = [f"## {context.command_path}", text, f"`{context.command_path} {usage}`"]
    yield "\n\n".join([*parts, _table(("Option", "What it does"), rows)] if rows else parts)


def _page(title: str, source: str, lead: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    return _document(title, source, lead, _table(head, rows))


def _document(title: str, source: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", WRITTEN.format(source=source), *parts]) + "\n"


def _table(head: tuple[str, ...], rows: Sequence[tuple[Any, ...]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    lines += [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return "\n".join(lines)


def _default(value: object) -> str:
    if value in ("", ()):
        return "–"
    return f"`{value}`"


if __name__ == "__main__":
    sys.exit(main())
