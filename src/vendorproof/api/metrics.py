"""What this process counts, in Prometheus' text form."""

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from vendorproof.jobs.engine import Backlog

CONTENT_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """One set per application, so that two of them in one process do not add up."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        labels = ("method", "route", "status")
        self._requests = Counter("vendorproof_requests", "Answers sent.", labels, registry=self.registry)
        self._seconds = Histogram(
            "vendorproof_request_seconds",
            "From the request's first byte to the start of its answer.",
            ("method", "route"),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._records = Counter(
            "vendorproof_import_records",
            "Imported records by outcome.",
            ("base_object", "outcome"),
            registry=self.registry,
        )
        self._lost = Counter(
            "vendorproof_audit_lost", "Calls whose audit record stands in the log only.", registry=self.registry
        )

        self._jobs = Gauge("vendorproof_jobs", "Background jobs in the database.", ("state",), registry=self.registry)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answer; `route` is the template."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def imported(self, base_object: str, *, created: int, updated: int, unchanged: int, failed: int) -> None:
        """Count the records of one committed batch; `updated` without the unchanged ones."""
        outcomes = {"created": created, "updated": updated, "unchanged": unchanged, "failed": failed}
        for outcome, count in outcomes.items():
            self._records.labels(base_object, outcome).inc(count)

    def audit_lost(self) -> None:
        """Count one call whose audit record could not be stored."""
        self._lost.inc()

    def backlog(self, found: Backlog) -> None:
        """Set how many jobs stand in the database, which all servers share."""
        for state in ("queued", "running", "delayed", "failed"):
            self._jobs.labels(state).set(getattr(found, state))

    def render(self) -> bytes:
        """The exposition."""
        return generate_latest(self.registry)
