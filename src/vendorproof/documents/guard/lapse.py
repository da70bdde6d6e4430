"""Whether evidence was still good when it came."""

from collections.abc import Iterator
from datetime import UTC, datetime

from vendorproof.documents.facts.validity import Validity
from vendorproof.documents.guard.flag import Flag


def seen(good: Validity, uploaded_at: int) -> Iterator[Flag]:
    """`uploaded_at` in epoch seconds; a day is over when it is over in UTC."""
    day = datetime.fromtimestamp(uploaded_at, UTC).date().isoformat()
    if good.valid_until is not None and good.valid_until < day:
        yield Flag("expired_on_arrival", f"It was good until {good.valid_until}, and came on {day}. {good.sentence}")
