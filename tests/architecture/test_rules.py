"""Every rule fails on a broken sample and passes a sound one."""

import inspect
from collections.abc import Callable

import pytest

from tests.architecture import rules

# Spelled apart, or this file would break the rule it shows.
HOME = "/" + "home/ada/vendors.csv"
PRIVATE_KEY = "-----BEGIN " + "PRIVATE KEY-----"
LIVE_KEY = "ak_" + "live_" + "0123456789abcdef" * 3
CLOUD_KEY = "AKIA" + "ABCDEFGHIJKLMNOP"

BROKEN: list[tuple[Callable[[str], list[rules.Finding]], str, str]] = [
    (rules.scope_comes_second, "def get(tx: Tx, vendor_id: str): ...", "get"),
    (rules.scope_comes_second, "def get(rt: Runtime): ...", "get"),
    (rules.scope_comes_second, "def get(scope: Scope, tx: Tx): ...", "get"),
    (rules.scope_comes_second, "def get(scope: Scope, *, tx: Tx): ...", "get"),
    (rules.scope_comes_second, "def get(transaction: Tx, scope: Scope): ...", "get"),
    (rules.scope_comes_second, "def get(runtime: 'Runtime', scope: Scope): ...", "get"),
    (rules.scope_comes_second, "async def get(tx, /, vendor_id): ...", "get"),
    (rules.scope_comes_second, "class Loader:\n    def load(self, tx, vendor_id): ...", "Loader.load"),
    (rules.scope_comes_second, "def outer(names):\n    def inner(tx, name): ...", "outer.inner"),
    (rules.computes_only, "import os", "os"),
    (rules.computes_only, "import os.path as where", "os"),
    (rules.computes_only, "from sqlalchemy import select", "sqlalchemy"),
    (rules.computes_only, "from vendorproof.db.engine import Tx", "vendorproof.db"),
    (rules.computes_only, "from vendorproof import db", "vendorproof.db"),
    (rules.computes_only, "from urllib import request", "urllib.request"),
    (rules.computes_only, "def f():\n    import httpx", "httpx"),
    (rules.computes_only, "def f():\n    return open('x')", "open"),
    (rules.computes_only, "def f():\n    return datetime.now(tz=UTC)", "datetime.now"),
    (rules.computes_only, "def f():\n    return datetime.date.today()", "datetime.date.today"),
    (rules.leaves_commits_alone, "def f(tx, scope):\n    tx.connection.commit()", "commit"),
    (rules.leaves_commits_alone, "with engine.begin() as connection: ...", "begin"),
    (rules.leaves_commits_alone, "tx.connection.execute(text(' commit; '))", " commit; "),
    (rules.leaves_commits_alone, "connection.exec_driver_sql('BEGIN IMMEDIATE')", "BEGIN IMMEDIATE"),
    (rules.leaves_environment_alone, "import os\nos.environ['HOME']", "environ"),
    (rules.leaves_environment_alone, "import os\nhome = os.getenv('HOME')", "environ"),
    (rules.leaves_environment_alone, "from os import environ", "environ"),
    (rules.leaves_environment_alone, "click.option('--url', envvar='VENDORPROOF_URL')", "environ"),
    (rules.fits_a_reader, "x = 1\n" * 401, "file"),
    (rules.fits_a_reader, "def f():\n" + "    x = 1\n" * 80, "f"),
    (rules.imports_at_the_top, "def f():\n    import json", "json"),
    (rules.imports_at_the_top, "class C:\n    async def f(self):\n        from a import b", "a.b"),
    (rules.addresses, "--find-links ../wheels", "--find-links"),
    (rules.addresses, "fastapi @ https" + "://files.example/fastapi.whl", "https" + "://"),
    (rules.private, f"load({HOME!r})", HOME[:7]),
    (rules.private, PRIVATE_KEY, PRIVATE_KEY),
    (rules.private, f"KEY={LIVE_KEY}", LIVE_KEY),
    (rules.private, CLOUD_KEY, CLOUD_KEY),
]

SOUND: list[tuple[Callable[[str], list[rules.Finding]], str]] = [
    (rules.scope_comes_second, "def get(tx: Tx, scope: Scope, vendor_id: str): ..."),
    (rules.scope_comes_second, "def receive(rt: Runtime, scope: Scope, *, name: str): ..."),
    (rules.scope_comes_second, "class Loader:\n    def load(self, tx, scope): ..."),
    (rules.scope_comes_second, "def fold(text: str) -> str: ..."),
    (rules.computes_only, "import datetime\nfrom urllib.parse import urlsplit\nfrom vendorproof.objects import Field"),
    (rules.computes_only, "import ostrich\nfrom timezones import known\nnow()\nplan.today()"),
    (rules.leaves_commits_alone, "with rt.db.write() as tx:\n    tx.connection.execute(text('SELECT 1'))"),
    (rules.leaves_commits_alone, "print('Commit this batch to see it in the list.')"),
    (rules.leaves_environment_alone, "import os\nos.replace('a', 'b')"),
    (rules.fits_a_reader, "x = 1\n" * 400),
    (rules.fits_a_reader, "def f():\n" + "    x = 1\n" * 79),
    (rules.imports_at_the_top, "import json\n\n\ndef f():\n    return json"),
    (rules.addresses, "fastapi==1.0 \\\n    --hash=sha256:00ff\n    # via -r requirements/runtime.in"),
    (rules.private, "https://example.com/home/ada, GET /work, src/root/x.py, ak_live_…, ak_live_" + "x" * 40),
]


@pytest.mark.parametrize(("rule", "sample", "what"), BROKEN)
def test_a_broken_sample_is_found(rule: Callable[[str], list[rules.Finding]], sample: str, what: str) -> None:
    assert [one.what for one in rule(sample)] == [what]


@pytest.mark.parametrize(("rule", "sample"), SOUND)
def test_a_sound_sample_passes(rule: Callable[[str], list[rules.Finding]], sample: str) -> None:
    assert rule(sample) == []


def test_every_rule_over_text_is_shown_a_broken_and_a_sound_sample() -> None:
    ours = {
        rule
        for _, rule in inspect.getmembers(rules, inspect.isfunction)
        if inspect.signature(rule).return_annotation == list[rules.Finding] and not rule.__name__.startswith("_")
    }
    assert {rule for rule, *_ in BROKEN} == ours
    assert {rule for rule, _ in SOUND} == ours


@pytest.mark.parametrize("path", ["src/vendorproof/utils.py", "tests/helpers/test_x.py", "src/common/x/y.py"])
def test_a_room_without_a_name_is_found(path: str) -> None:
    assert not rules.room_has_a_name(path)


def test_a_room_with_a_name_passes() -> None:
    assert rules.room_has_a_name("src/vendorproof/imports/mapping.py")


def test_lengths_count_from_def_to_the_last_line() -> None:
    assert rules.function_lengths("@decorated\ndef f(\n    a,\n):\n    return a\n\n\nasync def g(): ...\n") == [4, 1]


@pytest.mark.parametrize(("values", "expected"), [([7], 7), ([1] * 19 + [99], 1), ([1] * 18 + [99] * 2, 99)])
def test_percentile(values: list[int], expected: int) -> None:
    assert rules.percentile(values, 0.95) == expected


PYPROJECT = """[project]\ndependencies = ["fastapi>=1,<2", "uvloop; sys_platform != 'win32'"]"""


@pytest.mark.parametrize(
    ("listed", "differing"),
    [
        ("# ours\nfastapi >=1,<2  # the edge\nuvloop; sys_platform != 'win32'\n", []),
        ("fastapi>=1,<3\nuvloop; sys_platform != 'win32'\n", ["fastapi>=1,<2", "fastapi>=1,<3"]),
        ("uvloop; sys_platform != 'win32'\n", ["fastapi>=1,<2"]),
        ("fastapi>=1,<2\nuvloop; sys_platform != 'win32'\nhttpx\n", ["httpx"]),
    ],
)
def test_dependencies_in_one_list_only_are_found(listed: str, differing: list[str]) -> None:
    assert rules.dependencies_that_differ(PYPROJECT, listed) == differing


def test_two_pins_of_one_package_are_found() -> None:
    assert rules.pins_that_differ(["a==1 \\\n  --hash=x\nb==1 \\\n", "a==2 \\\nc==1\n"]) == ["a"]
    assert rules.pins_that_differ(["a==1 \\\n", "a==1 \\\n"]) == []


MODULES = {"vendorproof.imports.run", "vendorproof.cli", "vendorproof.imports", "vendorproof_client.retries"}


@pytest.mark.parametrize(
    "path",
    [
        "tests/imports/test_run.py",
        "tests/imports/test_run_replay.py",
        "tests/test_cli.py",
        "tests/test_imports.py",
        "tests/vendorproof_client/test_retries.py",
        "tests/journeys/test_first_day.py",
    ],
)
def test_a_test_file_in_its_place_passes(path: str) -> None:
    assert rules.tests_something(path, MODULES)


@pytest.mark.parametrize(
    "path",
    [
        "tests/imports/test_gone.py",
        "tests/imports/test_running.py",
        "tests/test_issue_17.py",
        "tests/vendorproof_client/test_run.py",
        "tests/records/test_run.py",
        "tests/imports/journeys/test_x.py",
    ],
)
def test_a_test_file_that_mirrors_nothing_is_found(path: str) -> None:
    assert not rules.tests_something(path, MODULES)
