from typing import get_args

from vendorproof.api import document_shapes as shapes
from vendorproof.db.document_tables import STATUSES
from vendorproof.documents.types import BY_SLUG


def test_the_statuses_that_are_declared_are_the_tables() -> None:
    assert get_args(shapes.DocumentObject.model_fields["status"].annotation) == STATUSES


def test_examples_are_what_is_declared() -> None:
    shapes.DocumentObject.model_validate(shapes.EXAMPLE)
    shapes.DownloadObject.model_validate(shapes.DOWNLOAD_EXAMPLE)
    shapes.MemberObject.model_validate(shapes.MEMBER_EXAMPLE)
    assert shapes.EXAMPLE["document_type"] in BY_SLUG
    assert list(shapes.EXAMPLE) == list(shapes.DocumentObject.model_fields)
