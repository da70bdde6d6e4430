"""The front page and the API reference in a real Chromium: light and dark, wide and narrow."""

import shutil
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.fixtures.servers import Server

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",  # the suite may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATHS = ("/", "/docs")
WIDTHS = (1280, 360)

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)  # the pages show nothing of it


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        sys.stderr.write("NO BROWSER: `chromium` is not installed; the pages were not looked at.\n")
        pytest.skip("no chromium on this machine")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


def looked_at(
    browser: Browser, server: Server, path: str, width: int = 1280, scheme: str = "light"
) -> tuple[Page, list[str]]:
    """The page, and whatever the browser complained of while it loaded."""
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}"))
    page.on("request", lambda request: None if request.url.startswith(server.url) else complaints.append(request.url))
    page.goto(f"{server.url}{path}", wait_until="networkidle")
    return page, complaints


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_loads_whole_without_complaint_and_fits_its_window(
    browser: Browser, server: Server, path: str, width: int, scheme: str
) -> None:
    page, complaints = looked_at(browser, server, path, width, scheme)
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator("h1").count() == 1
    page.close()


@pytest.mark.parametrize("path", PATHS)
def test_dark_is_dark_and_light_is_light(browser: Browser, server: Server, path: str) -> None:
    lightness = {}
    for scheme in ("light", "dark"):
        page, _ = looked_at(browser, server, path, scheme=scheme)
        colours = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).map(Number)")
        lightness[scheme] = sum(colours[:3]) / 3
        page.close()
    assert lightness["dark"] < 80
    assert lightness["light"] > 200


def test_the_front_page_leads_to_the_reference_by_keyboard_alone(browser: Browser, server: Server) -> None:
    page, _ = looked_at(browser, server, "/")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == "/docs":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/docs")
    assert page.locator("h1").inner_text() == "API reference"
    page.close()


def test_every_link_of_the_reference_leads_somewhere_on_the_page(browser: Browser, server: Server) -> None:
    page, _ = looked_at(browser, server, "/docs")
    missing = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))"
        ".filter(id => !document.getElementById(id))"
    )
    assert missing == []
    assert page.locator("a[href^='#']").count() > 30
    page.close()


def test_the_front_page_works_without_script(browser: Browser, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}/")
    assert page.get_by_text("Up and ready").is_visible()
    context.close()
