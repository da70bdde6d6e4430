import pytest

from tests.fixtures.importing import Importer
from vendorproof.records import resolve
from vendorproof.records.resolve import Match


def _match(importer: Importer, base_object: str, name: str, *, by_name: bool = False) -> Match:
    with importer.rt.db.read() as tx:
        return resolve.records(tx, importer.scope, base_object, [name], by_name=by_name)[name]


def test_a_record_is_known_by_its_id_and_by_its_external_id(importer: Importer) -> None:
    vendor_id = importer.vendors("V1")["V1"]
    service_id = importer.services("V1", "S1")["S1"]
    for name in (vendor_id, "V1"):
        assert _match(importer, "vendor", name).record_id == vendor_id
    for name in (service_id, "S1"):
        assert _match(importer, "service", name) == Match(service_id, vendor_id)


@pytest.mark.parametrize(
    "name", ["v1", "V1 ", "V 1", "V", "cbvndr_", "cbvndr_00000000000000000000000000000000", "Vendor V1", "'", "%"]
)
def test_nothing_is_guessed(importer: Importer, name: str) -> None:
    importer.vendors("V1")
    found = _match(importer, "vendor", name)
    assert found.record_id is None
    assert found.reason == f'no vendor has the id or external_id "{name}"'


def test_a_name_counts_only_where_the_report_says_so_and_only_when_exact(importer: Importer) -> None:
    vendor_id = importer.vendors("V1")["V1"]
    assert _match(importer, "vendor", "Vendor V1", by_name=True).record_id == vendor_id
    assert _match(importer, "vendor", "vendor v1", by_name=True).record_id is None
    assert "exact name" in _match(importer, "vendor", "vendor v1", by_name=True).reason


def test_a_name_that_several_records_have_resolves_to_none_of_them_and_names_them(importer: Importer) -> None:
    report = importer.report("vendor", {"external_id": "id", "name": "name"})
    importer.taken(report, *({"id": str(one), "name": "Ash"} for one in range(5)))
    found = _match(importer, "vendor", "Ash", by_name=True)
    assert found.record_id is None
    assert "several vendors" in found.reason
    assert sum(row["id"] in found.reason for row in importer.stored("vendor").values()) == 3


def test_one_record_s_external_id_is_another_one_s_name(importer: Importer) -> None:
    report = importer.report("vendor", {"external_id": "id", "name": "name"})
    importer.taken(report, {"id": "Ash", "name": "Birch"}, {"id": "V2", "name": "Ash"})
    assert _match(importer, "vendor", "Ash").record_id == importer.stored("vendor")["Ash"]["id"]
    assert "several vendors" in _match(importer, "vendor", "Ash", by_name=True).reason


def test_a_record_that_matches_in_two_ways_is_still_one(importer: Importer) -> None:
    report = importer.report("vendor", {"external_id": "id", "name": "id"})
    importer.taken(report, {"id": "Ash"})
    assert _match(importer, "vendor", "Ash", by_name=True).record_id == importer.stored("vendor")["Ash"]["id"]


def test_an_archived_record_is_not_pointed_at(importer: Importer) -> None:
    importer.vendors("V1")
    importer.archive("vendor", "V1")
    found = _match(importer, "vendor", "V1")
    assert (found.record_id, found.reason) == (None, 'the vendor "V1" is archived')


def test_an_archived_namesake_does_not_make_a_name_ambiguous(importer: Importer) -> None:
    report = importer.report("vendor", {"external_id": "id", "name": "name"})
    importer.taken(report, {"id": "V1", "name": "Ash"}, {"id": "V2", "name": "Ash"})
    importer.archive("vendor", "V1")
    assert _match(importer, "vendor", "Ash", by_name=True).record_id == importer.stored("vendor")["V2"]["id"]


def test_another_organisation_s_records_are_as_unknown_as_those_that_do_not_exist(
    importer: Importer, neighbour: Importer
) -> None:
    theirs = neighbour.vendors("V9")["V9"]
    for name in ("V9", theirs, "Vendor V9"):
        assert _match(importer, "vendor", name, by_name=True) == Match(
            None, reason=f'no vendor has the id, external_id or exact name "{name}"'
        )


def test_many_names_are_resolved_at_once_each_for_itself(importer: Importer) -> None:
    ids = importer.vendors(*(f"V{one}" for one in range(300)))
    with importer.rt.db.read() as tx:
        found = resolve.records(tx, importer.scope, "vendor", [*ids, "no such"])
    assert {name: one.record_id for name, one in found.items()} == {**ids, "no such": None}


def test_people_are_known_by_e_mail_or_full_name(importer: Importer) -> None:
    ada = importer.user("Ada.Byron@example.com", "Ada Byron")
    with importer.rt.db.read() as tx:
        people = resolve.People(tx, importer.scope)
    for name in ("ada.byron@example.com", "ADA.BYRON@EXAMPLE.COM", "Ada Byron", "ada  byron", " Ada\u00a0Byron "):
        assert people.find(name).record_id == ada, name


def test_half_a_name_and_a_name_of_two_people_link_to_nobody(importer: Importer, neighbour: Importer) -> None:
    importer.user("ada@example.com", "Ada Byron")
    importer.user("lovelace@example.com", "Ada Byron")
    neighbour.user("grace@example.com", "Grace Hopper")
    with importer.rt.db.read() as tx:
        people = resolve.People(tx, importer.scope)
    assert people.find("Ada").reason == 'no user has the e-mail or name "Ada"'
    assert people.find("Ada Byron").reason == 'several users are named "Ada Byron"'
    assert people.find("grace@example.com").record_id is None


def test_a_person_whose_name_is_another_one_s_address_is_two_people(importer: Importer) -> None:
    importer.user("ada@example.com", "Ada Byron")
    importer.user("eve@example.com", "ada@example.com")
    with importer.rt.db.read() as tx:
        assert resolve.People(tx, importer.scope).find("ada@example.com").record_id is None
