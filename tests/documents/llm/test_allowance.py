from concurrent.futures import ThreadPoolExecutor

from tests.fixtures.importing import START, Importer
from vendorproof.documents.llm import allowance
from vendorproof.documents.llm.allowance import Allowance, Use

ON = Allowance(is_on=True, monthly_tokens=1_000)


def allow(importer: Importer, one: Allowance) -> None:
    with importer.rt.db.write() as tx:
        allowance.allow(tx, importer.scope, one)


def reserve(importer: Importer, tokens: int) -> str | None:
    with importer.rt.db.write() as tx:
        return allowance.reserve(tx, importer.scope, tokens)


def uses(importer: Importer) -> list[Use]:
    with importer.rt.db.read() as tx:
        return allowance.uses(tx, importer.scope)


def test_off_until_it_is_switched_on_and_again_when_switched_off(importer: Importer, neighbour: Importer) -> None:
    with importer.rt.db.read() as tx:
        assert allowance.allowed(tx, importer.scope) == Allowance(is_on=False, monthly_tokens=0)
    assert reserve(importer, 0) is None
    allow(importer, ON)
    assert reserve(importer, 1) == "2026-01"
    assert reserve(neighbour, 0) is None
    allow(importer, Allowance(is_on=False, monthly_tokens=1_000))
    assert reserve(importer, 1) is None


def test_a_month_holds_what_is_allowed_and_the_next_begins_anew(importer: Importer, neighbour: Importer) -> None:
    allow(importer, ON)
    allow(neighbour, ON)
    assert reserve(importer, 1_001) is None
    assert reserve(importer, 1_000) == "2026-01"
    assert reserve(importer, 1) is None
    assert reserve(neighbour, 1_000) == "2026-01"
    importer.clock.at = START + 31 * 86_400
    assert reserve(importer, 1) == "2026-02"
    assert [(one.month, one.tokens) for one in uses(importer)] == [("2026-02", 1), ("2026-01", 1_000)]


def test_what_was_not_used_is_given_back_to_its_month(importer: Importer) -> None:
    allow(importer, ON)
    reserve(importer, 900)
    importer.clock.at = START + 31 * 86_400
    with importer.rt.db.write() as tx:
        allowance.settle(tx, importer.scope, "2026-01", reserved=900, used=250)
        allowance.count(tx, importer.scope, kept=3, dropped=2)
    assert uses(importer) == [Use("2026-02", 0, 0, 3, 2), Use("2026-01", 1, 250, 0, 0)]


def test_two_at_a_time_do_not_spend_the_same(importer: Importer) -> None:
    allow(importer, ON)
    with ThreadPoolExecutor(8) as pool:
        got = [*pool.map(lambda _: reserve(importer, 300), range(8))]
    assert sum(one is not None for one in got) == 3
    assert uses(importer) == [Use("2026-01", 3, 900, 0, 0)]
