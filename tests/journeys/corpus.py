"""The import corpus: public spreadsheets nobody here wrote, and which column of each means what.

Its folder comes from VENDORPROOF_CORPUS, or lies at ../shared/import-corpus beside the checkout.
"""

import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.fixtures.servers import Tenant
from tests.journeys.careful import CAREFUL, Second
from vendorproof_client.files import open_table

BESIDE = Path(__file__).parents[3] / "shared" / "import-corpus"
FOLDER = Path(os.environ.get("VENDORPROOF_CORPUS") or BESIDE)
ABSENT = f"no import corpus in VENDORPROOF_CORPUS or at ../shared/{BESIDE.name} beside the checkout"
NO_SUCH_COLUMN = "(no such column)"
ONE_VENDOR = "Our own house"


@dataclass(frozen=True)
class Sheet:
    """One file and its gold mapping, target → header; the required targets that no column feeds are filled in."""

    name: str
    base_object: str
    gold: Mapping[str, str]

    @property
    def path(self) -> Path:
        return FOLDER / self.name

    @property
    def slug(self) -> str:
        return self.path.stem.split("__")[0].lower()

    def records(self) -> list[dict[str, Any]]:
        """The rows as our client reads and would send them."""
        rows = list(open_table(self.path).records())
        assert [row.number for row in rows if row.problems] == []
        return [row.record for row in rows]

    def mapping(self, *, careful: bool) -> dict[str, Any]:
        """What the gold says; with `careful`, also how a person who saw the refusals would have each value read."""
        found: dict[str, Any] = {**self.gold}
        if "name" not in found and self.base_object != "assessment":
            found["name"] = NO_SUCH_COLUMN
        if "external_id" not in found:
            found["external_id"] = self._stand_in()
        if self.base_object != "vendor" and "vendor" not in found:
            found["vendor"] = {"constant": ONE_VENDOR}
        if careful:
            for target, entry in CAREFUL.get(self.name, Second()).entries.items():
                given = found.get(target)
                found[target] = {**({"source": given} if isinstance(given, str) else given or {}), **entry}
        return found

    def _stand_in(self) -> str:
        """What tells the rows apart where no column was made to."""
        return self.gold.get("name") or self.gold["vendor"]

    def vendors(self) -> list[str]:
        """The vendors that the records name, which must be there before them."""
        if self.base_object == "vendor":
            return []
        source = self.gold.get("vendor")
        return sorted({str(one[source]).strip() for one in self.records()} - {""}) if source else [ONE_VENDOR]


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    sheet: Sheet
    rows: int
    summary: Mapping[str, Any]

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """The commonest reasons for a refusal, as `field: sentence` with the value left open."""
        told = Counter(_reason(error) for error in self.summary["errors"])
        return told.most_common(3)


def sheets() -> list[Sheet]:
    """Every file of the corpus, in order; none where there is no corpus."""
    gold = FOLDER / "gold.jsonl"
    if not gold.exists():
        return []
    columns: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for line in gold.read_text("utf-8").splitlines():
        one = json.loads(line)
        targets = columns[one["file"], one["base_object"]]
        if one["target_field"]:
            targets[one["target_field"]] = one["header"]
    return [Sheet(name, base_object, targets) for (name, base_object), targets in columns.items()]


def rows_told() -> dict[str, int]:
    """How many rows each text file has, by the corpus's own list."""
    listed = re.findall(r"^\| (\w+/\S+) \|.*?\|.*?\| (\d+) \|", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE)
    return {name: int(rows) for name, rows in listed}


def bring_in(tenant: Tenant, sheet: Sheet, *, careful: bool) -> tuple[Outcome, str]:
    """Import a file into an organisation; returns also the slug, to do it again."""
    if names := sheet.vendors():
        slug = tenant.report("Vendors named elsewhere", "vendor", {"external_id": "Vendor", "name": "Vendor"})
        assert tenant.send(slug, [{"Vendor": one} for one in names])["failed_count"] == 0
    options = {"vendor_by_name": True} if sheet.base_object != "vendor" else {}
    if careful:
        options |= CAREFUL.get(sheet.name, Second()).options
    slug = tenant.report(sheet.slug, sheet.base_object, sheet.mapping(careful=careful), **options)
    records = sheet.records()
    return Outcome(sheet, len(records), tenant.send(slug, records)), slug


def _reason(error: Mapping[str, Any]) -> str:
    sentence = str(error["message"])
    if error["value"]:
        sentence = sentence.replace(str(error["value"]), "…")
    return f"{error['field']}: {sentence}"
