"""`reports`: apply, list, show, export over HTTP."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.vendorproof_client.wire import Wire

Run = Callable[..., Result]

REPORT = """\
report_name: Vendors from SAP
slug: sap-vendors
base_object: vendor
mapping:
  external_id: LIFNR
  name: NAME1
  tier:
    source: Stufe
    value_map:
      A: tier_1
options:
  blank: clear
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sap.yaml"
    path.write_text(REPORT)
    return path


def test_a_report_is_made_then_left_alone(wire: Wire, run: Run, file: Path) -> None:
    assert run("reports", "apply", file).stdout == f"sap-vendors: created, cbimprt_{0:032x}\n"
    assert run("reports", "apply", file).stdout == "sap-vendors: unchanged\n"
    assert len(wire.reports) == 1
    assert wire.reports[0]["mapping"]["tier"] == {"source": "Stufe", "value_map": {"A": "tier_1"}}
    assert [request.method for request in wire.requests].count("PATCH") == 0


def test_a_change_is_sent_alone_and_said_in_full(wire: Wire, run: Run, file: Path) -> None:
    run("reports", "apply", file)
    changed = (
        REPORT.replace("name: NAME1", "name: NAME2").replace("  external_id: LIFNR\n", "").replace("clear", "keep")
    )
    file.write_text(changed + "enabled: false\n")
    result = run("reports", "apply", file)
    assert result.stdout == (
        "sap-vendors: changed, version 2\n"
        "  mapping.name: NAME1 → NAME2\n"
        "  mapping.external_id: LIFNR → nothing\n"
        "  options.blank: clear → keep\n"
        "  enabled: true → false\n"
    )
    assert set(wire.requests[-1].body) == {"mapping", "options", "enabled"}


def test_options_that_the_file_leaves_out_are_kept(wire: Wire, run: Run, file: Path) -> None:
    run("reports", "apply", file)
    wire.reports[0]["options"] = {"blank": "clear", "null_words": ["-"]}
    assert run("reports", "apply", file).stdout == "sap-vendors: unchanged\n"


def test_a_report_without_a_slug_is_found_by_its_name(wire: Wire, run: Run, file: Path) -> None:
    file.write_text(REPORT.replace("slug: sap-vendors\n", ""))
    assert "vendors-from-sap: created" in run("reports", "apply", file).stdout
    assert run("reports", "apply", file).stdout == "vendors-from-sap: unchanged\n"
    wire.reports.append({**wire.reports[0], "slug": "other"})
    result = run("reports", "apply", file)
    assert result.exit_code == 2
    assert "2 reports are called Vendors from SAP: give the slug." in result.stderr


def test_every_fault_of_a_mapping_is_listed(run: Run, file: Path) -> None:
    file.write_text(REPORT.replace("  name:", "  colour: x\n  name:"))
    result = run("reports", "apply", file)
    assert result.exit_code == 2
    assert "422, 2 faults:\n  mapping.colour: unknown target\n  mapping.colour: unknown target\n" in result.stderr


def test_no_file_is_applied_if_one_is_faulty(wire: Wire, run: Run, file: Path, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.yaml"
    faulty.write_text("slug: a\nslug: b\n")
    assert run("reports", "apply", file, faulty).exit_code == 2
    assert wire.requests == []


def test_what_is_exported_applies_unchanged(wire: Wire, run: Run, file: Path) -> None:
    run("reports", "apply", file)
    exported = run("reports", "export", "sap-vendors").stdout
    assert exported == REPORT + "enabled: true\n"
    file.write_text(exported)
    assert run("reports", "apply", file).stdout == "sap-vendors: unchanged\n"


def test_reports_are_listed_and_shown(wire: Wire, run: Run, file: Path) -> None:
    run("reports", "apply", file)
    wire.reports.append(
        {**wire.reports[0], "slug": "b", "report_name": "B", "base_object": "assessment", "enabled": False}
    )
    assert run("reports", "list").stdout == (
        "sap-vendors  vendor      v1  Vendors from SAP\nb            assessment  v1  B (disabled)\n"
    )
    assert run("reports", "show", "sap-vendors").stdout == (
        f"Vendors from SAP (vendor, version 1, cbimprt_{0:032x})\n"
        "POST /v1/import/sap-vendors\n"
        "  external_id ← LIFNR\n"
        "  name ← NAME1\n"
        '  tier ← {"source": "Stufe", "value_map": {"A": "tier_1"}}\n'
        'Options: {"blank": "clear"}\n'
    )


def test_an_empty_list_prints_nothing(run: Run) -> None:
    result = run("reports", "list")
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize("command", ["show", "export"])
def test_a_report_that_is_not_there_is_named(run: Run, command: str) -> None:
    result = run("reports", command, "nope")
    assert result.exit_code == 2
    assert "no report with the slug nope" in result.stderr
