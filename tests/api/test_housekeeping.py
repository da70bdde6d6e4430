from sqlalchemy import func, select

from tests.fixtures.sites import Site
from vendorproof.api import housekeeping
from vendorproof.db.tables import audit_record


def test_what_is_due_goes_and_the_rest_stays(site: Site) -> None:
    site.post("/v1/users", json={"email": "a@example.com"}, headers={"Idempotency-Key": "k"})
    site.audited()
    assert housekeeping.sweep(site.rt) == dict.fromkeys(housekeeping.SWEEPS, 0)
    site.clock.at += site.rt.settings.audit_retention_days * 86_400 + 1
    site.get("/v1/users")
    site.audited()
    gone = housekeeping.sweep(site.rt)
    assert (gone["audit_record"], gone["idempotent_answer"]) == (2, 1)
    with site.rt.db.read() as tx:
        assert tx.connection.execute(select(func.count()).select_from(audit_record)).scalar_one() >= 1
