"""What a certificate certifies: the standards, with their editions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vendorproof.documents.facts.fact import Fact
from vendorproof.documents.facts.joined import Joined, plain

_CERTIFIABLE = r"27001|27017|27018|27701|27799|9001|14001|13485|20000-1|20000|22301|45001|50001|42001|22000|37001|37301|28000|22237|27034|55001|41001|21001|39001|18788"
_ISO = re.compile(
    rf"(?<![\w/-])(?P<name>ISO(?:\s?/\s?(?:IEC|TS)){{0,2}}[\s-]{{0,2}}(?P<number>{_CERTIFIABLE})(?!\d))(?:\s?[:–-]\s?(?P<edition>(?:19|20)\d{{2}})\b)?(?!\s?-\s?\d)"
)
_ASIDE = re.compile(
    r"(?:extension (?:of|to)|extends|extending|together with|in conjunction with|in combination with|integrated with|linked to|based on|supplement(?:s|ing)?|"
    r"prerequisite|only valid with|certificate (?:no\.? |number )?[\w-]{1,20} (?:to|for))[\w\s,.:/#-]{0,60}\Z",
    re.IGNORECASE,
)
_CYBER = re.compile(
    r"(?:requirements of (?:the )?|certificate\s{1,9}of\s{1,9}assurance[^\n]{0,5}\n?\s{0,9}|certified (?:to|against) )(?P<name>cyber\s{1,9}essentials(?:\s{1,9}plus)?)\b",
    re.IGNORECASE,
)
_CYBER_ANY = re.compile(r"cyber\s{1,9}essentials(?:\s{1,9}plus)?", re.IGNORECASE)
_PROFILE = re.compile(
    r"(?:profile|question ?set|scheme|requirements|standard)\s{1,9}(?:version|v)\s{0,9}:?\s{0,9}(?:v(?:ersion)?\s?)?(?P<edition>\d(?:\.\d){0,2}|[A-Z][a-z]{3,14})\b",
    re.IGNORECASE,
)
_HITRUST = re.compile(
    r"(?P<name>HITRUST\s{1,9}CSF)(?:®|\(R\))?(?:\s{1,9}(?P<edition>v(?:ersion\s)?\s?\d{1,2}(?:\.\d{1,2}){0,2}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    edition: str | None
    start: int
    end: int
    edition_at: int


def facts(whole: Joined) -> Iterator[Fact]:
    """`standard` and `edition`, one each for every standard that is certified."""
    document_type = _kind(whole.text)
    if document_type == "iso":
        yield from _iso(whole)
    elif document_type == "cyber":
        yield from _cyber(whole)
    elif document_type == "hitrust":
        yield from _hitrust(whole)


def _kind(text: str) -> str | None:
    opening = text[:3_000].casefold()
    if "cyber essentials" in opening and not _ISO.search(text[:1_500]):
        return "cyber"
    if opening.count("hitrust") >= 2:
        return "hitrust"
    return "iso" if _ISO.search(text) else None


def _iso(whole: Joined) -> Iterator[Fact]:
    found: dict[str, list[_Found]] = {}
    for match in _ISO.finditer(whole.text):
        if not _ASIDE.search(whole.text[max(0, match.start() - 120) : match.start()]):
            one = _Found(plain(match["name"]), match["edition"], match.start(), match.end(), match.start())
            found.setdefault(match["number"], []).append(one)
    dated = [number for number, held in found.items() if any(one.edition for one in held)]
    for number in dated or list(found)[:1]:
        held = found[number]
        best = next((one for one in held if one.edition), held[0])
        yield whole.said("standard", best.name, [(best.start, best.end)], 0.95 if best.edition else 0.75)
        if len({one.edition for one in held if one.edition}) == 1 and best.edition:
            yield whole.said("edition", best.edition, [(best.start, best.end)], 0.95)


def _cyber(whole: Joined) -> Iterator[Fact]:
    found = list(_CYBER.finditer(whole.text))
    names = {plain(match["name"]).casefold() for match in found}
    if len(names) == 1:
        start, end = found[0].span("name")
    else:
        told = list(_CYBER_ANY.finditer(whole.text))
        if len({plain(match[0]).casefold() for match in told}) != 1:
            return
        start, end = told[0].span()
    name = "Cyber Essentials Plus" if "plus" in whole.text[start:end].casefold() else "Cyber Essentials"
    yield whole.said("standard", name, [(start, end)], 0.95)
    profiles = list(_PROFILE.finditer(whole.text))
    if len({match["edition"] for match in profiles}) == 1:
        yield whole.said("edition", profiles[0]["edition"], [profiles[0].span()], 0.9)


def _hitrust(whole: Joined) -> Iterator[Fact]:
    found = list(_HITRUST.finditer(whole.text))
    if not found:
        return
    dated = [match for match in found if match["edition"]]
    best = (dated or found)[0]
    yield whole.said("standard", plain(best["name"]), [best.span("name")], 0.9)
    if len({plain(match["edition"]).casefold() for match in dated}) == 1:
        yield whole.said("edition", plain(best["edition"]), [best.span("edition")], 0.92)
