"""Certificates: of management systems (ISO), of HITRUST, of Cyber Essentials."""

from collections.abc import Iterator

from vendorproof.documents.facts import kinds
from vendorproof.documents.facts.certificate import dating, particulars, standards
from vendorproof.documents.facts.fact import Fact, Text
from vendorproof.documents.facts.family import Family, Key
from vendorproof.documents.facts.joined import A_FORM, joined

_WORDS = kinds.Words()
_DAY = kinds.Day()

KEYS = {
    "holder": Key(_WORDS, "The organisation that is certified."),
    "standard": Key(_WORDS, "The standard, without its edition: ISO/IEC 27001.", several=True),
    "edition": Key(_WORDS, "The edition of each standard: 2022.", several=True),
    "certificate_number": Key(_WORDS, "The certificate's own number."),
    "body": Key(_WORDS, "The body that certifies."),
    "accreditation": Key(_WORDS, "The body that accredits the one that certifies."),
    "scope": Key(_WORDS, "What of the organisation is certified, in the certificate's words."),
    "issue_date": Key(
        _DAY, "The day this certificate was issued, not the first one; else the day from which it is valid."
    ),
    "expiry_date": Key(_DAY, "The last day it is valid."),
}


def _read(text: Text) -> Iterator[Fact]:
    whole = joined(text, A_FORM)
    held = list(particulars.holder(whole))
    yield from held
    yield from particulars.body(whole, str(held[0].value) if held else None)
    for reader in particulars.READERS:
        yield from reader(whole)
    yield from standards.facts(whole)
    yearly = "cyber essentials" in whole.text[:3_000].casefold()
    yield from dating.facts(whole, dating.days(whole, yearly=yearly))
    if "hitrust" in whole.text[:1_000].casefold():
        yield from dating.of_letter(whole)


FAMILY = Family(KEYS, _read)
