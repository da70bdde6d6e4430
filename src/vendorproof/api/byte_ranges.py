"""Which bytes of a file a request asks for (RFC 9110, pure)."""

import re

_RANGE = re.compile(r"bytes=\s*(?:([0-9]{1,18})-([0-9]{1,18})?|-([0-9]{1,18}))\s*", re.IGNORECASE)
_TAG = re.compile(r'(?:W/)?("[^"]*")')


class NotSatisfiable(Exception):
    """The range begins behind the end of the file."""


def requested(header: str | None, size: int) -> tuple[int, int] | None:
    """From which byte to before which; None for the whole file, also when several ranges are asked for or none can be read."""
    found = _RANGE.fullmatch(header or "")
    if found is None:
        return None
    first, last, suffix = found.groups()
    if suffix is not None:
        start, stop = max(size - int(suffix), 0), size
    else:
        start, stop = int(first), size if last is None else min(int(last) + 1, size)
        if last is not None and int(last) < start:
            return None
    if start >= stop:
        raise NotSatisfiable
    return start, stop


def names(header: str | None, tag: str) -> bool:
    """Whether If-None-Match holds the tag, or any."""
    return header is not None and (header.strip() == "*" or tag in _TAG.findall(header))
