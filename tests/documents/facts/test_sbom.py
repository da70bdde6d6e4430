import json
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendorproof.documents import types
from vendorproof.documents.extract.units import Unit
from vendorproof.documents.facts.fact import Fact, Text
from vendorproof.documents.facts.law import breach
from vendorproof.documents.facts.sbom import FAMILY

CYCLONEDX = json.dumps(
    {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "metadata": {
            "timestamp": "2024-05-06T07:08:09Z",
            "tools": {"components": [{"type": "application", "name": "syft", "version": "1.0"}]},
            "component": {
                "type": "application",
                "name": "shop",
                "version": "2.0",
                "licenses": [{"license": {"name": "MIT"}}],
            },
        },
        "components": [
            {
                "type": "library",
                "name": "braces",
                "licenses": [{"license": {"name": "MIT"}}],
                "components": [{"type": "library", "name": "inner"}],
            },
            {"type": "library", "name": "left-pad", "supplier": {"name": "npm"}},
        ],
    },
    indent=1,
)
CYCLONEDX_XML = """<?xml version="1.0"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.4" version="1">
<metadata><timestamp>2023-01-02T03:04:05Z</timestamp><tools><tool><vendor>x</vendor><name>cdxgen</name></tool></tools>
<component type="application"><name>portal</name></component></metadata>
<components>
<component type="library"><name>a</name><components><component type="library"><name>b</name></component></components></component>
<component type="library"><name>c</name></component>
</components></bom>"""
SPDX = json.dumps(
    {
        "spdxVersion": "SPDX-2.3",
        "name": "shop-1.0",
        "creationInfo": {"created": "2024-02-03T00:00:00Z", "creators": ["Organization: Example", "Tool: syft-0.99"]},
        "packages": [{"name": "a", "SPDXID": "SPDXRef-a"}, {"name": "b", "SPDXID": "SPDXRef-b"}],
        "files": [{"name": "f"}],
    },
    indent=2,
)
TAGS = """SPDXVersion: SPDX-2.2
DataLicense: CC0-1.0
DocumentName: portal
Creator: Person: Somebody
Creator: Tool: reuse-1.0
Created: 2022-03-04T05:06:07Z

PackageName: one
PackageVersion: 1

PackageName: two"""
SPDX3 = json.dumps(
    {
        "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
        "@graph": [
            {"type": "CreationInfo", "specVersion": "3.0.1", "created": "2025-01-02T00:00:00Z"},
            {"type": "software_Package", "name": "a"},
            {"type": "software_Package", "name": "b"},
            {"type": "software_File", "name": "c"},
        ],
    },
    indent=2,
)
SWID = '<SoftwareIdentity xmlns="http://standards.iso.org/iso/19770/-2/2015/schema.xsd" name="Shop Server" tagId="x" version="1.0"><Entity name="E" role="softwareCreator"/></SoftwareIdentity>'

FILES: dict[str, tuple[str, dict[str, object]]] = {
    "cyclonedx": (
        CYCLONEDX,
        {
            "format": "CycloneDX",
            "format_version": "1.5",
            "created": "2024-05-06",
            "tool": "syft",
            "subject": "shop",
            "components": 3,
        },
    ),
    "cyclonedx xml": (
        CYCLONEDX_XML,
        {
            "format": "CycloneDX",
            "format_version": "1.4",
            "created": "2023-01-02",
            "tool": "cdxgen",
            "subject": "portal",
            "components": 3,
        },
    ),
    "spdx": (
        SPDX,
        {
            "format": "SPDX",
            "format_version": "2.3",
            "created": "2024-02-03",
            "tool": "syft-0.99",
            "subject": "shop-1.0",
            "components": 2,
        },
    ),
    "spdx tags": (
        TAGS,
        {
            "format": "SPDX",
            "format_version": "2.2",
            "created": "2022-03-04",
            "tool": "reuse-1.0",
            "subject": "portal",
            "components": 2,
        },
    ),
    "spdx 3": (SPDX3, {"format": "SPDX", "format_version": "3.0.1", "created": "2025-01-02", "components": 2}),
    "swid": (SWID, {"format": "SWID", "subject": "Shop Server"}),
    "something else": ('{"name": "shop", "dependencies": {"a": "1"}}', {}),
    "prose": ("Our software bill of materials\nComponents: 12", {}),
}


def cut(text: str, size: int) -> list[Unit]:
    held = text.split("\n")
    return [Unit(at + 1, f"line {at + 1}", "\n".join(held[at : at + size])) for at in range(0, len(held), size)]


def read(units: Sequence[Unit]) -> list[Fact]:
    facts = list(FAMILY.read(Text.of(units, "line")))
    texts = {one.number: one.text for one in units}
    assert [(fact, wrong) for fact in facts if (wrong := breach(fact, texts, FAMILY.keys))] == []
    return facts


def test_the_keys_are_those_of_the_catalogue() -> None:
    assert tuple(FAMILY.keys) == types.FACTS["sbom"]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("size", [1, 6, 500])
def test_files_by_their_format(name: str, size: int) -> None:
    text, values = FILES[name]
    assert {fact.key: fact.value for fact in read(cut(text, size))} == values


def test_of_a_file_that_is_cut_off_nothing_is_counted() -> None:
    for text in (CYCLONEDX, CYCLONEDX_XML, SPDX):
        keys = {fact.key for fact in read(cut(text[:-3], 5))}
        assert "components" not in keys
        assert "format" in keys


@given(st.lists(st.text("abc-", min_size=1, max_size=5), max_size=30), st.sampled_from([None, 0, 2]), st.integers(1, 8))
@settings(max_examples=40)
def test_every_component_counts_once(names: list[str], indent: int | None, size: int) -> None:
    text = json.dumps(
        {
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "components": [{"name": one, "author": {"name": "x"}} for one in names],
        },
        indent=indent,
    )
    counts = [fact.value for fact in read(cut(text, size)) if fact.key == "components"]
    assert counts == ([len(names)] if names else [])
