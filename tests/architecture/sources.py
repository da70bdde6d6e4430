"""The files that the rules look at."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
UNTRACKED = {"__pycache__", "node_modules", "data", "dist", "build"}


@dataclass(frozen=True, slots=True)
class Source:
    """A Python file: `path` from the top of the project, `name` as it is imported."""

    path: str
    name: str
    text: str


@cache
def files() -> tuple[str, ...]:
    """Every file that is, or is about to be, part of the project."""
    if shutil.which("git"):
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        git = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
        if git.returncode == 0:
            return tuple(sorted(path for path in git.stdout.split("\0") if (ROOT / path).is_file()))
    # An unpacked archive is no repository: everything counts but what commands leave behind.
    return tuple(sorted(_walk()))


def _walk() -> Iterator[str]:
    for folder, names, here in os.walk(ROOT):
        hidden = {name for name in names if name.startswith(".") and name != ".ci"}
        left_behind = {name for name in names if name.endswith(".egg-info")}
        names[:] = sorted(set(names) - hidden - left_behind - UNTRACKED)
        yield from (str((Path(folder) / name).relative_to(ROOT)) for name in here)


def sources(*folders: str) -> list[Source]:
    """The Python files below these folders."""
    wanted = tuple(f"{folder}/" for folder in folders)
    return [
        Source(path, _module(path), (ROOT / path).read_text(encoding="utf-8"))
        for path in files()
        if path.endswith(".py") and path.startswith(wanted)
    ]


def within(modules: Iterable[Source], *packages: str) -> list[Source]:
    """Those of the modules that are one of these packages or modules, or lie inside."""
    return [one for one in modules if any(one.name == name or one.name.startswith(f"{name}.") for name in packages)]


def _module(path: str) -> str:
    parts = Path(path).with_suffix("").parts
    return ".".join(part for part in parts if part not in ("src", "__init__"))
