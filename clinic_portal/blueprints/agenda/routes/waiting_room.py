"""The waiting room: the page that a front desk has open, and the queue that keeps it true."""

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.agenda.asked import shown_by
from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.late import expected_of
from clinic_portal.blueprints.agenda.waiting import asked_for, board_of
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.web.unchanged import until_it_changes


def show() -> ResponseReturnValue:
    """The page of a branch's queue of today, and who is still expected."""
    home, shown, stamp = house(), asked_for(), agenda().queue_stamp()
    day = today(home.clinic.time_zone)
    entries = agenda().day(shown.branch.id, day).entries
    return render_template(
        "agenda/waiting_room/show.html",
        board=board_of(shown),
        shown=shown,
        house=home,
        stamp=stamp,
        day=shown_by({"branch": str(shown.branch.id)}, home, "day").on(day),
        expected=expected_of(entries, day, home.clinic.time_zone, agenda().day_policy().prompt_minutes),
    )


def queue() -> ResponseReturnValue:
    """The queue alone, or 304 while nothing in it has changed since the given stamp."""
    shown, stamp = asked_for(), agenda().queue_stamp()
    if request.if_none_match.contains_weak(stamp):
        return until_it_changes(_stamped(Response(status=304), stamp))
    page = render_template(
        "agenda/waiting_room/_queue.html", board=board_of(shown), shown=shown, house=house(), stamp=stamp
    )
    return _stamped(make_response(page), stamp)


def _stamped(response: Response, stamp: str) -> Response:
    response.set_etag(stamp, weak=True)
    return response
