"""Every request leaves one log line, one measurement and one span."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from flask import Flask, Response, current_app, g, request
from opentelemetry.trace import SpanKind

from clinic_portal.foundation.foresight import foreseeing
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.telemetry.metrics import REQUEST_SECONDS, REQUESTS
from clinic_portal.foundation.telemetry.traces import span
from clinic_portal.foundation.web.visitor import visitor_id

log = structlog.get_logger("request")
_SAFE_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
QUIET = frozenset({"/healthz", "/readyz", "/metrics"})


class Portal(Flask):
    """Flask with an observed dispatch."""

    def full_dispatch_request(self) -> Response:
        with _observed() as note, foreseeing(_occasion()):
            response = super().full_dispatch_request()
            note(response)
            return response


def _occasion() -> tuple[object, ...]:
    """Requests of one visitor to one kind of page in one clinic read the same from Redis."""
    session = request.cookies.get(current_app.config["SESSION_COOKIE_NAME"], "")
    return request.endpoint, (request.view_args or {}).get("clinic"), hash(session)


@contextmanager
def _observed() -> Iterator["_Note"]:
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if _SAFE_ID.fullmatch(given) else new_id()
    route = request.url_rule.rule if request.url_rule else "unknown"
    with (
        structlog.contextvars.bound_contextvars(request_id=g.request_id),
        span(f"{request.method} {route}", request.headers.get("traceparent"), SpanKind.SERVER),
    ):
        yield _Note(route)


class _Note:
    """Takes down one request when its answer is known."""

    def __init__(self, route: str) -> None:
        self.route = route
        self.began = time.perf_counter()

    def __call__(self, response: Response) -> None:
        seconds = time.perf_counter() - self.began
        clinic = g.get("clinic")
        response.headers["X-Request-Id"] = g.request_id
        REQUEST_SECONDS.labels(self.route, request.method).observe(seconds)
        REQUESTS.labels(str(clinic.id) if clinic else "none", f"{response.status_code // 100}xx").inc()
        if request.path not in QUIET:
            log.info(
                "request",
                method=request.method,
                route=self.route,
                status=response.status_code,
                ms=round(seconds * 1000, 1),
                clinic_id=clinic.id if clinic else None,
                user_id=visitor_id(),
            )
