from vendorproof.api.metrics import Metrics


def test_two_applications_do_not_add_up() -> None:
    one, other = Metrics(), Metrics()
    one.imported("vendor", created=3, updated=1, unchanged=0, failed=2)
    one.audit_lost()
    assert b'vendorproof_import_records_total{base_object="vendor",outcome="created"} 3.0' in one.render()
    assert b'outcome="failed"} 2.0' in one.render()
    assert b"vendorproof_audit_lost_total 1.0" in one.render()
    assert b"outcome=" not in other.render()
