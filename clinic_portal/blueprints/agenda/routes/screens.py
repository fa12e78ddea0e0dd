"""A waiting room's screen, for whoever holds its address: numbers and places, nothing else."""

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.agenda.doors import agenda
from clinic_portal.blueprints.agenda.outgoing import private
from clinic_portal.foundation.web.unchanged import until_it_changes


def show(token: str) -> ResponseReturnValue:
    stamp = agenda().queue_stamp()
    theme = request.args.get("theme")
    return private(
        render_template(
            "agenda/screen/show.html",
            screen=agenda().screen(token),
            token=token,
            stamp=stamp,
            theme=theme if theme in {"light", "dark"} else "",
        )
    )


def calls(token: str) -> ResponseReturnValue:
    """The calls alone, or 304 while nothing in the clinic's queues has changed."""
    stamp = agenda().queue_stamp()
    shown = agenda().screen(token)
    if request.if_none_match.contains_weak(stamp):
        return until_it_changes(_stamped(Response(status=304), stamp))
    return _stamped(make_response(private(render_template("agenda/screen/_calls.html", screen=shown))), stamp)


def _stamped(response: Response, stamp: str) -> Response:
    response.set_etag(stamp, weak=True)
    return response
