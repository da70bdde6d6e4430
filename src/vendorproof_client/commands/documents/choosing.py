"""Which files a command line means: names, folders and patterns, also patterns that the shell left alone."""

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from vendorproof_client.commands.failures import CommandFailed

_NAMED = 3
"""How many of the skipped files are named before the rest is only counted."""


@dataclass(slots=True)
class Chosen:
    """The files in the order of the command line, each once; and what was left out, by reason."""

    files: list[Path] = field(default_factory=list)
    skipped: dict[str, list[Path]] = field(default_factory=dict)

    def skip(self, reason: str, path: Path) -> None:
        self.skipped.setdefault(reason, []).append(path)

    def notes(self) -> Iterator[str]:
        """One sentence for each reason to leave something out."""
        for reason, paths in self.skipped.items():
            names = ", ".join(str(one) for one in paths[:_NAMED])
            rest = f" and {len(paths) - _NAMED:,} more" if len(paths) > _NAMED else ""
            yield f"Left out, {reason}: {names}{rest}."


def choose(arguments: Iterable[str], *, recursive: bool) -> Chosen:
    """Raises CommandFailed for an argument that is nothing, and for a folder unless `recursive`.

    A hidden file is taken when it is named itself, and left out of folders and patterns.
    """
    chosen = Chosen()
    for argument in arguments:
        path = Path(argument)
        if path.is_dir():
            if not recursive:
                raise CommandFailed(f"{argument} is a folder: --recursive takes what is in it.")
            _take_folder(chosen, path)
        elif os.path.lexists(path) or not glob.has_magic(argument):
            _take_named(chosen, path)
        else:
            _take_pattern(chosen, argument, recursive=recursive)
    chosen.files = list({os.path.realpath(one): one for one in reversed(chosen.files)}.values())[::-1]
    return chosen


def _take_named(chosen: Chosen, path: Path) -> None:
    if not path.exists():
        raise CommandFailed(f"{path}: there is no such file.")
    if not path.is_file():
        raise CommandFailed(f"{path} is no file.")
    chosen.files.append(path)


def _take_folder(chosen: Chosen, folder: Path) -> None:
    """Links to other folders are not followed: they may lead in a circle."""

    def unreadable(error: OSError) -> None:
        raise error

    for place, folders, names in os.walk(folder, onerror=unreadable):
        for hidden in sorted(one for one in folders if one.startswith(".")):
            chosen.skip("hidden", Path(place, hidden))
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in sorted(names):
            _take_found(chosen, Path(place, name), hidden=name.startswith("."))


def _take_pattern(chosen: Chosen, pattern: str, *, recursive: bool) -> None:
    found = sorted(glob.glob(pattern, recursive=True, include_hidden=True))  # noqa: PTH207 (Path.glob knows no absolute patterns)
    if not found:
        raise CommandFailed(f"{pattern}: no file matches.")
    asked_for = {one for one in PurePath(pattern).parts if one.startswith(".")}
    for path in map(Path, found):
        hidden = any(one.startswith(".") for one in path.parts if one not in {*asked_for, ".", ".."})
        if path.is_dir():
            if recursive and not hidden:
                _take_folder(chosen, path)
            elif "**" not in pattern:
                chosen.skip("hidden" if hidden else "a folder (--recursive takes what is in it)", path)
        else:
            _take_found(chosen, path, hidden=hidden and not any("*" in one for one in asked_for))


def _take_found(chosen: Chosen, path: Path, *, hidden: bool) -> None:
    if hidden:
        chosen.skip("hidden", path)
    elif path.is_file():
        chosen.files.append(path)
    else:
        chosen.skip("no file", path)
