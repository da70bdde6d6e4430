"""The rules of the house that no linter knows: each takes source text and returns what it finds wrong.

A rule that cannot fail is a defect: `test_rules.py` shows every one of them a broken sample.
"""

import ast
import math
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

Function = ast.FunctionDef | ast.AsyncFunctionDef

HANDLES = {"tx": "Tx", "rt": "Runtime"}
IMPURE = {
    "alembic", "asyncio", "click", "concurrent", "fastapi", "http", "httpx", "multiprocessing", "os", "pathlib",
    "psycopg", "random", "requests", "rich", "secrets", "shutil", "signal", "socket", "sqlalchemy", "sqlite3", "ssl",
    "starlette", "subprocess", "tempfile", "threading", "time", "urllib.request", "uvicorn", "vendorproof.access",
    "vendorproof.config", "vendorproof.db", "vendorproof.events", "vendorproof.jobs", "vendorproof.records",
    "vendorproof.runtime", "vendorproof.storage",
}  # fmt: skip
TRANSACTION_WORDS = re.compile(r"\s*(BEGIN|START\s+TRANSACTION|COMMIT|END)\b[\s\w;]*", re.IGNORECASE)
MAX_LINES = 400
MAX_FUNCTION_LINES = 80
NAMELESS_ROOMS = {
    "base", "common", "helper", "helpers", "manager", "managers", "misc", "service", "services", "util", "utils",
}  # fmt: skip
ADDRESS = re.compile(r"https?://|git\+|file://|--(?:extra-)?index-url|--find-links|--trusted-host", re.IGNORECASE)
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
MACHINE_PATH = re.compile(r"(?<![\w.~:-])/(?:work|root|home|Users)/\w")
SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|\bAKIA[0-9A-Z]{16}\b"
    r"|\bak_live_(?=[A-Za-z0-9_-]*\d)[A-Za-z0-9_-]{40,}"
    r"|\bgh[pousr]_[A-Za-z0-9]{36,}"
)
FREE_TEST_FOLDERS = ("architecture", "browser", "contracts", "docs", "journeys")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong on a line; `what` names it in an allow-list."""

    line: int
    what: str
    why: str


def scope_comes_second(text: str) -> list[Finding]:
    """A function that takes `tx` or `rt` takes it first, under that name, and `scope` right after."""
    return [
        Finding(function.lineno, name, why)
        for name, function in _functions(ast.parse(text))
        if (why := _unlike(function))
    ]


def _unlike(function: Function) -> str | None:
    positional = [*function.args.posonlyargs, *function.args.args]
    names = [one.arg for one in positional if one.arg not in ("self", "cls")]
    for one in [*positional, *function.args.kwonlyargs]:
        for handle, kind in HANDLES.items():
            if one.annotation is not None and ast.unparse(one.annotation).strip("'\"") == kind and one.arg != handle:
                return f"takes a {kind} as {one.arg!r} instead of {handle!r}"
            if one.arg == handle and names[:1] != [handle]:
                return f"takes {handle!r}, but not as its first argument"
    if names[:1] and names[0] in HANDLES and names[1:2] != ["scope"]:
        return f"takes {names[0]!r} without 'scope' as its second argument"
    return None


def computes_only(text: str) -> list[Finding]:
    """A pure module reaches for no database, disk, network or clock, neither by import nor by built-in."""
    tree = ast.parse(text)
    found = [
        Finding(line, module, f"imports {name}")
        for line, name in _imports(tree)
        for module in IMPURE
        if name == module or name.startswith(f"{module}.")
    ]
    for node in ast.walk(tree):
        called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
        if called in ("open", "input", "print") or re.fullmatch(r"(.+\.)?(datetime|date)\.(now|utcnow|today)", called):
            found.append(Finding(_line(node), called, f"calls {called}()"))
    return found


def leaves_commits_alone(text: str) -> list[Finding]:
    """Neither begins nor commits a transaction, by method or by SQL."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("commit", "begin")
        ):
            found.append(Finding(node.lineno, node.func.attr, f"calls .{node.func.attr}()"))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and TRANSACTION_WORDS.fullmatch(node.value):
            found.append(Finding(node.lineno, node.value, f"says {node.value!r}"))
    return found


def leaves_environment_alone(text: str) -> list[Finding]:
    """Does not read the environment, not even through a command-line option."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("os.environ", "os.getenv", "os.environb"):
            found.append(Finding(node.lineno, "environ", f"reads {ast.unparse(node)}"))
        if isinstance(node, ast.ImportFrom) and node.module == "os":
            names = {one.name for one in node.names} & {"environ", "getenv", "environb"}
            found.extend(Finding(node.lineno, "environ", f"imports {name} from os") for name in sorted(names))
        if isinstance(node, ast.keyword) and node.arg in ("envvar", "auto_envvar_prefix", "show_envvar"):
            found.append(Finding(_line(node.value), "environ", f"reads it through {node.arg}="))
    return found


def fits_a_reader(text: str) -> list[Finding]:
    """A file of at most 400 lines, its functions of at most 80."""
    lines = text.count("\n")
    found = [Finding(1, "file", f"has {lines} lines; {MAX_LINES} at most")] if lines > MAX_LINES else []
    for name, function in _functions(ast.parse(text)):
        if (length := _length(function)) > MAX_FUNCTION_LINES:
            found.append(Finding(function.lineno, name, f"has {length} lines; {MAX_FUNCTION_LINES} at most"))
    return found


def function_lengths(text: str) -> list[int]:
    """Lines of every function, from `def` to its end."""
    return [_length(function) for _, function in _functions(ast.parse(text))]


def percentile(values: Sequence[int], share: float) -> int:
    """The smallest value that at least `share` of all values do not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def imports_at_the_top(text: str) -> list[Finding]:
    """Imports nothing inside a function."""
    return [
        Finding(line, name, f"imports {name} inside {where}")
        for where, function in _functions(ast.parse(text))
        for line, name in _imports(function)
    ]


def room_has_a_name(path: str) -> bool:
    """Whether no folder or file on the path is called `utils` or one of its cousins."""
    return not NAMELESS_ROOMS & set(PurePosixPath(path).with_suffix("").parts)


def addresses(lock: str) -> list[Finding]:
    """Where a lock file says, or hints, from which host a package comes."""
    return _matches(ADDRESS, lock, "tells where packages come from")


def dependencies_that_differ(pyproject: str, requirements: str) -> list[str]:
    """Requirements that stand in only one of [project.dependencies] and runtime.in."""
    declared = {_squeezed(one) for one in tomllib.loads(pyproject)["project"]["dependencies"]}
    listed = {
        _squeezed(line.partition(" #")[0]) for line in requirements.splitlines() if line[:1] not in ("", "#", "-")
    }
    return sorted(declared ^ listed)


def pins_that_differ(locks: Iterable[str]) -> list[str]:
    """Packages locked at one version here and at another there."""
    versions: dict[str, set[str]] = {}
    for lock in locks:
        for name, version in PIN.findall(lock):
            versions.setdefault(name, set()).add(version)
    return sorted(name for name, several in versions.items() if len(several) > 1)


def private(text: str) -> list[Finding]:
    """Paths of one person's machine, keys and passwords."""
    return [*_matches(MACHINE_PATH, text, "a path of one machine"), *_matches(SECRETS, text, "looks like a secret")]


def tests_something(path: str, modules: Collection[str]) -> bool:
    """Whether a test file mirrors a module or stands in a folder that has no mirror.

    `tests/imports/test_run.py` and, when one file would be too long, `tests/imports/test_run_replay.py` test
    `vendorproof.imports.run`; `tests/vendorproof_client/` mirrors that package.
    """
    folders, name = PurePosixPath(path).parts[1:-1], PurePosixPath(path).stem.removeprefix("test_")
    if folders[:1] and folders[0] in FREE_TEST_FOLDERS:
        return True
    package = folders if folders[:1] == ("vendorproof_client",) else ("vendorproof", *folders)
    words = name.split("_")
    return any(".".join((*package, "_".join(words[:count]))) in modules for count in range(1, len(words) + 1))


def _functions(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, Function]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Function):
            yield f"{prefix}{node.name}", node
        inside = f"{prefix}{node.name}." if isinstance(node, Function | ast.ClassDef) else prefix
        yield from _functions(node, inside)


def _imports(tree: ast.AST) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.extend((node.lineno, one.name) for one in node.names)
        if isinstance(node, ast.ImportFrom):
            found.extend((node.lineno, f"{'.' * node.level}{node.module or ''}.{one.name}") for one in node.names)
    return found


def _matches(pattern: re.Pattern[str], text: str, why: str) -> list[Finding]:
    return [
        Finding(number, one.group(), f"{why}: {one.group()}")
        for number, line in enumerate(text.splitlines(), start=1)
        for one in pattern.finditer(line)
    ]


def _length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _line(node: ast.AST) -> int:
    return getattr(node, "lineno", 0)


def _squeezed(requirement: str) -> str:
    return "".join(requirement.split()).replace("'", '"')
