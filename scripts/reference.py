"""Writes docs/reference from the code; `--check` only says what is stale. A page is one line in PAGES."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from vendorproof.api import app, openapi
from vendorproof.config import PREFIX, Settings
from vendorproof.core.errors import public_errors

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
        "src/vendorproof/core/errors.py",
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


PAGES: Mapping[str, Callable[[], str]] = {
    "openapi.json": openapi_document,
    "errors.md": errors_page,
    "settings.md": settings_page,
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


def _page(title: str, source: str, lead: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [f"# {title}", "", WRITTEN.format(source=source), "", lead, ""]
    lines += [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    lines += [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return "\n".join([*lines, ""])


def _default(value: object) -> str:
    if value in ("", ()):
        return "–"
    return f"`{value}`"


if __name__ == "__main__":
    sys.exit(main())
