"""Spreadsheets from public repositories open with the headers a person would name.

The corpus is no part of this repository: its folder comes from VENDORPROOF_CORPUS, or lies at ../shared/import-corpus.
"""

import json
import os
from collections import defaultdict
from pathlib import Path

import pytest

from vendorproof_client.files import open_table

BESIDE = Path(__file__).parents[4] / "shared" / "import-corpus"
CORPUS = Path(os.environ.get("VENDORPROOF_CORPUS") or BESIDE)


def gold() -> dict[str, list[str]]:
    """File → its headers in order."""
    found: dict[str, list[str]] = defaultdict(list)
    if (CORPUS / "gold.jsonl").exists():
        for line in (CORPUS / "gold.jsonl").read_text("utf-8").splitlines():
            column = json.loads(line)
            found[column["file"]].append(column["header"])
    return found


GOLD = gold()
NO_CORPUS = pytest.mark.skip(reason=f"no import corpus in VENDORPROOF_CORPUS or at {BESIDE.name} beside the checkout")


@pytest.mark.parametrize(("name", "headers"), list(GOLD.items()) or [pytest.param("", [], marks=NO_CORPUS)])
def test_a_public_file_opens_with_the_right_headers(name: str, headers: list[str]) -> None:
    table = open_table(CORPUS / name)
    assert table.headers == headers
    rows = list(table.records())
    assert rows
    assert [row.number for row in rows if row.problems] == []
