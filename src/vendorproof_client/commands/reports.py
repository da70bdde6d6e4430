"""`reports`: import reports as files, over HTTP."""

import json
from pathlib import Path
from typing import Any

import click

from vendorproof_client.client import Client
from vendorproof_client.commands import report_files
from vendorproof_client.commands.connecting import Server, connection_options
from vendorproof_client.commands.failures import CommandFailed, failures_told
from vendorproof_client.commands.reading import FILE
from vendorproof_client.encoding import JsonObject


@click.group()
def reports() -> None:
    """Import reports: what is mapped to what, and where records are posted."""


@reports.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@connection_options
@click.pass_context
@failures_told
def apply(context: click.Context, files: tuple[Path, ...], server: Server) -> None:
    """Create or update the reports in FILES (YAML), each found by its slug."""
    wanted = [report_files.read(file) for file in files]
    with server.connect(context) as client:
        for report in wanted:
            _apply(client, report)


@reports.command("list")
@connection_options
@click.pass_context
@failures_told
def list_reports(context: click.Context, server: Server) -> None:
    """List the reports: slug, base object, version, name."""
    with server.connect(context) as client:
        rows = [
            (str(one["slug"]), str(one["base_object"]), f"v{one['version']}", _name(one))
            for one in client.import_reports.iterate()
        ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)] if rows else []
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        click.echo("  ".join((*cells, row[3])))


@reports.command()
@click.argument("slug")
@connection_options
@click.pass_context
@failures_told
def show(context: click.Context, slug: str, server: Server) -> None:
    """Show the report SLUG: where to post, and which column goes where."""
    with server.connect(context) as client:
        report = _find(client, slug)
    click.echo(f"{_name(report)} ({report['base_object']}, version {report['version']}, {report['id']})")
    click.echo(f"POST {report['endpoint']}")
    for target, source in report["mapping"].items():
        click.echo(f"  {target} ← {source if isinstance(source, str) else _flow(source)}")
    if report.get("options"):
        click.echo(f"Options: {_flow(report['options'])}")


@reports.command()
@click.argument("slug")
@connection_options
@click.pass_context
@failures_told
def export(context: click.Context, slug: str, server: Server) -> None:
    """Print the report SLUG as YAML that `reports apply` takes."""
    with server.connect(context) as client:
        click.echo(report_files.write(_find(client, slug)), nl=False)


def _apply(client: Client, wanted: dict[str, Any]) -> None:
    current = _current(client, wanted)
    if current is None:
        made = client.import_reports.create(**wanted)
        click.echo(f"{made['slug']}: created, {made['id']}")
        return
    changes = {key: value for key, value in wanted.items() if not _holds(current.get(key), value, key)}
    if not changes:
        click.echo(f"{current['slug']}: unchanged")
        return
    updated = client.import_reports.update(current["id"], **changes)
    click.echo(f"{updated['slug']}: changed, version {updated['version']}")
    for key, value in changes.items():
        for line in _difference(key, current.get(key), value):
            click.echo(f"  {line}")


def _current(client: Client, wanted: dict[str, Any]) -> JsonObject | None:
    """By slug; a file without one means the report of its name."""
    if wanted.get("slug"):
        return client.import_reports.find(wanted["slug"])
    named = [one for one in client.import_reports.iterate() if one["report_name"] == wanted["report_name"]]
    if len(named) > 1:
        raise CommandFailed(f"{len(named)} reports are called {wanted['report_name']}: give the slug.")
    return named[0] if named else None


def _find(client: Client, slug: str) -> JsonObject:
    report = client.import_reports.find(slug)
    if report is None:
        raise CommandFailed(f"There is no report with the slug {slug}.")
    return report


def _holds(current: Any, wanted: Any, key: str) -> bool:  # noqa: ANN401 (any JSON)
    """Options that the file does not name keep their value; of the mapping, what it does not name is taken out."""
    if key == "options" and isinstance(current, dict) and isinstance(wanted, dict):
        return all(name in current and current[name] == value for name, value in wanted.items())
    return bool(current == wanted)


def _difference(key: str, old: Any, new: Any) -> list[str]:  # noqa: ANN401 (any JSON)
    if not isinstance(old, dict) or not isinstance(new, dict):
        return [f"{key}: {_flow(old)} → {_flow(new)}"]
    names = [*new, *(name for name in old if name not in new)] if key == "mapping" else list(new)
    return [
        f"{key}.{name}: {_flow(old.get(name))} → {_flow(new.get(name))}"
        for name in names
        if old.get(name) != new.get(name)
    ]


def _flow(value: object) -> str:
    if value is None:
        return "nothing"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _name(report: JsonObject) -> str:
    return f"{report['report_name']}{'' if report.get('enabled', True) else ' (disabled)'}"
