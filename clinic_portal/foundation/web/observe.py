"""Every request leaves one log line, one measurement and one span."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import structlog
from flask import Flask, Response, current_app, g, request
from opentelemetry.trace import SpanKind

from clinic_portal.foundation.foresight import foreseeing
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.telemetry.metrics import REQUEST_SECONDS, REQUESTS
from clinic_portal.foundation.telemetry.traces import span
from clinic_portal.foundation.web.quick_sessions import QuickSessions
from clinic_portal.foundation.web.visitor import visitor_id

log = structlog.get_logger("request")
_SAFE_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
QUIET = frozenset({"/healthz", "/readyz", "/metrics"})


class Portal(Flask):
    """Flask with an observed dispatch."""

    session_interface = QuickSessions()

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """As it is: no view and no hook here is a coroutine, and Flask asks about each of them in every request."""
        return func

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


@contextmanager
def observed_outside(
    environ: dict[str, Any], route: str, clinic_id: int | None, user_id: int | None, began: float
) -> Iterator[str]:
    """The same traces of an answer that needs no page, around what gives it; yields the request's id."""
    given = environ.get("HTTP_X_REQUEST_ID", "")
    request_id = given if _SAFE_ID.fullmatch(given) else new_id()
    with (
        structlog.contextvars.bound_contextvars(request_id=request_id),
        span(f"GET {route}", environ.get("HTTP_TRACEPARENT"), SpanKind.SERVER),
    ):
        yield request_id
        _tell(_Told("GET", route, 200, clinic_id, user_id), time.perf_counter() - began)


@dataclass(frozen=True)
class _Told:
    """What is told of a request beside how long it took."""

    method: str
    route: str
    status: int
    clinic_id: int | None
    user_id: int | None


def _tell(told: _Told, seconds: float) -> None:
    REQUEST_SECONDS.labels(told.route, told.method).observe(seconds)
    REQUESTS.labels(str(told.clinic_id or "none"), f"{told.status // 100}xx").inc()
    if told.route not in QUIET:
        log.info(
            "request",
            method=told.method,
            route=told.route,
            status=told.status,
            ms=round(seconds * 1000, 1),
            clinic_id=told.clinic_id,
            user_id=told.user_id,
        )


class _Note:
    """Takes down one request when its answer is known."""

    def __init__(self, route: str) -> None:
        self.route = route
        self.began = time.perf_counter()

    def __call__(self, response: Response) -> None:
        clinic = g.get("clinic")
        response.headers["X-Request-Id"] = g.request_id
        told = _Told(request.method, self.route, response.status_code, clinic.id if clinic else None, visitor_id())
        _tell(told, time.perf_counter() - self.began)
