"""Software bills of materials, by format: CycloneDX, SPDX, SWID tags, Syft's own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vendorproof.documents.facts import dates
from vendorproof.documents.facts.fact import Citation, Fact, Text, as_written
from vendorproof.documents.facts.family import Family, Key
from vendorproof.documents.facts.kinds import Count, Day, Words, choice
from vendorproof.documents.facts.lines import Line, lines
from vendorproof.documents.facts.structured import Source, Value

MOST_COMPONENTS = 5_000

FORMAT = choice(
    "format", {"CycloneDX": r"cyclonedx", "SPDX": r"spdx", "SWID": r"softwareidentity|19770/-2", "Syft": r"\bsyft\b"}
)
COMPONENTS = Count(
    "number of components",
    re.compile(r"(?:software |unique |distinct |total |third[- ]party )?(?:components|packages|dependencies)"),
    re.compile(r'<component\b|<(?:spdx:)?package\b|"name" ?:|^packagename ?:|software_package'),
)
KEYS = {
    "format": Key(FORMAT, "Which format it is written in."),
    "format_version": Key(Words(longest=20), "Which version of the format."),
    "created": Key(Day(), "The day it was made."),
    "tool": Key(Words(longest=200), "What made it.", several=True),
    "subject": Key(Words(longest=300), "The product it describes."),
    "components": Key(COMPONENTS, "How many components it lists.", most_citations=MOST_COMPONENTS),
}


@dataclass(frozen=True, slots=True)
class _Shape:
    """Paths, as in `structured.Value`. `known` and its words tell the format."""

    known: str
    said: str
    version: tuple[str, ...]
    created: tuple[str, ...]
    tool: tuple[str, ...]
    subject: tuple[str, ...]
    components: tuple[str, ...]

    @property
    def paths(self) -> frozenset[str]:
        return frozenset((self.known, *self.version, *self.created, *self.tool, *self.subject, *self.components))


_SHAPES = (
    _Shape(
        "bomformat",
        "cyclonedx",
        ("specversion",),
        ("metadata/timestamp",),
        ("metadata/tools/name", "metadata/tools/components/name"),
        ("metadata/component/name",),
        ("components/name", "components/components/name", "components/components/components/name"),
    ),
    _Shape(
        "bom/@xmlns",
        "cyclonedx",
        ("bom/@xmlns",),
        ("bom/metadata/timestamp",),
        ("bom/metadata/tools/tool/name", "bom/metadata/tools/components/component/name"),
        ("bom/metadata/component/name",),
        ("bom/components/component/", "bom/components/component/components/component/"),
    ),
    _Shape(
        "spdxversion",
        "spdx",
        ("spdxversion",),
        ("creationinfo/created",),
        ("creationinfo/creators",),
        ("name",),
        ("packages/name",),
    ),
    _Shape(
        "@context",
        "spdx",
        ("@graph/specversion", "@graph/creationinfo/specversion"),
        ("@graph/created", "@graph/creationinfo/created"),
        (),
        (),
        ("@graph/type",),
    ),
    _Shape(
        "rdf/spdxdocument/specversion",
        "spdx",
        ("rdf/spdxdocument/specversion",),
        ("rdf/spdxdocument/creationinfo/creationinfo/created",),
        ("rdf/spdxdocument/creationinfo/creationinfo/creator",),
        ("rdf/spdxdocument/name",),
        ("rdf/spdxdocument/relationship/relationship/relatedspdxelement/package/", "rdf/package/"),
    ),
    _Shape("softwareidentity/", "softwareidentity", (), (), (), ("softwareidentity/@name",), ()),
    _Shape(
        "descriptor/name",
        "syft",
        ("schema/version",),
        ("descriptor/timestamp",),
        ("descriptor/name",),
        ("source/name", "source/target/userinput", "source/target"),
        ("artifacts/name",),
    ),
)
_PATHS = frozenset(path for shape in _SHAPES for path in shape.paths)
_VERSION = re.compile(r"(?:SPDX-|bom(?:-|/)|^v?)(?P<version>\d{1,2}(?:\.\d{1,3}){1,2})$", re.IGNORECASE)
_TOOL = re.compile(r"(?:tool:\s{0,3})(?P<name>\S.{0,150})", re.IGNORECASE)
_NOBODY = re.compile(r"(?:person|organi[sz]ation):", re.IGNORECASE)
_TAG = re.compile(
    r"(?P<tag>SPDXVersion|Created|Creator|DocumentName|PackageName)\s{0,3}:\s{0,3}(?P<value>\S.{0,300})", re.IGNORECASE
)


def read(text: Text) -> Iterator[Fact]:
    """By its format; nothing of what has none of these."""
    source = Source.of(text)
    found: dict[str, list[Value]] = {}
    for value in source.values():
        if value.path in _PATHS:
            found.setdefault(value.path, []).append(value)
    for shape in _SHAPES:
        known = next(
            (one for one in found.get(shape.known, ()) if shape.said in source.text[one.start : one.end].casefold()),
            None,
        )
        cited = source.cite(known.start, known.end) if known else None
        if cited is not None:
            yield from _shaped(source, shape, cited, found)
            return
    yield from _tagged(lines(text))


def _shaped(source: Source, shape: _Shape, cited: Citation, found: Mapping[str, Sequence[Value]]) -> Iterator[Fact]:
    value = FORMAT.read(cited.quote)
    if isinstance(value, str):
        yield Fact("format", value, cited.quote, 0.99, [cited])
    yield from _first(source, "format_version", shape.version, found)
    yield from _first(source, "created", shape.created, found)
    yield from _first(source, "subject", shape.subject, found)
    for one in (one for path in shape.tool for one in found.get(path, ())):
        spot = source.cite(one.start, one.end)
        name = _made(one.text)
        if spot is not None and name and one.plain:
            yield Fact("tool", name, spot.quote, 0.95, [spot])
    if source.whole:
        yield from _components(source, [one for path in shape.components for one in found.get(path, ())])


def _first(source: Source, key: str, paths: Sequence[str], found: Mapping[str, Sequence[Value]]) -> Iterator[Fact]:
    """Of the first path that has one; of two subjects that differ none."""
    for path in paths:
        values = found.get(path, ())
        told = {_told(key, one.text): one for one in values if one.plain and _told(key, one.text)}
        if len(told) == 1:
            value, one = next(iter(told.items()))
            spot = source.cite(one.start, one.end)
            if spot is not None:
                yield Fact(key, value, spot.quote, 0.96, [spot])
            return


def _told(key: str, text: str) -> str:
    if key == "created":
        return next((one.value for one in dates.dates(text)), "")
    if key == "format_version":
        match = _VERSION.search(text)
        return match["version"] if match else ""
    return text.strip()


def _made(text: str) -> str:
    if match := _TOOL.fullmatch(text.strip()):
        return match["name"].strip()
    return "" if _NOBODY.match(text) else text.strip()


def _components(source: Source, values: Sequence[Value]) -> Iterator[Fact]:
    spots = [
        source.cite(one.start, one.end)
        for one in values
        if one.path != "@graph/type" or one.text.casefold() == "software_package"
    ]
    cited = [spot for spot in spots if spot is not None]
    if cited and len(cited) == len(spots) and len(cited) <= MOST_COMPONENTS:
        yield Fact("components", len(cited), as_written(cited), 0.96, cited)


def _tagged(held: Sequence[Line]) -> Iterator[Fact]:
    """SPDX as lines of tags, or as YAML."""
    told: dict[str, list[tuple[Line, str]]] = {}
    for line in held:
        if match := _TAG.fullmatch(line.text):
            told.setdefault(match["tag"].casefold(), []).append((line, match["value"].strip().strip("\"'")))
    versions = told.get("spdxversion", [])
    if len(versions) != 1 or not versions[0][1].upper().startswith("SPDX-"):
        return
    line, value = versions[0]
    yield Fact("format", "SPDX", line.text, 0.99, [line.cite()])
    for key, tag in (("format_version", "spdxversion"), ("created", "created"), ("subject", "documentname")):
        for line, value in told.get(tag, [])[:1]:
            if held_value := _told(key, value):
                yield Fact(key, held_value, line.text, 0.96, [line.cite()])
    for line, value in told.get("creator", []):
        if name := _made(value):
            yield Fact("tool", name, line.text, 0.95, [line.cite()])
    packages = [line.cite() for line, _ in told.get("packagename", [])]
    if packages and len(packages) <= MOST_COMPONENTS:
        yield Fact("components", len(packages), as_written(packages), 0.96, packages)


FAMILY = Family(KEYS, read)
