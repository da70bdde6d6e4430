import pytest

from tests.documents.facts.contract.reading import value

LAWS = [
    (
        "This Agreement shall be governed by and construed in accordance with the laws of the State of Delaware, without regard to conflict of laws principles.",
        "Delaware",
    ),
    ("This Agreement and any dispute are governed by the law of England and Wales.", "England and Wales"),
    ("Governing Law: Ireland\nCourts: Dublin", "Ireland"),
    ("Governing law\tState of New York\nVenue\tManhattan", "New York"),
    (
        "The laws of the Province of Ontario and the federal laws of Canada applicable therein govern this Agreement.",
        "Ontario",
    ),
    ("This Agreement is governed by California law.", "California"),
    ("These Terms shall be governed by English law.", "English law"),
    ("THIS AGREEMENT SHALL BE GOVERNED BY THE LAWS OF THE COMMONWEALTH OF MASSACHUSETTS.", "MASSACHUSETTS"),
    (
        "This Agreement shall be governed by, and interpreted under, the substantive laws of Switzerland, excluding the CISG.",
        "Switzerland",
    ),
    ("Der Vertrag unterliegt dem Recht der Bundesrepublik Deutschland.", "Bundesrepublik Deutschland"),
    ("Les présentes conditions sont soumises au droit français.", "droit français"),
    ("Acme Inc. is a corporation organized and existing under the laws of the State of Nevada.", None),
    ("These Clauses shall be governed by the law of Ireland.", None),
    ("The arbitration shall be governed by the laws of Singapore.", None),
    ("This DPA is governed by the laws of the jurisdiction stipulated in the Principal Agreement.", None),
    (
        "If you reside in Germany, these Terms are governed by the laws of Germany. If you reside elsewhere, these Terms are governed by the laws of Japan.",
        None,
    ),
    ("This Agreement shall not be governed by the laws of France.", None),
    ("Governing law: [State/Province/Country]", None),
]


@pytest.mark.parametrize(("text", "expected"), LAWS)
def test_governing_law(text: str, expected: str | None) -> None:
    assert value(text, "governing_law") == expected
