"""`vendorproof organisations`, on both databases."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vendorproof.access import organisations
from vendorproof.cli.main import main
from vendorproof.db.engine import Database

Run = Callable[..., Result]


@pytest.fixture
def run(migrated_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("VENDORPROOF_DATABASE_URL", migrated_url)
    monkeypatch.setenv("VENDORPROOF_DATA_DIR", str(tmp_path))
    return lambda *words: CliRunner().invoke(main, ["organisations", *words])


def allowlists(url: str) -> list[tuple[str, ...]]:
    database = Database.connect(url)
    try:
        with database.read() as tx:
            return [one.allowlist for one in organisations.listing(tx)]
    finally:
        database.dispose()


def test_create_prints_the_id_alone_and_list_shows_it(run: Run) -> None:
    made = run("create", "--name", "Acme Risk")
    assert made.exit_code == 0
    assert made.stdout.startswith("cborg_")
    assert f"{made.stdout.strip()}  Acme Risk  from any address" in run("list").stdout


def test_a_blank_name_and_an_empty_database_are_told(run: Run) -> None:
    assert run("create", "--name", " ").exit_code == 2
    assert "keys create" in run("list").stderr


def test_allow_sets_and_lifts_the_allowlist_of_one_organisation(run: Run, migrated_url: str) -> None:
    first = run("create", "--name", "First").stdout.strip()
    second = run("create", "--name", "Second").stdout.strip()
    assert run("allow", "203.0.113.0/24", "2001:db8::/32", "--organisation", second).exit_code == 0
    assert allowlists(migrated_url) == [(), ("203.0.113.0/24", "2001:db8::/32")]
    assert run("allow", "--anywhere", "--organisation", second).exit_code == 0
    assert run("allow", "10.0.0.0/8").stderr.startswith(first)
    assert allowlists(migrated_url) == [("10.0.0.0/8",), ()]


@pytest.mark.parametrize(
    "words", [[], ["10.0.0.0/8", "--anywhere"], ["not-a-network"], ["10.0.0.0/8", "--organisation", "cborg_x"]]
)
def test_what_cannot_be_meant_is_refused_and_changes_nothing(run: Run, migrated_url: str, words: list[str]) -> None:
    run("create", "--name", "First")
    assert run("allow", *words).exit_code == 2
    assert allowlists(migrated_url) == [()]
