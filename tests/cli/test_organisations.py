"""`vendorproof organisations`, on both databases."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vendorproof.access import organisations
from vendorproof.cli.main import main
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Database
from vendorproof.documents.llm import allowance

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


def test_llm_is_off_until_it_is_switched_on_with_an_allowance(run: Run) -> None:
    first = run("create", "--name", "First").stdout.strip()
    assert run("llm", first).stdout == f"{first}  off, 0 tokens a month; no model is set (VENDORPROOF_LLM_URL)\n"
    refused = run("llm", first, "--on")
    assert (refused.exit_code, "--monthly-tokens" in refused.stderr) == (2, True)
    assert "  off, 0 tokens" in run("llm", first).stdout
    assert "  on, 2,000,000 tokens" in run("llm", first, "--on", "--monthly-tokens", "2000000").stdout
    assert "  on, 5 tokens" in run("llm", first, "--monthly-tokens", "5").stdout
    assert "  off, 5 tokens" in run("llm", first, "--off").stdout
    assert "  off, 5 tokens" in run("llm", first).stdout


def test_llm_shows_what_was_used_month_by_month(run: Run, migrated_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (run("create", "--name", name).stdout.strip() for name in ("First", "Second"))
    run("llm", first, "--on", "--monthly-tokens", "100000")
    database = Database.connect(migrated_url)
    with database.write() as tx:
        month = allowance.reserve(tx, Scope(first), 1234)
        allowance.count(tx, Scope(first), kept=3, dropped=1)
    database.dispose()
    monkeypatch.setenv("VENDORPROOF_LLM_URL", "https://models.example/v1")
    monkeypatch.setenv("VENDORPROOF_LLM_MODEL", "m")
    assert run("llm", first).stdout.splitlines() == [
        f"{first}  on, 100,000 tokens a month",
        f"{month}  1 requests, 1,234 tokens, 3 facts kept, 1 dropped",
    ]
    assert run("llm", second).stdout == f"{second}  off, 0 tokens a month\n"


@pytest.mark.parametrize("words", [[], ["cborg_x"], ["cborg_x", "--on", "--monthly-tokens", "1"]])
def test_llm_of_no_organisation(run: Run, words: list[str]) -> None:
    run("create", "--name", "First")
    assert run("llm", *words).exit_code == 2


def test_an_allowance_below_nought_is_refused(run: Run) -> None:
    first = run("create", "--name", "First").stdout.strip()
    assert run("llm", first, "--monthly-tokens", "-1").exit_code == 2
    assert "  off, 0 tokens" in run("llm", first).stdout
