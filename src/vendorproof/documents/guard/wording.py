"""What a text says of itself: that it is a draft, or how many pages it should have."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from vendorproof.documents.extract.units import Extraction, ranges
from vendorproof.documents.guard.flag import Flag

MOST_PAGES = 20
"""How many pages a flag names."""

EDGE_LINES = 12
_DRAFT = re.compile(
    r"(?:strictly |confidential[ ,–—-]{1,3}|preliminary |working |final |internal |management )?"
    r"(?:draft|entwurf|borrador|ébauche|bozza)(?: (?:report|copy|document|policy|only))?(?: (?:version )?v?\d[\d.]{0,6})?"
    r"(?:[ ,:–—-]{1,3}(?:for|not for|subject to|do not|confidential|without) [\w ,]{1,60})?[ .!*)\]]{0,3}",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"(?:document )?(?:status|state)[ \t]*[:|\t][ \t|]*(?:draft|entwurf|in draft)\b[^\n]{0,20}", re.IGNORECASE
)
_DECORATION = " \t*_#|-–—=[](){}<>~"
_PAGE_OF = re.compile(
    r"\b(?:page|seite|página|pagina)[ \t]{0,3}(\d{1,4})[ \t]{0,3}(?:of|von|de|sur|di|van|/)[ \t]{0,3}(\d{1,4})\b",
    re.IGNORECASE,
)
LEAST_AGREEING = 2


def seen(read: Extraction) -> Iterator[Flag]:
    """What can be told from the text alone."""
    if pages := _drafts(read):
        yield Flag("draft", f"It says that it is a draft ({_where(read, pages)}).", pages[:MOST_PAGES])
    if missing := _missing(read):
        yield missing
    if read.kind == "page" and (read.ocr or not any(unit.text.strip() for unit in read.units)):
        said = "its text was recognised from them" if read.ocr else "no text could be recognised"
        yield Flag("image_only", f"Pages of it are pictures: {said}.")


def _drafts(read: Extraction) -> list[int]:
    found: list[int] = []
    for at, unit in enumerate(read.units):
        lines = unit.text.splitlines()
        near_edge = {*range(EDGE_LINES), *range(len(lines) - 3, len(lines))}
        if any(_is_draft(line, top=at == 0) for number, line in enumerate(lines) if number in near_edge):
            found.append(unit.number)
    return found


def _is_draft(line: str, *, top: bool) -> bool:
    """A watermark, a header: the word stands alone, in capitals unless at the top of the document."""
    plain = line.strip(_DECORATION)
    if len(plain) > 120:
        return False
    if _STATUS.fullmatch(plain):
        return True
    match = _DRAFT.fullmatch(plain)
    return match is not None and (top or all(word.isupper() for word in plain.split() if word.isalpha()))


def _missing(read: Extraction) -> Flag | None:
    if read.kind != "page" or not read.complete:
        return None
    told = [(unit.number, *own) for unit in read.units if (own := _page_of(unit.text))]
    if not told:
        return None
    (total, agreeing), *_others = Counter(total for _, _, total in told).most_common()
    if agreeing < min(LEAST_AGREEING, read.count) or agreeing < len(told) * 0.8:
        return None
    numbers = {own for _, own, whole in told if whole == total}
    gone = sorted(set(range(1, total + 1)) - numbers)
    if read.count >= total or len(gone) < total - read.count:
        return None
    named = f": {ranges(gone)} cannot be found" if len(gone) == total - read.count else ""
    return Flag(
        "pages_missing",
        f"By its own numbering it has {total} pages; the file has {read.count}{named}.",
        [number for number, _, whole in told if whole == total][:MOST_PAGES],
    )


def _page_of(text: str) -> tuple[int, int] | None:
    """`Page 3 of 10` at an end of a page."""
    edges = "\n".join([*text.splitlines()[:4], *text.splitlines()[-4:]])
    found = {(int(one), int(whole)) for one, whole in _PAGE_OF.findall(edges) if 0 < int(one) <= int(whole)}
    return found.pop() if len(found) == 1 else None


def _where(read: Extraction, pages: Sequence[int]) -> str:
    labels = {unit.number: unit.label for unit in read.units}
    named = ", ".join(labels[one] for one in pages[:3])
    return named + (f" and {len(pages) - 3} more" if len(pages) > 3 else "")
