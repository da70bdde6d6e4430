from vendorproof.api import app
from vendorproof.config import Settings
from vendorproof.core.errors import BatchTooLarge


def test_an_odd_limit_is_named_in_bytes() -> None:
    (limit,) = app.body_limits(Settings(import_max_bytes=1_000_001)).values()
    assert limit.max_bytes == 1_000_001
    refusal = limit.refusal()
    assert isinstance(refusal, BatchTooLarge)
    assert "1000001 bytes" in str(refusal)


def test_every_special_limit_is_that_of_a_route() -> None:
    templates = {one.path_format for router in app.ROUTERS for one in router.routes if hasattr(one, "path_format")}
    assert set(app.body_limits(Settings())) <= templates
