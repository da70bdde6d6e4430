"""Contracts: the parties, from when and how long it holds, how it ends, whose law, what it limits and what it promises about data."""

from collections.abc import Iterator

from vendorproof.documents.facts.contract import dating, duties, governing, lasting, parties
from vendorproof.documents.facts.contract.wording import Contract
from vendorproof.documents.facts.fact import Fact, Text
from vendorproof.documents.facts.family import Family, Key
from vendorproof.documents.facts.flow import flow
from vendorproof.documents.facts.kinds import Amount, Day, Duration, Either, Words


def read(text: Text) -> Iterator[Fact]:
    """Of what stands before the annexes, which are contracts of their own."""
    contract = Contract(flow(text))
    opening = parties.preamble(contract)
    yield from parties.read(contract, opening)
    yield from dating.read(contract, opening)
    yield from lasting.read(contract)
    yield from governing.read(contract)
    yield from duties.read(contract)


FAMILY = Family(
    keys={
        "parties": Key(parties.PARTY, "Who it is between, one fact each, and as what (`Customer`)", several=True),
        "effective_date": Key(Day(), "The day from which it holds, else the day it is made"),
        "term": Key(Either("duration or date", (Duration(), Day())), "How long it lasts at first, or the day it ends"),
        "renewal": Key(
            lasting.RENEWAL, "Whether it renews itself (`automatic`, `none`), and with what notice that is stopped"
        ),
        "termination_notice": Key(Duration(), "With what notice it can be ended without a cause"),
        "governing_law": Key(Words(longest=80), "The jurisdiction whose law governs it"),
        "liability_cap": Key(
            Either("money or text", (Amount(), Words(longest=600))),
            "What liability is limited to: an amount, or the words for it",
        ),
        "breach_notice_period": Key(
            Either("duration or text", (Duration(), Words(longest=40))),
            "How soon a breach of data is told: a time, or `without undue delay`",
        ),
        "subprocessor_clause": Key(
            duties.SUBPROCESSORS,
            "Whether sub-processors need consent (`specific`, `general`, `prohibited`), and the notice of new ones",
        ),
    },
    read=read,
)
