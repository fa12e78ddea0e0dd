"""The one job that queues carry: react to outbox entries of a clinic, named by their ids."""

from flask import Flask

from clinic_portal.foundation.events.consume import consume

_app: Flask | None = None


def serve_with(app: Flask) -> None:
    """Give the jobs of this process their application; the worker does so before its first job."""
    global _app  # noqa: PLW0603  # RQ calls `deliver` by name and hands nothing else over
    _app = app


def deliver(clinic_id: int, *outbox_ids: int) -> None:
    """React to the entries, each by itself; may run twice."""
    if _app is None:
        raise RuntimeError("this process was not started as a worker of the portal")
    with _app.app_context():
        for outbox_id in outbox_ids:
            consume(clinic_id, outbox_id)
