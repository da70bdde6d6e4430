import io

import pytest

from tests.fixtures import papers, zips
from vendorproof.documents.extract.findings import Damaged, Locked, Unsafe
from vendorproof.documents.extract.readers.package import Package, Relation


def package(parts: dict[str, bytes]) -> Package:
    return Package(io.BytesIO(zips.zipped(parts)))


def test_relations_lead_to_parts_wherever_they_are_written_from() -> None:
    relations = [("a", "image", "media/a.png"), ("b", "image", "/word/b.png"), ("c", "image", "../c.png")]
    made = package({"word/_rels/document.xml.rels": papers.related(relations).encode()})
    assert [one.target for one in made.relations("word/document.xml")] == ["word/media/a.png", "word/b.png", "c.png"]
    assert made.relations("word/other.xml") == []


def test_a_relation_to_the_outside_leads_nowhere() -> None:
    outside = zips.relations("attachedTemplate", "file:///etc/passwd")
    assert package({"_rels/.rels": outside}).relations("") == [Relation("r1", "attachedTemplate", "")]


def test_names_are_compared_as_office_compares_them() -> None:
    made = package({"Word/Document.XML": b"<document/>"})
    assert "word/document.xml" in made
    assert made.root("word/document.xml") == "document"


def test_elements_and_attributes_come_without_prefixes() -> None:
    seen: list[tuple[str, dict[str, str]]] = []
    xml = b'<x:a xmlns:x="u" xmlns:r="v"><x:b r:id="relation" id="own" x:val="1"/></x:a>'
    for _ in package({"a.xml": xml}).parse("a.xml", lambda tag, attributes: seen.append((tag, dict(attributes)))):
        pass
    assert seen[1][0] == "b"
    assert seen[1][1]["id"] == "relation"
    assert seen[1][1]["val"] == "1"


@pytest.mark.parametrize(
    ("xml", "refusal"),
    [
        (b"<a><b></a>", Damaged),
        (b"<a>", Damaged),
        (b"", Damaged),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', Unsafe),
        (b'<!DOCTYPE a SYSTEM "http://a/b"><a/>', Unsafe),
        (b"<a>" * 3000, Unsafe),
    ],
)
def test_xml_that_is_not_offices_is_refused(xml: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        for _ in package({"a.xml": xml}).parse("a.xml", lambda _tag, _attributes: None):
            pass


def test_a_locked_part_is_locked() -> None:
    made = Package(io.BytesIO(zips.encrypted(zips.zipped({"a.xml": b"<a/>"}))))
    with pytest.raises(Locked):
        made.root("a.xml")
