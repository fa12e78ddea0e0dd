"""The one job that queues carry: react to outbox entries of a clinic, named by their ids."""

import structlog
from flask import Flask
from rq.timeouts import BaseTimeoutException

from clinic_portal.foundation.events.consume import consume

log = structlog.get_logger("worker")
_app: Flask | None = None


def serve_with(app: Flask) -> None:
    """Give the jobs of this process their application; the worker does so before its first job."""
    global _app  # noqa: PLW0603  # RQ calls `deliver` by name and hands nothing else over
    _app = app


def deliver(clinic_id: int, *outbox_ids: int) -> None:
    """React to the entries, each by itself; raises the first error that no entry could write down; may run twice.

    RQ tries a job that raised once more after a second: what is done stays done, but an entry that failed is then tried
    before its time, for a row does not say whether its `next_at` is a pause or the relay's own lease.
    """
    if _app is None:
        raise RuntimeError("this process was not started as a worker of the portal")
    with _app.app_context():
        try:
            consume(clinic_id, *outbox_ids)
        except BaseTimeoutException:
            # The alarm rings once. The others' leases are over by now: the relay hands them out again.
            log.error("job_timed_out", clinic_id=clinic_id, outbox_ids=outbox_ids)
