"""A page of the agenda over some days, and the board that keeps it true."""

from datetime import timedelta
from functools import partial

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.agenda.asked import asked_for
from clinic_portal.blueprints.agenda.doors import agenda, board_of, house, moment, stamp_of
from clinic_portal.blueprints.agenda.forms.view_fields import shown_in
from clinic_portal.blueprints.agenda.mine import whose_columns
from clinic_portal.blueprints.agenda.shown import Shown, Span
from clinic_portal.blueprints.agenda.undoable import last_deed
from clinic_portal.contracts.agenda import WEEK
from clinic_portal.contracts.clinics import ClinicDirectory, Flag
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.flags import is_on
from clinic_portal.foundation.web.pages import go_to
from clinic_portal.foundation.web.shared import mine
from clinic_portal.foundation.web.unchanged import until_it_changes


def page_of(span: Span) -> ResponseReturnValue:
    """The page of a day, a week or a month."""
    home, views = house(), agenda().my_views()
    if not request.args and views.last and views.last.span != span == "day":
        return go_to(shown_in(views.last, "", home).address())
    return mine(partial(_drawn, span, home), *moment(home))


def _drawn(span: Span, home: ClinicDirectory) -> Response:
    shown = asked_for(home, span)
    stamp = stamp_of(shown)
    page = render_template(
        f"agenda/{span}.html",
        board=board_of(shown),
        shown=shown,
        house=home,
        whose_columns=whose_columns(shown, home),
        stamp=stamp,
        undo=last_deed(),
        views=agenda().my_views().saved,
        today=today(home.clinic.time_zone),
        requests=_requests(),
        week=_strip(shown) if span == "day" and is_on(Flag.WEEK_STRIP) else None,
    )
    return make_response(page)


def board_of_page(span: Span) -> ResponseReturnValue:
    """The board alone, or 304 while nothing in the clinic's days has changed since the given stamp."""
    home = house()
    shown = asked_for(home, span)
    stamp = stamp_of(shown)
    if request.if_none_match.contains_weak(stamp):
        return until_it_changes(_stamped(Response(status=304), stamp))
    page = render_template(
        "agenda/_board_anew.html", board=board_of(shown), shown=shown, house=home, stamp=stamp, requests=_requests()
    )
    return _stamped(make_response(page), stamp)


def _requests() -> int | None:
    """How many wait for an answer, where patients book by themselves."""
    return agenda().requests_waiting() if is_on(Flag.ONLINE_BOOKING) else None


def _stamped(response: Response, stamp: str) -> Response:
    # Weak: a strong one is changed by compression, and would never be recognised when it comes back.
    response.set_etag(stamp, weak=True)
    return response


def _strip(shown: Shown) -> list[tuple[Shown, int]]:
    """The seven days from Monday with how many appointments each has; their stamp first, since the page is kept."""
    monday = shown.day - timedelta(days=shown.day.weekday())
    agenda().days_stamp(monday, WEEK)
    counts = agenda().day_counts(shown.branch.id, monday, WEEK)
    return [(shown.on(monday + timedelta(days=offset)), count) for offset, count in enumerate(counts)]
