from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.fixtures.importing import VENDOR, Importer
from vendorproof.core.errors import (
    Fault,
    ImportReportDisabled,
    ImportReportNotFound,
    InsufficientScope,
    InvalidRequest,
    SlugTaken,
)
from vendorproof.core.paging import PageRequest
from vendorproof.db.tables import import_report_version
from vendorproof.imports import reports
from vendorproof.imports.reports import Draft, Report


def _create(importer: Importer, **draft: object) -> Report:
    wanted = {"report_name": "ERP vendors", "base_object": "vendor", "mapping": VENDOR, **draft}
    with importer.rt.db.write() as tx:
        return reports.create(tx, importer.scope, Draft(**wanted))  # type: ignore[arg-type]


def _faults(importer: Importer, **draft: object) -> list[Fault]:
    with pytest.raises(InvalidRequest) as refused:
        _create(importer, **draft)
    return list(refused.value.faults)


def _versions(importer: Importer, report: Report) -> dict[int, dict[str, object]]:
    with importer.rt.db.read() as tx:
        rows = tx.connection.execute(
            select(import_report_version).where(import_report_version.c.report_id == report.report_id)
        )
        return {row.version: row.mapping for row in rows}


def test_a_report_is_kept_as_it_was_made(importer: Importer) -> None:
    made = _create(
        importer, options={"blank": "clear"}, mapping={**VENDOR, "tier": {"source": "T", "default": "tier_4"}}
    )
    with importer.rt.db.read() as tx:
        assert reports.get(tx, importer.scope, made.report_id) == made
        assert reports.by_slug(tx, importer.scope, "erp-vendors") == made
    assert (made.version, made.enabled, made.created_at) == (1, True, importer.clock.at)
    assert made.report_id.startswith("cbimprt_")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Vendors (SAP, nightly)", "vendors-sap-nightly"),
        ("Zürich – Größen", "zurich-grossen"),
        ("  a  ", "a"),
        ("x" * 300, "x" * 100),
        ("a" * 99 + " b", "a" * 99),
    ],
)
def test_the_slug_defaults_to_the_slugified_name(importer: Importer, name: str, slug: str) -> None:
    assert _create(importer, report_name=name).slug == slug


def test_a_name_without_letters_needs_a_slug(importer: Importer) -> None:
    assert [one.loc for one in _faults(importer, report_name="仕入先")] == [("body", "slug")]
    assert _create(importer, report_name="仕入先", slug="suppliers").slug == "suppliers"


@pytest.mark.parametrize("slug", ["", "A", "a_b", "-a", "a-", "a b", "ä", "x" * 101, "a/b", "a\n"])
def test_a_bad_slug_is_named(importer: Importer, slug: str) -> None:
    assert ("body", "slug") in [one.loc for one in _faults(importer, slug=slug)]


def test_a_slug_is_taken_once_in_an_organisation(importer: Importer, neighbour: Importer) -> None:
    first = _create(importer)
    with pytest.raises(SlugTaken):
        _create(importer)
    _create(neighbour)
    other = _create(importer, slug="other")
    with pytest.raises(SlugTaken):
        importer.change(other, slug=first.slug)
    assert importer.change(first, slug=first.slug) == first


@pytest.mark.parametrize("name", [None, "", "  "])
def test_a_report_has_a_name(importer: Importer, name: str | None) -> None:
    assert ("body", "report_name") in [one.loc for one in _faults(importer, report_name=name)]


@pytest.mark.parametrize("base_object", [None, "", "Vendor", "user", "document"])
def test_an_unknown_base_object_lists_the_known_ones(importer: Importer, base_object: str | None) -> None:
    (fault,) = _faults(importer, base_object=base_object)
    assert (fault.loc, fault.type) == (("body", "base_object"), "unknown_base_object")
    assert fault.msg == "must be one of vendor, service, assessment"


def test_all_faults_come_at_once(importer: Importer) -> None:
    found = _faults(importer, report_name=" ", slug="Bad Slug", mapping={"nonsense": "x"}, options={"odd": 1})
    assert {one.loc for one in found} == {
        ("body", "report_name"), ("body", "slug"), ("body", "mapping", "nonsense"), ("body", "mapping", "external_id"),
        ("body", "mapping", "name"), ("body", "options", "odd"),
    }  # fmt: skip


def test_the_organisation_s_own_fields_and_words_count(importer: Importer, neighbour: Importer) -> None:
    importer.custom_field("vendor", "region", "select", "EMEA")
    importer.status("vendor", "Frozen")
    mapping = {
        **VENDOR,
        "custom.region": {"source": "r", "value_map": {"Europe": "EMEA"}},
        "status": {"source": "s", "value_map": {"x": "frozen"}},
    }
    _create(importer, mapping=mapping)
    assert {one.loc[2] for one in _faults(neighbour, mapping=mapping)} == {"custom.region", "status"}


def test_a_changed_mapping_or_option_is_a_new_version_and_a_changed_name_is_not(importer: Importer) -> None:
    report = _create(importer)
    importer.clock.at += 5
    renamed = importer.change(report, report_name="Renamed", enabled=False)
    assert (renamed.version, renamed.slug, renamed.enabled, renamed.updated_at - report.created_at) == (
        1,
        report.slug,
        False,
        5,
    )
    remapped = importer.change(report, mapping={**VENDOR, "website": "web"})
    assert (remapped.version, remapped.slug, remapped.report_name) == (2, report.slug, "Renamed")
    assert importer.change(report, options={"blank": "clear"}).version == 3
    assert _versions(importer, report) == {1: VENDOR, 2: {**VENDOR, "website": "web"}, 3: {**VENDOR, "website": "web"}}


def test_a_change_that_changes_nothing_is_none(importer: Importer) -> None:
    report = _create(importer)
    importer.clock.at += 5
    assert importer.change(report, mapping=dict(VENDOR), report_name="ERP vendors", enabled=True, options={}) == report
    assert importer.change(report) == report


def test_a_report_s_base_object_stays(importer: Importer) -> None:
    report = _create(importer)
    with pytest.raises(InvalidRequest) as refused:
        importer.change(report, base_object="service")
    assert [one.loc for one in refused.value.faults] == [("body", "base_object")]
    assert importer.change(report, base_object="vendor") == report


@pytest.mark.parametrize(
    "draft", [{"report_name": " "}, {"slug": "Bad"}, {"mapping": {"name": "n"}}, {"mapping": []}, {"options": []}]
)
def test_a_bad_change_changes_nothing(importer: Importer, draft: dict[str, object]) -> None:
    report = _create(importer)
    with pytest.raises(InvalidRequest):
        importer.change(report, **draft)
    with importer.rt.db.read() as tx:
        assert reports.get(tx, importer.scope, report.report_id) == report


def test_a_report_can_be_changed_although_a_custom_field_of_it_is_gone(importer: Importer) -> None:
    field_id = importer.custom_field("vendor", "region", "string")
    report = _create(importer, mapping={**VENDOR, "custom.region": "r"})
    importer.archive_custom_field(field_id)
    assert importer.change(report, enabled=False).enabled is False


def test_an_archived_report_is_gone_and_its_slug_is_free(importer: Importer) -> None:
    report = _create(importer)
    with importer.rt.db.write() as tx:
        assert reports.archive(tx, importer.scope, report.report_id) == importer.clock.at
    with importer.rt.db.read() as tx:
        with pytest.raises(ImportReportNotFound):
            reports.get(tx, importer.scope, report.report_id)
        with pytest.raises(ImportReportNotFound):
            reports.by_slug(tx, importer.scope, report.slug)
        assert reports.listing(tx, importer.scope, PageRequest()).rows == []
    with importer.rt.db.write() as tx, pytest.raises(ImportReportNotFound):
        reports.archive(tx, importer.scope, report.report_id)
    assert _create(importer).slug == report.slug


def test_reports_are_listed_newest_first_page_by_page(importer: Importer, neighbour: Importer) -> None:
    made = [_create(importer, slug=f"r{at}").report_id for at in range(5)]
    _create(neighbour)
    with importer.rt.db.read() as tx:
        first = reports.listing(tx, importer.scope, PageRequest(limit=2))
        second = reports.listing(tx, importer.scope, PageRequest(limit=2, cursor=first.next_cursor))
        last = reports.listing(tx, importer.scope, PageRequest(limit=2, offset=4))
    assert [one.report_id for one in (*first.rows, *second.rows, *last.rows)] == made[::-1]
    assert (first.total, last.next_cursor) == (5, None)


def test_another_organisation_s_report_is_as_unknown_as_none(importer: Importer, neighbour: Importer) -> None:
    report = _create(importer)
    with neighbour.rt.db.write() as tx:
        for asked in (report.report_id, "cbimprt_0"):
            with pytest.raises(ImportReportNotFound):
                reports.get(tx, neighbour.scope, asked)
            with pytest.raises(ImportReportNotFound):
                reports.archive(tx, neighbour.scope, asked)


def test_a_key_bound_to_reports_posts_to_these_only(importer: Importer) -> None:
    mine, other = _create(importer), _create(importer, slug="other")
    bound = replace(importer.scope, import_reports=frozenset({mine.report_id}))
    with importer.rt.db.read() as tx:
        assert reports.open_for_import(tx, bound, mine.slug)[0] == mine
        with pytest.raises(InsufficientScope, match="may not post to this import report"):
            reports.open_for_import(tx, bound, other.slug)


def test_an_unknown_report_is_not_found_whatever_the_key_may(importer: Importer) -> None:
    with importer.rt.db.read() as tx, pytest.raises(ImportReportNotFound):
        reports.open_for_import(tx, replace(importer.scope, import_reports=frozenset()), "no-such")


def test_a_disabled_report_is_said_to_be_disabled(importer: Importer) -> None:
    report = _create(importer, enabled=False)
    with importer.rt.db.read() as tx, pytest.raises(ImportReportDisabled, match=report.slug):
        reports.open_for_import(tx, importer.scope, report.slug)


def test_a_mapping_is_made_ready_once_as_long_as_nothing_changes(importer: Importer) -> None:
    report = _create(importer, mapping={**VENDOR, "status": "s"})

    def ready(of: Report) -> object:
        with importer.rt.db.read() as tx:
            return reports.compiled(tx, importer.scope, of)

    first = ready(report)
    assert ready(report) is first
    assert ready(importer.change(report, report_name="Renamed")) is first
    importer.status("vendor", "Frozen")
    second = ready(report)
    assert second is not first
    assert ready(importer.change(report, mapping={**VENDOR, "status": "t"})) is not second


def test_a_word_that_is_gone_is_the_affair_of_the_records_that_have_it(importer: Importer) -> None:
    status_id = importer.status("vendor", "Frozen")
    mapping = {**VENDOR, "status": {"source": "s", "value_map": {"cold": "Frozen", "warm": "active"}}}
    report = _create(importer, mapping=mapping)
    importer.rename_status(status_id, "On ice")
    summary = importer.send(
        report, {"id": "V1", "name": "Ash", "s": "warm"}, {"id": "V2", "name": "Oak", "s": "cold"}
    ).summary
    assert (summary.created_count, [one.field for one in summary.errors]) == (1, ["status"])
    assert "Frozen" in summary.errors[0].message
    assert importer.change(report, enabled=False).enabled is False


def test_a_constant_that_is_gone_stops_the_report_in_words(importer: Importer) -> None:
    status_id = importer.status("vendor", "Frozen")
    report = _create(importer, mapping={**VENDOR, "status": {"constant": "Frozen"}})
    importer.rename_status(status_id, "On ice")
    with pytest.raises(InvalidRequest) as refused:
        importer.send(report, {"id": "V1", "name": "Ash"})
    assert [one.loc for one in refused.value.faults] == [("body", "mapping", "status")]
    assert "Frozen" in refused.value.faults[0].msg
