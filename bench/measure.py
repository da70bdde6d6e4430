"""Two things side by side: in turn, so that whatever else the machine does meets both, and told as one line."""

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

PAIRS = 5

Clock = Callable[[], float]
Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Target:
    """What the ratio must keep: at most, or at least, a bound."""

    bound: float
    at_most: bool

    def __str__(self) -> str:
        return f"{'≤' if self.at_most else '≥'} {self.bound:g}"

    def holds(self, value: float) -> bool:
        return value <= self.bound if self.at_most else value >= self.bound


def at_most(bound: float) -> Target:
    return Target(bound, at_most=True)


def at_least(bound: float) -> Target:
    return Target(bound, at_most=False)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Seconds of ours and of theirs, pair by pair."""

    ours: Sequence[float]
    theirs: Sequence[float]


def clocked(work: Work, clock: Clock = time.perf_counter) -> float:
    """Seconds that `work` took; what it returns is freed afterwards, as its caller would."""
    gc.collect()
    start = clock()
    kept = work()
    seconds = clock() - start
    del kept
    return seconds


def in_turn(ours: Work, theirs: Work, *, pairs: int = PAIRS, clock: Clock = time.perf_counter) -> Pairs:
    """A B, B A, A B …: whichever comes first in a pair, its turn alternates."""
    taken: tuple[list[float], list[float]] = ([], [])
    for number in range(pairs):
        both = ((0, ours), (1, theirs))
        for side, work in both if number % 2 == 0 else reversed(both):
            taken[side].append(clocked(work, clock))
    return Pairs(*taken)


def cost_line(name: str, pairs: Pairs, target: Target | None = None) -> str:
    """Ours as a share of the comparator's time: lower is better."""
    ratios = [ours / theirs for ours, theirs in zip(pairs.ours, pairs.theirs, strict=True)]
    return _line(name, _ms(pairs.ours), _ms(pairs.theirs), ratios, target)


def speed_line(name: str, count: int, pairs: Pairs, target: Target | None = None) -> str:
    """Ours as a multiple of the comparator's speed: higher is better; `count` is what each side did."""
    ratios = [theirs / ours for ours, theirs in zip(pairs.ours, pairs.theirs, strict=True)]
    return _line(name, _rate(count, pairs.ours), _rate(count, pairs.theirs), ratios, target)


def value_line(name: str, value: float, unit: str, target: Target | None = None, against: str = "") -> str:
    """A value that has no comparator but its target."""
    verdict = _verdict(target, value)
    return f"{name:<46} {value:>10.1f} {unit:<6} {against:>17} {'':>20}  {verdict}".rstrip()


def _line(name: str, ours: str, theirs: str, ratios: Sequence[float], target: Target | None) -> str:
    median = statistics.median(ratios)
    spread = f"{median:.2f} ({min(ratios):.2f}–{max(ratios):.2f})"
    return f"{name:<46} {ours:>17} {theirs:>17} {spread:>20}  {_verdict(target, median)}".rstrip()


def _verdict(target: Target | None, value: float) -> str:
    return "" if target is None else f"{target!s:<7} {'PASS' if target.holds(value) else 'short'}"


def _ms(seconds: Sequence[float]) -> str:
    return f"{statistics.median(seconds) * 1000:,.1f} ms"


def _rate(count: int, seconds: Sequence[float]) -> str:
    return f"{count / statistics.median(seconds):,.0f}/s"


def heading() -> str:
    """Names of the columns."""
    return f"{'figure':<46} {'ours':>17} {'comparator':>17} {'ratio (min–max)':>20}  target"


Lines = Iterator[str]
