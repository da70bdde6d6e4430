"""Every file of the import corpus through a running server, under its gold mapping, on both databases."""

import pytest
from openpyxl import load_workbook

from tests.fixtures import contents
from tests.fixtures.servers import Tenant
from tests.journeys import corpus
from tests.journeys.careful import CAREFUL, LEFT
from tests.journeys.corpus import Outcome, Sheet

SHEETS = corpus.sheets()
WITHOUT = pytest.param(None, marks=pytest.mark.skip(reason=corpus.ABSENT), id="no corpus")
LISTS = {"vendor": "/v1/vendors", "service": "/v1/services", "assessment": "/v1/assessments"}

each_sheet = pytest.mark.parametrize("sheet", SHEETS or [WITHOUT], ids=lambda one: one.slug if one else None)
each_look = pytest.mark.parametrize("careful", [False, True], ids=["bare", "careful"])


@each_sheet
@each_look
def test_a_public_file_is_imported_once_and_found_unchanged_ever_after(
    tenant: Tenant, sheet: Sheet, *, careful: bool
) -> None:
    """«received = created + updated + failed»; «a match whose fields all held already counts as `updated`, with
    `changed: false`; nothing is written for it».
    """
    outcome, slug = corpus.bring_in(tenant, sheet, careful=careful)
    _counts_add_up(outcome)
    _every_refusal_says_what_and_where(outcome, sheet, careful=careful)
    _what_was_sent_is_stored(tenant, outcome)
    before = contents.inventory(tenant.server.database_url, tenant.organisation_id)
    again = tenant.send(slug, sheet.records())
    assert contents.inventory(tenant.server.database_url, tenant.organisation_id) == before
    assert (again["created_count"], again["errors"]) == (0, outcome.summary["errors"])
    assert again["updated_count"] == again["unchanged_count"] == outcome.summary["created_count"]
    assert [one["changed"] for one in again["results"]] == [False] * len(again["results"])


@pytest.mark.skipif(not SHEETS, reason=corpus.ABSENT)
def test_a_second_look_is_taken_only_at_files_that_are_there() -> None:
    assert CAREFUL.keys() | LEFT.keys() <= {one.name for one in SHEETS}


@pytest.mark.skipif(not SHEETS, reason=corpus.ABSENT)
def test_no_row_is_lost_on_the_way_into_a_batch() -> None:
    """By counts that our reader had no part in: the corpus's own list, and another reader of workbooks."""
    told = corpus.rows_told()
    for sheet in SHEETS:
        if sheet.path.suffix == ".xlsx":
            told[sheet.name] = load_workbook(sheet.path).worksheets[0].max_row - 1
    assert {one.name: len(one.records()) for one in SHEETS} == told


def _counts_add_up(outcome: Outcome) -> None:
    told = outcome.summary
    assert told["received_count"] == outcome.rows == len(outcome.sheet.records())
    assert told["received_count"] == told["created_count"] + told["updated_count"] + told["failed_count"]
    assert len(told["results"]) == told["created_count"] + told["updated_count"]
    assert len({error["index"] for error in told["errors"]}) == told["failed_count"]
    assert told["updated_count"] == 0


def _every_refusal_says_what_and_where(outcome: Outcome, sheet: Sheet, *, careful: bool) -> None:
    for error in outcome.summary["errors"]:
        assert error["field"] in sheet.mapping(careful=careful)
        assert error["source"] in {*sheet.gold.values(), corpus.NO_SUCH_COLUMN}
        assert error["value"] or error["error_code"] == "missing_required_field"
        assert error["message"]
    if careful:
        assert outcome.summary["failed_count"] == LEFT.get(sheet.name, 0)


def _what_was_sent_is_stored(tenant: Tenant, outcome: Outcome) -> None:
    sheet = outcome.sheet
    refused = {error["index"] for error in outcome.summary["errors"]}
    mapping = sheet.mapping(careful=False)
    key, name = mapping["external_id"], mapping.get("name")
    sent = {
        _trimmed(one[key]): _trimmed(one[name]) if name else None
        for index, one in enumerate(sheet.records())
        if index not in refused
    }
    stored = {one["external_id"]: one["name"] if name else None for one in tenant.all(LISTS[sheet.base_object])}
    assert stored == sent


def _trimmed(cell: object) -> str:
    return str(cell).strip()
