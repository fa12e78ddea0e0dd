"""The outbox of all clinics: what is undone, what is dead, and how far behind the workers are."""

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_babel import format_timedelta

from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database.operator import as_operator
from clinic_portal.foundation.events import oversight
from clinic_portal.foundation.web.pages import answer


def index() -> ResponseReturnValue:
    """The counts, and the entries that wait; the dead ones with `?dead=1`."""
    return shown(dead=request.args.get("dead") == "1")


def shown(*, dead: bool) -> Response:
    """The page or, for htmx, its changing part."""
    with as_operator() as link:
        overview, entries = oversight.overview(link), oversight.entries(link, dead=dead)
    moment = now()
    return answer(
        "operations/outbox.html",
        "operations/_outbox.html",
        overview=overview,
        lag=format_timedelta(overview.lag),
        entries=[(entry, format_timedelta(entry.next_at - moment, add_direction=True)) for entry in entries],
        dead=dead,
    )
