"""Certificates of insurance."""

from collections.abc import Iterator

from vendorproof.documents.facts import kinds
from vendorproof.documents.facts.fact import Fact, Text
from vendorproof.documents.facts.family import Family, Key
from vendorproof.documents.facts.insurance import acord, letters, policies
from vendorproof.documents.facts.joined import A_FORM, joined

KEYS = {
    "insured": Key(kinds.Words(), "Who is insured."),
    "insurers": Key(policies.INSURER, "An insurer, with its letter on the form and its NAIC number.", several=True),
    "policies": Key(
        policies.POLICY, "A policy: kind, number, first and last day, and its limits by their names.", several=True
    ),
    "certificate_holder": Key(kinds.Words(), "To whom the certificate was issued."),
}


def _read(text: Text) -> Iterator[Fact]:
    whole = joined(text, A_FORM)
    yield from (acord if acord.IS_ONE.search(whole.text) else letters).facts(whole)


FAMILY = Family(KEYS, _read)
