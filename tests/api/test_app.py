from vendorproof.api import app
from vendorproof.config import Settings
from vendorproof.core.errors import BatchTooLarge
from vendorproof.documents.form import BESIDE_FILE_BYTES


def test_an_odd_limit_is_named_in_bytes() -> None:
    limit = app.body_limits(Settings(import_max_bytes=1_000_001))["/v1/import/{slug}"]
    assert limit.max_bytes == 1_000_001
    refusal = limit.refusal()
    assert isinstance(refusal, BatchTooLarge)
    assert "1000001 bytes" in str(refusal)


def test_a_document_may_be_as_large_as_the_setting_and_its_form_comes_on_top() -> None:
    limit = app.body_limits(Settings(document_max_bytes=5000))["/v1/documents"]
    assert limit.max_bytes == 5000 + BESIDE_FILE_BYTES
    assert not limit.is_early
    assert "5000 bytes" in str(limit.refusal())


def test_every_special_limit_is_that_of_a_route() -> None:
    templates = {one.path_format for router in app.ROUTERS for one in router.routes if hasattr(one, "path_format")}
    assert set(app.body_limits(Settings())) <= templates
