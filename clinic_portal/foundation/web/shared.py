"""What does not change is drawn once, then given again after one look into Redis: to all who see alike, or to one.

What a visitor sees of it is their `sight`: the clinic's address, the language, and what the view names. Two things are
remembered for some seconds: a visitor's sight, with the Redis keys and values that say who they are; and a part of a
page, with those that it was drawn from. While both still hold no page wakes; while only the part holds, sign-in and
permission are asked as ever and nothing is drawn.
"""

import time
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from flask import Flask, Response, current_app, g, request, request_finished
from flask_babel import get_locale
from flask_login import current_user

from clinic_portal.foundation import foresight
from clinic_portal.foundation.actor import acting_as
from clinic_portal.foundation.cache import owes_drops
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.lately import Lately
from clinic_portal.foundation.redis_client import Gone, redis_breaker
from clinic_portal.foundation.telemetry.metrics import CACHE_LOOKUPS
from clinic_portal.foundation.web.observe import observed_outside
from clinic_portal.foundation.web.visitor import visitor_id

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]
Sight = tuple[Hashable, ...]
Reads = dict[str, bytes]
VISITOR_SECONDS, PART_SECONDS = 5.0, 60.0
VISITORS, PARTS = 4_096, 512
"""So many are remembered in a process, the latest; after their seconds the next request drops them."""
OK = 200


@dataclass(frozen=True)
class _Visitor:
    """How somebody who was admitted sees the parts at an address, what said so, and what a log line tells of them."""

    reads: Reads
    sight: Sight
    route: str
    clinic_id: int | None
    user_id: int | None


@dataclass(frozen=True)
class _Part:
    """An answer as it goes out, and what it was drawn from."""

    reads: Reads
    headers: list[tuple[str, str]]
    body: bytes


class Shared:
    """The layer around the application that gives such parts."""

    def __init__(self, application: Wsgi, portal: Flask) -> None:
        self._application = application
        self._portal = portal
        self.visitors: Lately[_Visitor] = Lately(VISITORS, VISITOR_SECONDS)
        self.parts: Lately[_Part] = Lately(PARTS, PART_SECONDS)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        began = time.perf_counter()
        if environ["REQUEST_METHOD"] == "GET" and "HTTP_X_LIVE" not in environ:
            visitor = self.visitors.get(_who(environ))
            part = self.parts.get(_which(environ, visitor.sight)) if visitor else None
            if visitor and part and self._still_true(visitor.reads | part.reads):
                with observed_outside(environ, visitor.route, visitor.clinic_id, visitor.user_id, began) as request_id:
                    CACHE_LOOKUPS.labels("parts", "hit").inc()
                    start_response("200 OK", [*part.headers, ("X-Request-Id", request_id)])
                    return (part.body,)
        return self._application(environ, start_response)

    def _still_true(self, reads: Reads) -> bool:
        if owes_drops(self._portal):
            return False
        try:
            with redis_breaker.calling():
                found = cast(list[bytes | None], self._portal.extensions["redis_client"].mget([*reads]))
        except Gone:
            return False
        return found == [*reads.values()]


def init_app(app: Flask) -> None:
    app.extensions["shared"] = layer = Shared(app.wsgi_app, app)
    app.wsgi_app = layer  # type: ignore[method-assign]  # the way in which Flask is wrapped
    request_finished.connect(_keep, app)


def shared(draw: Callable[..., Response], *sight: Hashable) -> Response:
    """What `draw(*sight)` gives, or what it gave to somebody who sees alike.

    The view promises that `draw` looks at nothing but the address, the clinic, the language, what this request reads
    from Redis, and `sight`, which is a matter of the visitor alone and not of the query. Who the visitor is it cannot
    look at: that raises RuntimeError.
    """
    found = _found(*sight)
    if found is None:
        with _unseen():
            return draw(*sight)
    return found


def mine(draw: Callable[[], Response], *sight: Hashable) -> Response:
    """What `draw()` gives, or what it gave before to the same person with the same cookies.

    It may look at the visitor. As above, whatever else it is drawn from is in what this request reads from Redis, as
    a value or as the version or stamp of what the database says, and these are read before the database; and `sight`
    says of the moment what it needs to know.
    """
    g.one_persons = True
    return _found("mine", current_user.seen, request.environ.get("HTTP_COOKIE", ""), *sight) or draw()


def keep_nothing() -> None:
    """What is being drawn holds for this moment only."""
    g.pop("sight", None)


def keep_until(moment: datetime) -> None:
    """What is being drawn holds until then at the longest."""
    g.kept_until = min(moment, g.get("kept_until", moment))


def _found(*sight: Hashable) -> Response | None:
    """The answer as it was given before, if all that it was drawn from still holds."""
    g.sight, g.admitted_by = (str(get_locale()), *sight), foresight.reads_so_far()
    part = current_app.extensions["shared"].parts.get(_which(request.environ, g.sight))
    if part is None or not _holds(part.reads):
        return None
    g.shared_part = part
    CACHE_LOOKUPS.labels("parts", "hit").inc()
    return Response(part.body, headers=part.headers)


class _Unseen:
    """Stands where the visitor was."""

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(f"a shared part looks at no visitor: {name}")


@contextmanager
def _unseen() -> Iterator[None]:
    """Nobody acts and nobody looks: what is drawn meanwhile is anybody's."""
    before = g.pop("_login_user", None)
    g._login_user = _Unseen()  # noqa: SLF001  # where Flask-Login keeps the visitor of a request
    try:
        with acting_as(None):
            yield
    finally:
        g._login_user = before  # noqa: SLF001  # as above


def _holds(reads: Reads) -> bool:
    if owes_drops(current_app):
        return False
    try:
        with redis_breaker.calling():
            return foresight.read(*reads) == [*reads.values()]
    except Gone:
        return False


def _keep(_app: Flask, response: Response) -> None:
    """The last to see the answer as it goes out. Of what is the visitor's own, `sight` holds what is shown."""
    current_app.extensions["shared"].parts.sweep()
    if g.get("sight") and response.status_code == OK and _is_for_later(response):
        reads = foresight.reads_so_far()
        if g.admitted_by and reads:
            _keep_visitor()
            if "shared_part" not in g:
                _keep_part(response, reads)


def _is_for_later(response: Response) -> bool:
    """A cookie is given once, and whoever asks whether a view is still true may be given a pass."""
    return "Set-Cookie" not in response.headers and "X-Live" not in request.headers


def _keep_visitor() -> None:
    clinic, rule = g.get("clinic"), request.url_rule
    visitor = _Visitor(
        g.admitted_by, g.sight, rule.rule if rule else "unknown", clinic.id if clinic else None, visitor_id()
    )
    current_app.extensions["shared"].visitors.put(_who(request.environ), visitor)


def _keep_part(response: Response, reads: Reads) -> None:
    replaced = foresight.admitting_keys() if g.get("one_persons") else foresight.personal_keys()
    before = replaced & g.admitted_by.keys()
    drawn_from = {key: value for key, value in reads.items() if key not in before}
    part = _Part(drawn_from, list(response.headers), response.get_data())
    seconds = (g.kept_until - now()).total_seconds() if "kept_until" in g else PART_SECONDS
    current_app.extensions["shared"].parts.put(_which(request.environ, g.sight), part, seconds)


def _who(environ: dict[str, Any]) -> tuple[str, ...]:
    """The person and what they may ask: their cookies, the address, and what their browser reads."""
    return environ["PATH_INFO"], environ.get("HTTP_COOKIE", ""), environ.get("HTTP_ACCEPT_LANGUAGE", "")


def _which(environ: dict[str, Any], sight: Sight) -> tuple[Hashable, ...]:
    """The part: all of the address, how it is packed, whether htmx asks, and how it is seen."""
    return (
        environ["PATH_INFO"],
        environ.get("QUERY_STRING", ""),
        environ.get("HTTP_ACCEPT_ENCODING", ""),
        environ.get("HTTP_HX_REQUEST", ""),
        environ["wsgi.url_scheme"],
        sight,
    )
