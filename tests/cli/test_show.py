"""`vendorproof settings`."""

from dataclasses import fields

import pytest
from click.testing import CliRunner

from vendorproof.cli.main import main
from vendorproof.config import Settings


def test_every_setting_is_listed_with_its_sentence() -> None:
    shown = CliRunner().invoke(main, ["settings"]).stdout
    for one in fields(Settings):
        assert f"VENDORPROOF_{one.name.upper()}=" in shown
        assert one.metadata["sentence"] in shown


def test_a_secret_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENDORPROOF_DATABASE_URL", "postgresql://risk:hunter2@db/risk")
    shown = CliRunner().invoke(main, ["settings"]).output
    assert "hunter2" not in shown
    assert "VENDORPROOF_DATABASE_URL=(set)" in shown


def test_a_bad_setting_is_named_with_what_would_be_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENDORPROOF_PORT", "eighty")
    result = CliRunner().invoke(main, ["settings"])
    assert result.exit_code == 2
    assert "VENDORPROOF_PORT is 'eighty'; it must be a whole number." in result.stderr


def test_a_word_that_is_none_of_those_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENDORPROOF_LLM_API", "OpenAI")
    result = CliRunner().invoke(main, ["settings"])
    assert result.exit_code == 2
    assert "VENDORPROOF_LLM_API is 'OpenAI'; it must be openai or anthropic." in result.stderr
    monkeypatch.setenv("VENDORPROOF_LLM_API", "anthropic")
    assert "VENDORPROOF_LLM_API=anthropic" in CliRunner().invoke(main, ["settings"]).stdout
