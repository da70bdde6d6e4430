import httpx

from tests.fixtures.sites import Listen, Site
from vendorproof import server


def test_the_pages_and_the_api_are_one_process(site: Site, listen: Listen) -> None:
    with httpx.Client(base_url=listen(site)) as client:
        assert client.get("/").status_code == 200
        assert client.get("/healthz").json() == {"status": "ok"}
        answer = client.get("/v1/whoami/ip", headers={"Authorization": f"Bearer {site.secret}"})
    assert answer.json() == {"client_ip": "127.0.0.1"}
    assert "server" not in answer.headers


def test_only_the_edge_decides_whose_forwarded_address_is_believed(site: Site, listen: Listen) -> None:
    headers = {"Authorization": f"Bearer {site.secret}", "X-Forwarded-For": "198.51.100.7"}
    assert httpx.get(f"{listen(site)}/v1/whoami/ip", headers=headers).json() == {"client_ip": "127.0.0.1"}
    assert server.configure(site.rt, site.edge).proxy_headers is False
