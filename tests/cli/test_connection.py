"""The client's commands without a server: on the configured database."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from vendorproof.cli.main import main


@pytest.fixture
def folder(migrated_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VENDORPROOF_DATABASE_URL", migrated_url)
    monkeypatch.setenv("VENDORPROOF_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "vendors.yaml").write_text(
        "report_name: Vendors\nbase_object: vendor\nmapping: {external_id: No, name: Name}\n"
    )
    (tmp_path / "vendors.csv").write_text("No,Name\n1,Acme\n2,\n")
    return tmp_path


def test_an_import_goes_to_the_configured_database(folder: Path) -> None:
    run = CliRunner().invoke
    assert run(main, ["keys", "create", "--name", "x"]).exit_code == 0
    assert run(main, ["reports", "apply", str(folder / "vendors.yaml")]).exit_code == 0
    result = run(main, ["import", str(folder / "vendors.csv"), "--report", "vendors"])
    assert result.exit_code == 1
    assert "created 1, updated 0, unchanged 0, refused 1" in result.output
    again = run(main, ["import", str(folder / "vendors.csv"), "--report", "vendors"])
    assert "created 0, updated 0, unchanged 1, refused 1" in again.output


def test_a_file_comes_back_from_where_it_went(folder: Path) -> None:
    """Its download link leads to the server of the command, which listens elsewhere than the settings say."""
    run = CliRunner().invoke
    run(main, ["keys", "create", "--name", "x"])
    run(main, ["reports", "apply", str(folder / "vendors.yaml")])
    run(main, ["import", str(folder / "vendors.csv"), "--report", "vendors"])
    file = folder / "policy.md"
    file.write_text("Access is reviewed.")
    sent = run(main, ["documents", "upload", str(file), "--vendor", "Acme"])
    assert sent.exit_code == 0, sent.output
    got = run(main, ["documents", "download", "--vendor", "Acme", "--to", str(folder / "down")])
    assert got.exit_code == 0, got.output
    assert (folder / "down" / "policy.md").read_text() == "Access is reviewed."


def test_the_key_made_for_a_command_is_revoked_after_it(folder: Path) -> None:
    run = CliRunner().invoke
    run(main, ["keys", "create", "--name", "x"])
    assert run(main, ["reports", "list"]).exit_code == 0
    listed = run(main, ["keys", "list"]).stdout
    line = next(one for one in listed.splitlines() if "command line" in one)
    assert "revoked" in line


def test_an_empty_database_is_told_with_the_way_out(folder: Path) -> None:
    result = CliRunner().invoke(main, ["reports", "list"])
    assert result.exit_code == 2
    assert "keys create" in result.output


def test_half_a_server_is_not_taken_for_the_database(folder: Path) -> None:
    result = CliRunner().invoke(main, ["reports", "list", "--key", "ak_live_x"])
    assert result.exit_code == 2
    assert "--url" in result.output
