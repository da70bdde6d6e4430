"""Annual and interim accounts, and the auditor's report on them."""

from collections.abc import Iterator

from vendorproof.documents.facts import kinds
from vendorproof.documents.facts.fact import Fact, Text
from vendorproof.documents.facts.family import Family, Key
from vendorproof.documents.facts.financial import figures, report, statement
from vendorproof.documents.facts.joined import joined

KEYS = {
    "entity": Key(kinds.Words(), "Whose accounts they are."),
    "period": Key(report.PERIOD, "The last day of the period, its length (year, nine_months, half_year, quarter), its first day where that is written."),
    "auditor": Key(kinds.Words(), "The firm that signed the auditor's report."),
    "opinion": Key(report.OPINION, "unqualified, qualified, adverse or disclaimer."),
    "going_concern": Key(report.GOING_CONCERN, "Whether the auditor points to doubt about the entity's future; false where the report says that there is none."),
    "currency": Key(figures.CURRENCY, "What the accounts are in; absent where there is only a sign that several currencies have."),
    "revenue": Key(figures.Figure(), "Of the period."),
    "net_result": Key(figures.Figure(), "Profit or loss (negative) of the period."),
}  # fmt: skip


def _read(text: Text) -> Iterator[Fact]:
    whole = joined(text)
    yield from report.entity(whole)
    spoken = next(report.reports(whole), None)
    yield from report.auditor(whole, spoken)
    if spoken is not None:
        yield from report.opinion(whole, spoken)
        yield from report.going_concern(whole, spoken)
    currency = statement.currency(whole)
    if currency is not None:
        yield whole.said("currency", currency[0], [currency[1]], 0.9)
    dated = report.period(whole)
    if dated is not None:
        yield dated[0]
        yield from statement.facts(whole, dated[1], currency)


FAMILY = Family(KEYS, _read)
