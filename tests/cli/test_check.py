"""`vendorproof check`: the same verdicts as an import, and nothing written."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from vendorproof.cli.main import main

REPORT = """
report_name: ERP vendors
base_object: vendor
mapping:
  external_id: No
  name: Name
  next_assessment_date: {source: Next, date_format: DD/MM/YYYY}
"""
GOOD = "No,Name,Next\n001,Acme,31/12/2026\n002,Bolt,01/02/2027\n"
BAD = "No,Name,Next\n001,Acme,31/12/2026\n002,,12/31/2026\n001,Again,\n"


@pytest.fixture
def folder(migrated_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VENDORPROOF_DATABASE_URL", migrated_url)
    monkeypatch.setenv("VENDORPROOF_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "report.yaml").write_text(REPORT)
    (tmp_path / "good.csv").write_text(GOOD)
    (tmp_path / "bad.csv").write_text(BAD)
    return tmp_path


def check(file: Path, report: object, *more: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["check", str(file), "--report", str(report), *more])
    return result.exit_code, result.output


def test_a_good_file_is_0_and_a_bad_one_1(folder: Path) -> None:
    assert check(folder / "good.csv", folder / "report.yaml")[0] == 0
    code, said = check(folder / "bad.csv", folder / "report.yaml")
    assert code == 1
    assert "name is required, but Name is blank" in said
    assert "12/31/2026" in said
    assert "already sent in record 0" in said


def test_the_refused_are_written_where_asked(folder: Path) -> None:
    target = folder / "out.csv"
    check(folder / "bad.csv", folder / "report.yaml", "--refused", str(target))
    lines = target.read_text("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["No", "002", "001"]


def test_a_file_that_is_not_there_and_a_report_that_is_wrong_are_2(folder: Path) -> None:
    assert check(folder / "none.csv", folder / "report.yaml")[0] == 2
    (folder / "wrong.yaml").write_text("report_name: X\nbase_object: vendor\nmapping: {nmae: Name}\n")
    code, said = check(folder / "good.csv", folder / "wrong.yaml")
    assert code == 2
    assert "did you mean name?" in said
    assert "the required target external_id is not mapped" in said


def test_a_report_of_the_database_looks_references_up_and_writes_nothing(folder: Path) -> None:
    run = CliRunner().invoke
    assert run(main, ["keys", "create", "--name", "x"]).exit_code == 0
    (folder / "services.yaml").write_text(
        "report_name: Services\nbase_object: service\nmapping: {external_id: Id, name: Name, vendor: Vendor}\n"
    )
    assert run(main, ["reports", "apply", str(folder / "report.yaml"), str(folder / "services.yaml")]).exit_code == 0
    (folder / "services.csv").write_text("Id,Name,Vendor\nS1,Payroll,001\n")
    code, said = check(folder / "services.csv", "services")
    assert code == 1
    assert 'no vendor has the id or external_id "001"' in said
    assert run(main, ["import", str(folder / "good.csv"), "--report", "erp-vendors"]).exit_code == 0
    assert check(folder / "services.csv", "services")[0] == 0
    assert check(folder / "services.csv", "nosuch")[0] == 2


def test_a_check_against_yaml_says_that_references_were_not_looked_up(folder: Path) -> None:
    (folder / "services.yaml").write_text(
        "report_name: Services\nbase_object: service\nmapping: {external_id: Id, name: Name, vendor: Vendor}\n"
    )
    (folder / "services.csv").write_text("Id,Name,Vendor\nS1,Payroll,001\n")
    code, said = check(folder / "services.csv", folder / "services.yaml")
    assert code == 0
    assert "not looked up" in said
