from pathlib import Path

import pytest
from click.testing import CliRunner

from vendorproof.cli.main import main


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("STORAGE_URL", "ftp://files", "does not begin with file:// or s3://"),
        ("STORAGE_URL", "s3://key:hunter2@bucket", "set VENDORPROOF_S3_ACCESS_KEY_ID"),
        ("SECRET_KEY", "hunter2", "it must have at least 16"),
        ("LLM_URL", "https://me:hunter2@models.example", "A key belongs in VENDORPROOF_LLM_KEY"),
        ("LLM_KEY", "hunter2\u2026", "characters that no key has"),
        ("LLM_MODEL", " ", "it has to name the model"),
    ],
)
def test_a_setting_that_cannot_be_used_is_a_sentence(
    variable: str, value: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VENDORPROOF_DATA_DIR", str(tmp_path))
    if variable.startswith("LLM_"):
        monkeypatch.setenv("VENDORPROOF_LLM_URL", "https://models.example/v1")
        monkeypatch.setenv("VENDORPROOF_LLM_MODEL", "m")
    monkeypatch.setenv(f"VENDORPROOF_{variable}", value)
    result = CliRunner().invoke(main, ["keys", "list"])
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: VENDORPROOF_{variable} ")
    assert said in result.stderr
    assert "hunter2" not in result.output


def test_what_asks_the_database_needs_no_bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENDORPROOF_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("VENDORPROOF_STORAGE_URL", "s3://bucket?endpoint=http://127.0.0.1:1")
    assert CliRunner().invoke(main, ["keys", "create", "--name", "test"]).exit_code == 0
