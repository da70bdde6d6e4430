from datetime import datetime

import pytest

from vendorproof.documents.extract.readers.numbers import Format, of_code, show

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel knows no zones


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("yyyy-mm-dd", Format.DAY),
        ("d. mmmm yyyy;@", Format.DAY),
        ("[$-409]mmmm d, yyyy", Format.DAY),
        ("mm/dd", Format.DAY),
        ("h:mm AM/PM", Format.TIME),
        ("[h]:mm", Format.DURATION),
        ("0.00%", Format.PERCENT),
        ("General", Format.PLAIN),
        ('#,##0.00 "days"', Format.PLAIN),
        ("[Red]0.00", Format.PLAIN),
        ("0.00E+00", Format.PLAIN),
        ('_-* #,##0.00 "€"_-', Format.PLAIN),
        ("@", Format.PLAIN),
    ],
)
def test_a_format_says_what_a_number_is(code: str, kind: Format) -> None:
    assert of_code(code) is kind


@pytest.mark.parametrize(
    ("stored", "kind", "shown"),
    [
        ("45992", Format.DAY, "2025-12-01"),
        ("45992.5", Format.DAY, "2025-12-01 12:00:00"),
        ("0.5", Format.TIME, "12:00:00"),
        ("1.25", Format.DURATION, "30:00:00"),
        ("0.1", Format.PERCENT, "10%"),
        ("0.30000000000000004", Format.PLAIN, "0.3"),
        ("007", Format.PLAIN, "007"),
        ("1E-3", Format.PLAIN, "0.001"),
        ("12345678901234567890", Format.PLAIN, "1.23456789012346e+19"),
        ("-5", Format.DAY, "-5"),
        ("1e300", Format.DAY, "1e+300"),
        ("nan", Format.DAY, "nan"),
        ("no number", Format.DAY, "no number"),
    ],
)
def test_a_number_shows_as_its_format_says(stored: str, kind: Format, shown: str) -> None:
    assert show(stored, kind, EPOCH) == shown
