import pytest
from sqlalchemy import NullPool, create_engine, text

from tests.fixtures.sites import OpenSite, Site
from vendorproof.jobs import engine


def test_up_without_a_key(site: Site) -> None:
    assert site.door.request("GET", "/healthz").json() == {"status": "ok"}
    assert site.door.request("GET", "/readyz").json() == {"status": "ready"}


def test_not_ready_while_the_schema_is_another_versions(site: Site) -> None:
    with site.rt.db.write() as tx:
        tx.connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    answer = site.door.request("GET", "/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "unavailable")
    assert "schema" in answer.json()["reason"]
    assert site.door.request("GET", "/healthz").status_code == 200


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_not_ready_while_the_database_is_gone(site: Site) -> None:
    url = site.rt.db.writer.url
    elsewhere = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with elsewhere.connect() as connection:
        connection.execute(text(f"ALTER DATABASE {url.database} WITH ALLOW_CONNECTIONS false"))
    site.rt.db.dispose()
    answer = site.door.request("GET", "/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "unavailable")
    assert site.get("/v1/users").json()["detail"]["code"] == "database_unavailable"


def test_there_are_no_metrics_without_a_token(site: Site) -> None:
    assert site.door.request("GET", "/metrics").status_code == 404
    assert site.get("/metrics").status_code == 404


def test_metrics_are_for_the_bearer_of_the_token(open_site: OpenSite) -> None:
    site = open_site(metrics_token="t0ken")
    for credential in ("", "Bearer", "Bearer t0ke", "Bearer é", "t0ken"):
        headers = {"Authorization": credential.encode("latin-1")}
        assert site.door.request("GET", "/metrics", headers=headers).status_code == 401
    site.get("/v1/users/one")
    site.get("/v1/users/two")
    site.get("/v1/nothing/at/all")
    page = site.door.request("GET", "/metrics", headers={"Authorization": "Bearer t0ken"})
    assert page.headers["content-type"].startswith("text/plain")
    assert 'vendorproof_requests_total{method="GET",route="/v1/users/{user_id}",status="404"} 2.0' in page.text
    assert 'route="unmatched"' in page.text
    assert "vendorproof_request_seconds_bucket" in page.text
    assert "process_" in page.text
    assert "nothing" not in page.text
    assert 'vendorproof_jobs{state="queued"} 0.0' in page.text


def test_metrics_count_the_jobs_that_wait(open_site: OpenSite) -> None:
    site = open_site(metrics_token="t0ken")
    with site.rt.db.write() as tx:
        engine.enqueue(tx, site.scope, job="x", job_id="x:1", payload={})
        engine.enqueue(tx, site.scope, job="x", job_id="x:2", payload={}, delay_seconds=60)
    page = site.door.request("GET", "/metrics", headers={"Authorization": "Bearer t0ken"})
    counted = [line for line in page.text.splitlines() if line.startswith("vendorproof_jobs{")]
    assert counted == [
        'vendorproof_jobs{state="queued"} 1.0',
        'vendorproof_jobs{state="running"} 0.0',
        'vendorproof_jobs{state="delayed"} 1.0',
        'vendorproof_jobs{state="failed"} 0.0',
    ]
