"""Counters and histograms for Prometheus; the clinic is a label of counters only, never of a histogram."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, multiprocess
from prometheus_client.registry import REGISTRY
from prometheus_client.values import ValueClass

from clinic_portal.foundation.tenancy import current_scope

REQUEST_SECONDS = Histogram(
    "portal_request_seconds",
    "Seconds a request took, by route and method.",
    ["route", "method"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
REQUESTS = Counter("portal_requests", "Answers, by clinic and class of status.", ["clinic", "status"])
EVENTS = Counter("portal_events", "Facts published, by clinic and name.", ["clinic", "event"])
OUTBOX_OUTCOMES = Counter("portal_outbox_outcomes", "What became of handed-out entries.", ["listener", "outcome"])
CACHE_LOOKUPS = Counter("portal_cache_lookups", "Cache look-ups by region: hit, miss or down.", ["region", "outcome"])
MESSAGES = Counter("portal_messages", "Messages handed to a gateway.", ["clinic", "channel", "outcome"])
OUTBOX_LAG = Gauge(
    "portal_outbox_lag_seconds", "Seconds the oldest due entry has waited.", multiprocess_mode="mostrecent"
)
OUTBOX_DUE = Gauge("portal_outbox_due", "Entries that are due.", multiprocess_mode="mostrecent")
QUEUE_DEPTH = Gauge("portal_queue_depth", "Jobs waiting, by queue.", ["queue"], multiprocess_mode="mostrecent")
STREAMS = Gauge("portal_streams", "Open views that listen.", multiprocess_mode="mostrecent")
STREAM_ANSWERS = Counter("portal_stream_answers", "Views that came to listen, by status.", ["status"])
STREAM_EVENTS = Counter("portal_stream_events", "Times that a listening view was told of a change.")


def clinic_label() -> str:
    clinic_id = current_scope().clinic_id
    return "none" if clinic_id is None else str(clinic_id)


def count_event(name: str) -> None:
    EVENTS.labels(clinic_label(), name).inc()


def exposition() -> bytes:
    """The text of all processes where they share a folder, else of this one."""
    if not _shared_by_processes(ValueClass):
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)
    return generate_latest(registry)


def _shared_by_processes(value_class: Callable[..., object]) -> bool:
    return value_class.__name__ == "MmapedValue"
