"""A poll that asks again what was answered 304 a moment ago is answered by one look into Redis, before any page wakes.

A 304 holds as long as all that it was drawn from holds: the visitor's session, the versions of what is cached, the
stamp that the page shows. Their keys and values are kept for some seconds; one MGET tells whether each is still so.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast

from flask import Flask, Response, current_app, g, request

from clinic_portal.foundation import foresight
from clinic_portal.foundation.cache import owes_drops
from clinic_portal.foundation.lately import Lately
from clinic_portal.foundation.live.passes import Pass
from clinic_portal.foundation.redis_client import Gone, redis_breaker
from clinic_portal.foundation.telemetry.metrics import REQUESTS
from clinic_portal.foundation.web.live import ASKS, WISHES, invitation, present_pass

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]
SECONDS = 15.0
"""As long as an open session is remembered in Redis: its key is among what a 304 was drawn from."""
MOST = 20_000
"""So many polls are kept in a process, the latest."""
_LIVE = {ASKS, WISHES}
_ASKED = ("PATH_INFO", "QUERY_STRING", "HTTP_COOKIE", "HTTP_IF_NONE_MATCH", "HTTP_HX_REQUEST", "HTTP_ACCEPT_ENCODING")


@dataclass(frozen=True)
class _Kept:
    """What a 304 was drawn from, its headers, whose it was, and what its page may listen to."""

    reads: dict[str, bytes]
    headers: list[tuple[str, str]]
    clinic: str
    one: Pass | None


class Unchanged:
    """The layer around the application that answers such polls."""

    def __init__(self, application: Wsgi, portal: Flask) -> None:
        self._application = application
        self._portal = portal
        self._kept: Lately[_Kept] = Lately(MOST, SECONDS)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        says = environ.get("HTTP_X_LIVE")
        if says in _LIVE and "HTTP_IF_NONE_MATCH" in environ and environ["REQUEST_METHOD"] == "GET":
            kept = self._kept.get(_asked(environ))
            if kept and self._still_true(kept):
                REQUESTS.labels(kept.clinic, "3xx").inc()
                invited = invitation(self._portal, kept.one) if says == WISHES else {}
                start_response("304 NOT MODIFIED", [*kept.headers, *invited.items()])
                return ()
        return self._application(environ, start_response)

    def keep(self, environ: dict[str, Any], reads: dict[str, bytes], headers: list[tuple[str, str]]) -> None:
        clinic = g.get("clinic")
        self._kept.put(_asked(environ), _Kept(reads, headers, str(clinic.id) if clinic else "none", present_pass()))

    def _still_true(self, kept: _Kept) -> bool:
        if owes_drops(self._portal):
            return False
        try:
            with redis_breaker.calling():
                return cast(list[bytes | None], self._portal.extensions["redis_client"].mget([*kept.reads])) == [
                    *kept.reads.values()
                ]
        except Gone:
            return False


def init_app(app: Flask) -> None:
    app.extensions["unchanged"] = layer = Unchanged(app.wsgi_app, app)
    app.wsgi_app = layer  # type: ignore[method-assign]  # the way in which Flask is wrapped
    app.after_request(_keep)


def until_it_changes(response: Response) -> Response:
    """A view says of its 304 that it was drawn from nothing but what this request read from Redis."""
    g.unchanged = True
    return response


def _keep(response: Response) -> Response:
    reads = foresight.reads_so_far()
    asks = request.headers.get("X-Live") in _LIVE
    if asks and g.get("unchanged") and response.status_code == 304 and reads:
        headers = [(name, value) for name, value in response.headers if name != "X-Stream"]
        current_app.extensions["unchanged"].keep(request.environ, reads, headers)
    return response


def _asked(environ: dict[str, Any]) -> tuple[str, ...]:
    return tuple(environ.get(name, "") for name in _ASKED)
