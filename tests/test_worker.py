"""What the table of background work sweeps, and what it leaves."""

from sqlalchemy import func, insert, select

from tests.fixtures.sites import Site
from vendorproof import worker
from vendorproof.db.tables import audit_record, event


def sweep(site: Site) -> dict[str, int]:
    return {name: schedule.sweep(site.rt) for name, schedule in worker.SCHEDULES.items()}


def test_what_is_due_goes_and_the_rest_stays(site: Site) -> None:
    site.post("/v1/users", json={"email": "a@example.com"}, headers={"Idempotency-Key": "k"})
    site.audited()
    assert set(sweep(site).values()) == {0}
    site.clock.at += site.rt.settings.audit_retention_days * 86_400 + 1
    site.get("/v1/users")
    site.audited()
    gone = sweep(site)
    assert (gone["audit_record"], gone["idempotent_answer"]) == (2, 1)
    with site.rt.db.read() as tx:
        assert tx.connection.execute(select(func.count()).select_from(audit_record)).scalar_one() >= 1


def test_events_go_after_their_time(site: Site) -> None:
    now, kept = site.clock.now(), site.rt.settings.event_retention_days * 86_400
    rows = [
        {"organisation_id": site.organisation_id, "id": f"cbevt_{at}", "event_type": "x", "subject_id": "s", "data": {},
         "occurred_at": at}
        for at in (now - kept - 1, now - kept)
    ]  # fmt: skip
    with site.rt.db.write() as tx:
        tx.connection.execute(insert(event), rows)
    assert sweep(site)["event"] == 1
    with site.rt.db.read() as tx:
        assert tx.connection.execute(select(event.c.occurred_at)).scalars().all() == [now - kept]


def test_whatever_can_be_given_up_is_a_job() -> None:
    assert set(worker.ON_GIVING_UP) <= set(worker.JOBS)
