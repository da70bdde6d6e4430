"""What can be noticed about a document, each with a sentence for the analyst."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

CODES: Mapping[str, str] = MappingProxyType(
    {
        "type_mismatch": "It was filed as one type and is, by its own words, surely another.",
        "type_1_filed_as_type_2": "It was filed as a report over a period, and is one as of a date.",
        "names_another_company": "It does not name its vendor, but another company.",
        "covers_another_service": "It names none of the services it is linked to, but another one of the vendor's.",
        "expired_on_arrival": "It was no longer good when it was uploaded.",
        "draft": "It says that it is a draft.",
        "pages_missing": "By its own page numbers, some of its pages are not there.",
        "image_only": "Its pages are pictures: its text was recognised, or could not be.",
        "locked": "It needs a password that we do not have.",
        "exact_copy": "The same file is held already.",
        "near_copy": "Nearly the same text is held already.",
    }
)
"""By code, what a flag means."""


@dataclass(frozen=True, slots=True)
class Flag:
    """`pages` are numbers of the units it is seen on, `document_ids` other documents it speaks of."""

    code: str
    message: str
    pages: Sequence[int] = ()
    document_ids: Sequence[str] = ()

    def told(self) -> dict[str, Any]:
        """As on the wire."""
        return {
            "code": self.code,
            "message": self.message,
            "pages": list(self.pages),
            "document_ids": list(self.document_ids),
        }
