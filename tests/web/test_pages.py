import re

import pytest

from tests.fixtures.sites import OpenSite, Site


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_a_page_brings_everything_itself(site: Site, path: str) -> None:
    answer = site.door.request("GET", path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert "<script" not in answer.text
    assert " style=" not in answer.text
    for linked in set(re.findall(r'(?:href|src)="(/[^"#]*)"', answer.text)):
        assert site.door.request("GET", linked).status_code == 200, linked
    assert re.findall(r'(?:href|src)="(?:https?:)?//[^"]*"', answer.text) == []


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_a_page_can_be_read_by_everybody(site: Site, path: str) -> None:
    text = site.door.request("GET", path).text
    assert '<html lang="en">' in text
    assert 'name="viewport"' in text
    assert text.count("<h1") == 1
    assert re.search(r'<a class="skip" href="#main">', text)
    assert re.search(r'<main id="main">', text)
    for image in re.findall(r"<img[^>]*>", text):
        assert " alt=" in image
    anchors = set(re.findall(r'href="#([^"]*)"', text))
    assert anchors <= set(re.findall(r'id="([^"]*)"', text))


def test_the_front_page_says_what_to_type(open_site: OpenSite) -> None:
    site = open_site(public_url="https://risk.example.com/")
    text = site.door.request("GET", "/").text
    assert "curl https://risk.example.com/v1/utils/authtest" in text
    assert "vendorproof documents upload soc2-report.pdf" in text
    assert "--url https://risk.example.com --key" in text
    assert "Up and ready" in text
    assert site.secret not in text


def test_the_reference_shows_every_operation(site: Site) -> None:
    text = site.door.request("GET", "/docs").text
    for path, item in site.door.request("GET", "/openapi.json").json()["paths"].items():
        assert f'<span class="path">{path}</span>' in text
        for operation in item.values():
            assert f'id="{operation["operationId"]}"' in text


@pytest.mark.parametrize("name", ["../pages.py", "pages.py", "%2e%2e%2fpages.py", "style.css/x"])
def test_nothing_else_is_served(site: Site, name: str) -> None:
    assert site.door.request("GET", f"/static/{name}").status_code == 404


def test_code_in_a_sentence_is_marked(site: Site) -> None:
    text = site.door.request("GET", "/docs").text
    assert "<code>Authorization: Bearer ak_…</code>" in text
    assert "`" not in text
