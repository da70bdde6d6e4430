from tests.fixtures.sites import OpenSite, Site


def test_a_working_key_says_so(site: Site) -> None:
    """Test call: `GET /v1/utils/authtest` → 200 `{"msg": "Auth successful"}`."""
    answer = site.get("/v1/utils/authtest")
    assert (answer.status_code, answer.json()) == (200, {"msg": "Auth successful"})


def test_the_caller_sees_its_address(site: Site) -> None:
    """`GET /v1/whoami/ip` → `{"client_ip": …}`."""
    assert site.get("/v1/whoami/ip").json() == {"client_ip": "203.0.113.9"}


def test_an_address_that_cannot_be_known_is_null(open_site: OpenSite) -> None:
    site = open_site(client=("testclient", 1))
    assert site.get("/v1/whoami/ip").json() == {"client_ip": None}
