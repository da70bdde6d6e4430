from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import insert, select

from tests.fixtures.sites import Clock
from vendorproof.access import keys, organisations
from vendorproof.access.keys import NewKey, Powers
from vendorproof.core.errors import ApiKeyInactive, InvalidKey, InvalidRequest, ScopeGrantForbidden
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Database
from vendorproof.db.tables import api_key, import_report

ORDINARY = Powers()


@dataclass
class Office:
    database: Database
    clock: Clock
    organisation_id: str

    def make(self, powers: Powers = ORDINARY) -> NewKey:
        with self.database.write() as tx:
            return keys.create(tx, self.organisation_id, "ERP", powers)

    def open(self, secret: str) -> Scope:
        with self.database.read() as tx:
            return keys.authenticate(tx, secret, "request-1", "192.0.2.1")

    def scope(self, *grants: str) -> Scope:
        return Scope(self.organisation_id, grants=frozenset(grants))


@pytest.fixture
def office(migrated_url: str) -> Iterator[Office]:
    clock = Clock()
    database = Database.connect(migrated_url, clock=clock)
    with database.write() as tx:
        organisation_id = organisations.create(tx, "Acme")
    yield Office(database, clock, organisation_id)
    database.dispose()


def test_a_secret_opens_its_organisation_with_its_powers(office: Office) -> None:
    """A key belongs to exactly one organisation; all it reads or writes is that organisation's."""
    made = office.make(Powers(grants=("audit:read",), read_only=True, import_reports=("cbimprt_1",)))
    scope = office.open(made.secret)
    assert scope == Scope(
        office.organisation_id,
        request_id="request-1",
        key_id=made.key_id,
        key_name="ERP",
        grants=frozenset({"audit:read"}),
        read_only=True,
        import_reports=frozenset({"cbimprt_1"}),
        address="192.0.2.1",
    )


def test_only_a_hash_is_kept(office: Office) -> None:
    """The secret (`ak_live_…`) is shown once, only its hash is kept."""
    made = office.make()
    assert made.secret.startswith("ak_live_")
    with office.database.read() as tx:
        row = tx.connection.execute(select(api_key)).one()
    kept = " ".join(str(value) for value in row)
    assert made.secret not in kept
    assert made.secret[-20:] not in kept


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda secret: secret[:-1] + ("a" if secret[-1] != "a" else "b"), id="last-character"),
        pytest.param(lambda secret: secret[:-1], id="shorter"),
        pytest.param(lambda secret: secret + "a", id="longer"),
        pytest.param(lambda secret: secret.upper(), id="other-case"),
        pytest.param(lambda secret: secret[:24], id="public-part-only"),
        pytest.param(lambda _secret: "ak_live_", id="nothing"),
        pytest.param(lambda _secret: "ak_live_\x00\ud800" + "0" * 57, id="unstorable"),
        pytest.param(lambda _secret: "x" * 100_000, id="huge"),
    ],
)
def test_a_secret_that_is_not_quite_one_opens_nothing(office: Office, damage: Callable[[str], str]) -> None:
    made = office.make()
    with pytest.raises(InvalidKey):
        office.open(damage(made.secret))


def test_an_expired_key_is_dead_from_its_second_on(office: Office) -> None:
    made = office.make(Powers(lifetime=60))
    office.clock.at += 59
    office.open(made.secret)
    office.clock.at += 1
    with pytest.raises(InvalidKey):
        office.open(made.secret)


def test_rotation_gives_a_new_secret_and_kills_the_old_one(office: Office) -> None:
    """Rotate: new secret, same scopes, old one dead at once."""
    made = office.make(Powers(grants=("audit:read",)))
    with office.database.write() as tx:
        rotated = keys.rotate(tx, office.scope("audit:read"), made.key_id)
    assert (rotated.key_id, rotated.grants, rotated.hint) == (made.key_id, ("audit:read",), rotated.secret[-4:])
    assert office.open(rotated.secret).key_id == made.key_id
    with pytest.raises(InvalidKey):
        office.open(made.secret)


def test_rotation_hands_nobody_a_scope_they_lack(office: Office) -> None:
    made = office.make(Powers(grants=("audit:read",)))
    with office.database.write() as tx, pytest.raises(ScopeGrantForbidden, match="audit:read"):
        keys.rotate(tx, office.scope("keys:manage"), made.key_id)
    office.open(made.secret)


def test_a_dead_key_is_not_rotated_back_to_life(office: Office) -> None:
    revoked, expired = office.make(), office.make(Powers(lifetime=1))
    office.clock.at += 1
    with office.database.write() as tx:
        keys.revoke(tx, office.scope(), revoked.key_id)
        for key_id, state in ((revoked.key_id, "revoked"), (expired.key_id, "expired")):
            with pytest.raises(ApiKeyInactive, match=state):
                keys.rotate(tx, office.scope(), key_id)


def test_revoking_again_leaves_the_first_time(office: Office) -> None:
    """Revoke is repeatable."""
    made = office.make()
    with office.database.write() as tx:
        first = keys.revoke(tx, office.scope(), made.key_id)
    office.clock.at += 100
    with office.database.write() as tx:
        assert keys.revoke(tx, office.scope(), made.key_id) == first
    with pytest.raises(InvalidKey):
        office.open(made.secret)


def test_a_key_gives_away_only_what_it_holds(office: Office) -> None:
    with office.database.write() as tx:
        made = keys.issue(tx, office.scope("keys:manage"), "ok", Powers(grants=("keys:manage", "keys:manage")))
        assert made.grants == ("keys:manage",)
        with pytest.raises(ScopeGrantForbidden):
            keys.issue(tx, office.scope("keys:manage"), "too much", Powers(grants=("keys:manage", "audit:read")))


def test_import_reports_are_named_by_id_or_slug(office: Office) -> None:
    report = {
        "organisation_id": office.organisation_id,
        "report_name": "ERP",
        "base_object": "vendor",
        "mapping": {},
        "options": {},
        "version": 1,
        "enabled": True,
        "created_at": 1,
        "updated_at": 1,
    }
    with office.database.write() as tx:
        for number, archived_at in ((1, None), (2, None), (3, 5)):
            ids = {"id": f"cbimprt_{number}", "slug": f"erp-{number}", "archived_at": archived_at}
            tx.connection.execute(insert(import_report).values(**report, **ids))
        made = keys.issue(tx, office.scope(), "bound", Powers(import_reports=("erp-2", "cbimprt_1", "cbimprt_2")))
        assert made.import_reports == ("cbimprt_1", "cbimprt_2")
        with pytest.raises(InvalidRequest) as refused:
            keys.issue(tx, office.scope(), "bound", Powers(import_reports=("erp-1", "erp-3", "nothing")))
    assert [one.loc for one in refused.value.faults] == [("body", "import_reports", 1), ("body", "import_reports", 2)]


def test_a_key_bound_to_no_report_stays_bound(office: Office) -> None:
    made = office.make(Powers(import_reports=()))
    assert office.open(made.secret).import_reports == frozenset()
