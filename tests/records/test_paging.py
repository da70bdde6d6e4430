"""Lists of an inventory, through the HTTP door. Quoted sentences are of the wire contract, §1 and §4."""

from tests.fixtures.inventories import Door

NAMES = (
    *("ACME Payroll", "Initech", "100% Cotton_Co", "Back\\slash", "O'Brien", "MÜLLER & Söhne", "Straße GmbH"),
    *("İstanbul AŞ", "ΣΟΦΊΑ", "НЕФТЬ", "شركة النور", "中文公司"),
)
FOUND: tuple[tuple[str, list[str]], ...] = (
    ("acme", ["ACME Payroll"]),
    ("PAYROLL RUN", ["Initech"]),
    ("payroll", ["Initech", "ACME Payroll"]),
    ("100%", ["100% Cotton_Co"]),
    ("%", ["100% Cotton_Co"]),
    ("_", ["100% Cotton_Co"]),
    ("n_c", ["100% Cotton_Co"]),
    ("0%c", []),
    ("\\", ["Back\\slash"]),
    ("'", ["O'Brien"]),
    ("müller", ["MÜLLER & Söhne"]),
    ("MU\u0308LLER", ["MÜLLER & Söhne"]),
    ("ÖHNE", ["MÜLLER & Söhne"]),
    ("straße", ["Straße GmbH"]),
    ("σοφία", ["ΣΟΦΊΑ"]),
    ("нефть", ["НЕФТЬ"]),
    ("شركة", ["شركة النور"]),
    ("中文", ["中文公司"]),
    ("nobody", []),
)


def test_the_name_filter_finds_a_part_whatever_the_case(ours: Door) -> None:
    """«`name` filter: case-insensitive part of vendor or service name»."""
    made = {name: ours.vendor(name=name)["id"] for name in NAMES}
    ours.service(made["Initech"], name="Payroll run")
    for part, found in FOUND:
        page = ours.get("/v1/vendors", name=part).json()
        assert ([one["name"] for one in page["items"]], page["total"]) == (found, len(found)), part


def test_a_dotted_capital_i_is_found_as_it_is_written(ours: Door) -> None:
    ours.vendor(name="İstanbul AŞ")
    for part in ("İstanbul", "İSTANBUL", "AŞ"):
        assert ours.get("/v1/vendors", name=part).json()["total"] == 1, part


def test_pages_are_newest_first_and_count_the_whole_set(ours: Door) -> None:
    """«`limit` 1–200 (default 50), `offset` ≥ 0; outside → 422. `total` counts the whole filtered set. Newest first»."""
    for number in range(5):
        ours.vendor(name=f"V{number}")
    page = ours.get("/v1/vendors", limit=2, offset=1).json()
    assert [one["name"] for one in page["items"]] == ["V3", "V2"]
    assert (page["total"], page["limit"], page["offset"]) == (5, 2, 1)
    assert ours.get("/v1/vendors").json()["limit"] == 50
    for bad in ({"limit": 0}, {"limit": 201}, {"offset": -1}, {"limit": "x"}):
        assert ours.get("/v1/vendors", **bad).status_code == 422
    assert ours.get("/v1/vendors", offset=2**53).json()["items"] == []


def test_the_cursor_walks_the_whole_set_once_though_rows_come_in_between(ours: Door) -> None:
    for number in range(5):
        ours.vendor(name=f"V{number}")
    seen: list[str] = []
    path = "/v1/vendors?limit=2"
    while path:
        answer = ours.get(path) if not seen else ours.call("GET", path)
        seen += [one["name"] for one in answer.json()["items"]]
        ours.vendor(name="Later")
        link = answer.headers.get("link", "")
        path = link[1 : link.index(">")] if link else ""
    assert seen == ["V4", "V3", "V2", "V1", "V0"]


def test_a_cursor_nobody_was_given_is_no_crash(ours: Door) -> None:
    ours.vendor()
    for cursor in ("zzz", "", "cbvndr_0", "é'--"):
        assert ours.get("/v1/vendors", cursor=cursor).status_code in (200, 422)
