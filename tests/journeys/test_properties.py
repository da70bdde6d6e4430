"""What must hold of any batch whatever is in it, through a running server on both databases."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fixtures import contents
from tests.fixtures.servers import Server, Tenant
from vendorproof.objects import BASE_OBJECTS

LISTS = {"vendor": "/v1/vendors", "service": "/v1/services", "assessment": "/v1/assessments"}
OWN = frozenset({"id", "organisation_id", "vendor_id", "created_at", "updated_at", "initiated_at", "source_run_id"})
VENDORS = ("V-1", "V-2")
SERVICES = ("S-1", "S-2")
some = settings(
    max_examples=10,
    deadline=None,
    database=None,
    phases=[Phase.generate],  # to shrink would take minutes: each try is several organisations
    suppress_health_check=list(HealthCheck),
)

_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_any = st.one_of(
    st.none(),
    st.just(""),
    st.booleans(),
    st.integers(-5, 200),
    st.floats(allow_nan=False, allow_infinity=False),
    _text,
    st.lists(_text, max_size=3),
)
_tame: Mapping[str, st.SearchStrategy[Any]] = {
    "text": st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=12),
    "url": st.sampled_from(["acme.example", "https://acme.example/a?b=c", "http://xn--mller-kva.example"]),
    "email": st.sampled_from(["ada@example.com", "a.b+c@mail.example.org"]),
    "number": st.sampled_from([0, 12.5, 100, "85", "85.5", "85 %"]),
    "integer": st.sampled_from([0, 7, "12"]),
    "flag": st.sampled_from([True, False, "yes", "N", 1, "0"]),
    "date": st.sampled_from(["2026-03-31", "2027-01-02T03:04:05Z", 1767225600]),
    "duration": st.sampled_from([12, "12 months", "2 years", "P1Y"]),
    "list": st.sampled_from([["PII"], "PII;Financial", "a|b", ["x", "y"]]),
    "person": st.sampled_from(["ada@example.com", "Grace Hopper", "nobody@example.com"]),
    "answers": st.sampled_from([[{"question_id": "A.1", "question": "?", "answer": "Yes", "comment": None}], None]),
    "lei": st.just("5493001KJTIIGC8Y1R12"),
    "duns": st.just("150483782"),
    "vat_number": st.sampled_from(["IE6388047V", "DE136695976"]),
    "country": st.sampled_from(["IE", "Germany", "FRA"]),
}


def _values(base_object: str, target: str) -> st.SearchStrategy[Any]:
    """What passes for the target."""
    one = BASE_OBJECTS[base_object].by_name[target]
    if one.refers_to == "vendor":
        return st.sampled_from(VENDORS if one.kind == "reference" else [["V-1"], "V-2;nobody"])
    if one.refers_to == "service":
        return st.sampled_from([["S-1"], "S-1;S-2", ["S-9"]])
    if one.words:
        return st.sampled_from([*one.words, one.words[0].upper().replace("_", " ")])
    return _tame["text" if one.kind == "key" else one.kind]


def _batches(base_object: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Records by target names, half of them with anything at all for some targets.

    Each has an id of its own: the same id twice is the one thing whose order matters.
    """
    targets = {one.name: _values(base_object, one.name) for one in BASE_OBJECTS[base_object].fields}
    required = set(BASE_OBJECTS[base_object].required)
    record = st.fixed_dictionaries(
        {name: targets[name] for name in required}, optional={n: v for n, v in targets.items() if n not in required}
    )
    wild = st.dictionaries(st.sampled_from(sorted(targets)), _any, max_size=2)
    both = st.tuples(record, st.one_of(st.just({}), wild)).map(lambda pair: {**pair[0], **pair[1]})
    return st.lists(both, min_size=1, max_size=20).map(
        lambda found: [{**one, "external_id": f"R-{place}"} for place, one in enumerate(found)]
    )


def _tenant(server: Server, base_object: str, **options: object) -> tuple[Tenant, str]:
    """An organisation with what records may refer to, and a report that maps every target to a name of its own."""
    tenant = server.tenant()
    for name in ("Ada Byron", "Grace Hopper"):
        tenant.made("/v1/users", {"email": f"{name.split()[0].lower()}@example.com", "name": name})
    vendors = [tenant.made("/v1/vendors", {"name": one, "external_id": one})["id"] for one in VENDORS]
    if base_object == "assessment":
        for key in SERVICES:
            tenant.made(f"/v1/vendors/{vendors[0]}/services", {"name": key, "external_id": key})
    mapping = {one.name: one.name for one in BASE_OBJECTS[base_object].fields}
    return tenant, tenant.report("All", base_object, mapping, **options)


@pytest.mark.parametrize("base_object", BASE_OBJECTS)
def test_neither_order_nor_splitting_changes_the_outcome(server: Server, base_object: str) -> None:
    @seed(20260101)
    @some
    @given(batch=_batches(base_object), chance=st.randoms(use_true_random=False))
    def check(batch: list[dict[str, Any]], chance: random.Random) -> None:
        mixed = [dict(chance.sample(list(one.items()), len(one))) for one in chance.sample(batch, len(batch))]
        cut = chance.randint(0, len(batch))
        whole, shuffled, split = (
            _outcome(server, base_object, batches)
            for batches in ([batch], [mixed], [one for one in (batch[:cut], batch[cut:]) if one])
        )
        assert whole == shuffled
        assert whole == split

    check()


def _outcome(server: Server, base_object: str, batches: Sequence[Sequence[dict[str, Any]]]) -> tuple[Any, Any, Any]:
    """What is stored and what is refused for which reason, by external id, and the sum of the counts."""
    tenant, slug = _tenant(server, base_object)
    told = [tenant.send(slug, one) for one in batches]
    keys = [[record["external_id"] for record in one] for one in batches]
    refused = sorted(
        (keys[at][error["index"]], error["error_code"], error["field"], error["value"] or "", error["message"])
        for at, one in enumerate(told)
        for error in one["errors"]
    )
    counts = {name: sum(one[name] for one in told) for name in ("received_count", "created_count", "failed_count")}
    return _stored(tenant, base_object), refused, counts


def _stored(tenant: Tenant, base_object: str) -> dict[str, Any]:
    """Every column but ids and instants, by external id; references to other records by their external ids."""
    rows = contents.rows(tenant.server.database_url, base_object, tenant.organisation_id)
    names = {
        row["id"]: row["external_id"] or row["name"]
        for table in ("vendor", "service")
        for row in contents.rows(tenant.server.database_url, table, tenant.organisation_id)
    }
    names |= {one["id"]: one["email"] for one in tenant.all("/v1/users")}

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(one) for key, one in value.items()}
        if isinstance(value, list):
            return [plain(one) for one in value]
        return names.get(value, value) if isinstance(value, str) else value

    return {
        row["external_id"]: {name: plain(one) for name, one in row.items() if name not in OWN and name != "source_hash"}
        for row in rows
        if row["external_id"] not in VENDORS
    }


@pytest.mark.parametrize("base_object", BASE_OBJECTS)
@pytest.mark.parametrize("blank", ["keep", "clear"])
def test_what_is_read_and_imported_again_changes_nothing(server: Server, base_object: str, blank: str) -> None:
    """Import ∘ export = identity: «an export fed back into an import of the same mapping changes nothing»."""

    @seed(20260101)
    @some
    @given(batch=_batches(base_object))
    def check(batch: list[dict[str, Any]]) -> None:
        tenant, slug = _tenant(server, base_object, blank=blank)
        tenant.send(slug, batch)
        rows = [_as_record(base_object, one) for one in tenant.all(LISTS[base_object])]
        before = contents.inventory(tenant.server.database_url, tenant.organisation_id)
        planned = tenant.send(slug, rows, mode="plan")
        assert planned["errors"] == []
        assert {one["external_id"]: one["fields"] for one in planned["results"] if one["changed"]} == {}
        again = tenant.send(slug, rows)
        assert [one for one in again["results"] if one["changed"]] == []
        after = contents.inventory(tenant.server.database_url, tenant.organisation_id)
        assert after == before

    check()


def _as_record(base_object: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of a list by the targets' names, as an export would have it."""
    shown = {one.name: row[one.column] for one in BASE_OBJECTS[base_object].fields if one.column in row}
    if base_object == "service":
        shown["downstream_vendors"] = [one["name"] for one in row["downstream_vendors"]]
    return shown
