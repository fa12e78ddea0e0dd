"""The day: the page that a receptionist has open, and the board that keeps it true."""

from datetime import timedelta

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.agenda.doors import agenda, board_of, house
from clinic_portal.blueprints.agenda.shown import Shown, asked_for
from clinic_portal.contracts.clinics import Flag
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.flags import is_on
from clinic_portal.foundation.web.unchanged import until_it_changes


def show() -> ResponseReturnValue:
    """The page of a day."""
    home = house()
    shown = asked_for(home)
    stamp = agenda().day_stamp(shown.day)
    return render_template(
        "agenda/day.html",
        board=board_of(shown),
        shown=shown,
        house=home,
        stamp=stamp,
        today=today(home.clinic.time_zone),
        week=_week(shown) if is_on(Flag.WEEK_STRIP) else None,
    )


def board() -> ResponseReturnValue:
    """The board alone, or 304 while nothing in the clinic's day has changed since the given stamp."""
    shown = asked_for(house())
    stamp = agenda().day_stamp(shown.day)
    if request.if_none_match.contains_weak(stamp):
        return until_it_changes(_stamped(Response(status=304), stamp))
    return _stamped(make_response(render_template("agenda/_board.html", board=board_of(shown), shown=shown)), stamp)


def _stamped(response: Response, stamp: str) -> Response:
    # Weak: a strong one is changed by compression, and would never be recognised when it comes back.
    response.set_etag(stamp, weak=True)
    return response


def _week(shown: Shown) -> list[tuple[Shown, int]]:
    """The seven days from Monday with how many appointments each has."""
    monday = shown.day - timedelta(days=shown.day.weekday())
    counts = agenda().day_counts(shown.branch.id, monday, 7)
    return [(shown.on(monday + timedelta(days=offset)), count) for offset, count in enumerate(counts)]
