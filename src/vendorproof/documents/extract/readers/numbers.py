"""How Excel shows a number: as a day, a time, a percentage, or as it is (ECMA-376 part 1, §18.8.30)."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum, auto

MOST_STYLES = 100_000


class Format(Enum):
    """What a number format makes of a number."""

    PLAIN = auto()
    DAY = auto()
    TIME = auto()
    DURATION = auto()
    PERCENT = auto()


BUILT_IN: Mapping[str, Format] = {
    "9": Format.PERCENT,
    "10": Format.PERCENT,
    **{str(number): Format.DAY for number in (14, 15, 16, 17, 22, *range(27, 32), 34, 35, 36, *range(50, 59))},
    **{str(number): Format.TIME for number in (18, 19, 20, 21, 32, 33, 45, 47)},
    "46": Format.DURATION,
}


class Formats:
    """Handlers for the XML of the styles; `of_style` tells the format by the number a cell carries, if it is not plain."""

    def __init__(self, *, epoch_1904: bool) -> None:
        self.epoch = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - Excel knows no zones
        self.of_style: dict[str, Format] = {}
        self._codes: dict[str, Format] = dict(BUILT_IN)
        self._count = 0
        self._inside = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "numFmt" and len(self._codes) < MOST_STYLES:
            self._codes[attributes.get("numFmtId", "")] = of_code(attributes.get("formatCode", ""))
        elif tag == "cellXfs":
            self._inside = True
        elif tag == "xf" and self._inside and self._count < MOST_STYLES:
            found = self._codes.get(attributes.get("numFmtId", ""), Format.PLAIN)
            if found is not Format.PLAIN:
                self.of_style[str(self._count)] = found
            self._count += 1

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._inside = False


def of_code(code: str) -> Format:
    """By the first section of a format code, without what it quotes."""
    bare = re.sub(r'"[^"]*"|\\.|_.|\*.', "", code[:400]).partition(";")[0].lower()
    if re.search(r"\[(?:h+|m+|s+)\]", bare):
        return Format.DURATION
    bare = re.sub(r"\[[^\]]*\]", "", bare)
    if "general" in bare:
        return Format.PLAIN
    if re.search(r"[yd]|e(?![+-])|mmm", bare):
        return Format.DAY
    if re.search(r"[hs]", bare):
        return Format.TIME
    if "%" in bare:
        return Format.PERCENT
    return Format.DAY if re.fullmatch(r"[m/. -]+", bare) and "m" in bare else Format.PLAIN


def show(text: str, kind: Format, epoch: datetime) -> str:
    """A stored number as text: days as ISO dates, percentages with their sign, others with at most 15 digits."""
    try:
        number = float(text)
    except ValueError:
        return text
    if kind is Format.PERCENT:
        return f"{number * 100:.15g}%"
    if kind is Format.PLAIN or not 0 <= number < 2_958_466:  # the year 10000
        return text if re.fullmatch(r"-?\d{1,15}", text) else f"{number:.15g}"
    seconds = round(number * 86_400)
    if kind is Format.DURATION:
        minutes, second = divmod(seconds, 60)
        return f"{minutes // 60}:{minutes % 60:02}:{second:02}"
    moment = epoch + timedelta(seconds=seconds)
    if kind is Format.TIME and number < 1:
        return moment.time().isoformat()
    return moment.date().isoformat() if seconds % 86_400 == 0 else moment.isoformat(" ")
