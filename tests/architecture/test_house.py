"""The rules, held against the whole tree. Each test says what went wrong where the rule was missing."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from tests.architecture import allowed, rules
from tests.architecture.sources import ROOT, Source, files, sources, within

FEATURES = [
    f"vendorproof.{name}"
    for name in ("imports", "documents", "assurance", "exports", "webhooks", "records", "access", "events")
]
PURE = [
    "vendorproof.core",
    "vendorproof.objects",
    "vendorproof.imports.mapping",
    "vendorproof.imports.suggest",
    "vendorproof.documents.classify",
    "vendorproof.documents.search.words",
]
SERVER = within(sources("src"), "vendorproof")
CLIENT = within(sources("src"), "vendorproof_client")
EVERYTHING = sources("src", "tests", "bench", "scripts")
LOCKS = [path for path in files() if path.startswith("requirements/") and path.endswith(".txt")]


def test_whatever_touches_an_organisations_data_takes_its_scope() -> None:
    """A query written without the caller's scope showed one tenant another tenant's rows.

    In a multi-tenant server that leak is one forgotten condition away. Where the scope is always the second argument,
    a missing one is seen in the signature, before anybody reads the query.
    """
    _hold(rules.scope_comes_second, within(SERVER, *FEATURES), allowed.ORGANISATION_FREE)


def test_pure_modules_compute() -> None:
    """A decoder that looked something up made every record of a batch wait for the database.

    It also could be tested only with one. What is promised to be pure is fast, repeatable and testable with values.
    """
    _hold(rules.computes_only, within(SERVER, *PURE), allowed.IMPURE)


def test_only_the_database_package_commits() -> None:
    """A helper three calls down committed halfway, so a crash left a batch half there.

    One place opens and ends transactions; everybody else is handed an open one.
    """
    elsewhere = [one for one in SERVER if one not in within(SERVER, "vendorproof.db")]
    _hold(rules.leaves_commits_alone, elsewhere, allowed.COMMITS)


def test_only_the_settings_read_the_environment() -> None:
    """A switch read deep in the code was in no list of settings, and two of them had opposite defaults."""
    elsewhere = [one for one in SERVER if one.name != "vendorproof.config"]
    _hold(rules.leaves_environment_alone, elsewhere, allowed.ENVIRONMENT)


def test_the_client_reads_the_environment_in_one_place() -> None:
    """The command and the library each read their own variables and disagreed on which server they talked to."""
    readers = [one.name for one in CLIENT if rules.leaves_environment_alone(one.text)]
    assert len(readers) <= 1, readers


def test_files_and_functions_fit_a_reader() -> None:
    """An upload handler grew to twelve hundred lines, one check at a time, until nobody dared to move any of them."""
    _hold(rules.fits_a_reader, EVERYTHING, allowed.LONG)


def test_nineteen_functions_of_twenty_are_short() -> None:
    """In every codebase the typical function is short; quality is lost in the tail, so the tail is what is measured."""
    lengths = [length for one in sources("src") for length in rules.function_lengths(one.text)]
    assert rules.percentile(lengths, 0.95) <= 40


def test_imports_stand_at_the_top() -> None:
    """Imports hidden inside functions were how others stepped around a knot of packages instead of untying it."""
    _hold(rules.imports_at_the_top, EVERYTHING, allowed.IMPORTS_INSIDE)


def test_every_room_has_a_name() -> None:
    """A folder called utils held eleven unrelated things, two of them twice: nobody looks there before writing again."""
    python = [path for path in files() if path.endswith(".py")]
    nameless = {path for path in python if not rules.room_has_a_name(path)}
    assert nameless - allowed.NAMELESS.keys() == set()


def test_runtime_requirements_are_the_projects_dependencies() -> None:
    """A dependency was added in one of two lists: development worked, the installed package did not start."""
    declared, listed = _read("pyproject.toml"), _read("requirements/runtime.in")
    assert rules.dependencies_that_differ(declared, listed) == []


@pytest.mark.parametrize("path", LOCKS)
def test_lock_files_name_no_host(path: str) -> None:
    """A lock file carried the mirror of whoever made it, and nobody else could install from it."""
    assert rules.addresses(_read(path)) == []


def test_lock_files_agree() -> None:
    """The suite ran against another release of a library than the server did, and passed."""
    assert len(LOCKS) == 4
    assert rules.pins_that_differ(_read(path) for path in LOCKS) == []


def test_no_file_holds_a_secret_or_the_path_of_a_machine() -> None:
    """A script with its author's home folder in it worked on one machine; a key in a sample had to be revoked."""
    written = [Source(path, path, _read(path)) for path in files() if _is_text(path)]
    _hold(rules.private, written, allowed.PRIVATE)


def test_every_test_file_has_its_place() -> None:
    """A module was rewritten without its tests because they lay in a file named after a ticket."""
    modules = {one.name for one in sources("src")}
    tests = [path for path in files() if path.startswith("tests/") and path.rpartition("/")[2].startswith("test_")]
    assert [path for path in tests if not rules.tests_something(path, modules)] == []


def _hold(
    rule: Callable[[str], list[rules.Finding]], modules: Sequence[Source], let_through: Mapping[str, str]
) -> None:
    found: dict[str, str] = {}
    for one in modules:
        for finding in rule(one.text):
            found[f"{one.name}:{finding.what}"] = f"{one.path}:{finding.line} {finding.what}: {finding.why}"
    complaints = [
        f"{text} (to let it through: tests/architecture/allowed.py, {key!r})"
        for key, text in found.items()
        if key not in let_through
    ]
    complaints += [f"nothing needs this entry of allowed.py any more: {key}" for key in let_through if key not in found]
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)


def _read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def _is_text(path: str) -> bool:
    return b"\0" not in (ROOT / path).read_bytes()[:8192]


def test_holding_a_rule_reports_what_it_finds_and_what_is_let_through_for_nothing() -> None:
    broken = [Source("src/x.py", "x", "def f():\n    import os\n")]
    with pytest.raises(pytest.fail.Exception, match=r"src/x.py:2 os.Name"):
        _hold(_finds_os, broken, {})
    _hold(_finds_os, broken, {"x:os.Name": "a reason"})
    with pytest.raises(pytest.fail.Exception, match="any more: x:gone"):
        _hold(_finds_os, [], {"x:gone": "a reason"})


def _finds_os(text: str) -> list[rules.Finding]:
    return [rules.Finding(2, "os.Name", "is found")] if "import os" in text else []


def test_the_rules_look_at_files_that_are_there() -> None:
    """A folder was renamed, the rule looked at nothing, and for months nothing was wrong."""
    assert within(SERVER, *FEATURES)
    assert within(SERVER, "vendorproof.core")
    assert within(SERVER, "vendorproof.objects")
    assert CLIENT
    assert "pyproject.toml" in files()
    known: list[Any] = [one.path for one in EVERYTHING]
    assert "tests/architecture/test_house.py" in known
