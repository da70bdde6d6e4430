from sqlalchemy import func, select

from tests.fixtures.sites import Site
from vendorproof.db.tables import import_plan, import_run, refused_record
from vendorproof.imports import retention


def _import(site: Site, number: int) -> None:
    batch = {"data": [{"No": f"{number}", "Name": "Acme"}, {"No": f"{number}x", "Name": ""}]}
    assert site.post("/v1/import/erp", json=batch).json()["failed_count"] == 1
    assert site.post("/v1/import/erp?mode=plan", json=batch).status_code == 200


def test_old_runs_and_plans_go_and_what_they_wrote_stays(site: Site) -> None:
    mapping = {"external_id": "No", "name": "Name"}
    site.post("/v1/import-reports", json={"report_name": "ERP", "base_object": "vendor", "mapping": mapping})
    _import(site, 1)
    site.clock.at += 10
    _import(site, 2)
    with site.rt.db.write() as tx:
        assert retention.forget_runs(tx, site.clock.at) == 1
        assert retention.forget_plans(tx, site.clock.at) == 1
        left = [
            tx.connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (import_run, refused_record, import_plan)
        ]
    assert left == [1, 1, 1]
    assert site.get("/v1/vendors").json()["total"] == 2
