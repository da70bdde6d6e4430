"""`vendorproof keys`, on both databases."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vendorproof.access import keys
from vendorproof.cli.main import main
from vendorproof.core.errors import InvalidKey
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Database

Run = Callable[..., Result]


@pytest.fixture
def run(migrated_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("VENDORPROOF_DATABASE_URL", migrated_url)
    monkeypatch.setenv("VENDORPROOF_DATA_DIR", str(tmp_path))
    return lambda *words: CliRunner().invoke(main, [*words])


def opens(url: str, secret: str) -> Scope:
    database = Database.connect(url)
    try:
        with database.read() as tx:
            return keys.authenticate(tx, secret, "", None)
    finally:
        database.dispose()


def made(result: Result) -> tuple[str, str]:
    """(id, secret)"""
    assert result.exit_code == 0, result.output
    found = re.search(r"cbkey_[0-9a-f]{32}", result.stderr)
    assert found
    return found[0], result.stdout.strip()


def test_create_prints_the_secret_alone_and_makes_the_first_organisation(run: Run, migrated_url: str) -> None:
    result = run("keys", "create", "--name", "erp")
    _, secret = made(result)
    assert result.stdout == secret + "\n"
    assert opens(migrated_url, secret).key_name == "erp"
    _, second = made(run("keys", "create", "--name", "cmdb"))
    assert opens(migrated_url, second).organisation_id == opens(migrated_url, secret).organisation_id


def test_create_narrows_a_key(run: Run, migrated_url: str) -> None:
    _, secret = made(
        run("keys", "create", "--name", "auditor", "--scope", "audit:read", "--read-only", "--expires-in", "90d")
    )
    scope = opens(migrated_url, secret)
    assert (scope.read_only, scope.grants) == (True, frozenset({"audit:read"}))


@pytest.mark.parametrize("lifetime", ["0d", "5y", "soon", "-1d"])
def test_a_lifetime_that_is_none_is_refused(run: Run, lifetime: str) -> None:
    result = run("keys", "create", "--name", "x", f"--expires-in={lifetime}")
    assert result.exit_code == 2
    assert "90d" in result.stderr


def test_a_blank_name_is_refused(run: Run) -> None:
    result = run("keys", "create", "--name", "  ")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "must not be blank" in result.stderr


def test_list_shows_state_and_never_a_secret(run: Run) -> None:
    key_id, secret = made(run("keys", "create", "--name", "erp"))
    run("keys", "revoke", key_id)
    result = run("keys", "list")
    assert key_id in result.stdout
    assert "revoked" in result.stdout
    assert secret not in result.output


def test_list_on_an_empty_database_says_how_to_make_one(run: Run) -> None:
    result = run("keys", "list")
    assert result.exit_code == 2
    assert "keys create" in result.stderr


def test_rotate_replaces_the_secret_at_once(run: Run, migrated_url: str) -> None:
    key_id, old = made(run("keys", "create", "--name", "erp"))
    same_id, new = made(run("keys", "rotate", key_id))
    assert same_id == key_id
    assert opens(migrated_url, new).key_id == key_id
    with pytest.raises(InvalidKey):
        opens(migrated_url, old)


def test_revoke_ends_a_key_and_may_be_repeated(run: Run, migrated_url: str) -> None:
    key_id, secret = made(run("keys", "create", "--name", "erp"))
    assert run("keys", "revoke", key_id).exit_code == 0
    assert run("keys", "revoke", key_id).exit_code == 0
    with pytest.raises(InvalidKey):
        opens(migrated_url, secret)


def test_an_unknown_key_is_told_in_a_sentence(run: Run) -> None:
    made(run("keys", "create", "--name", "erp"))
    result = run("keys", "revoke", "cbkey_nosuch")
    assert result.exit_code == 2
    assert "API key not found" in result.stderr
