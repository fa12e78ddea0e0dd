"""A practitioner's calendar, for whoever holds its address."""

import hashlib

from flask import request
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.agenda.doors import agenda
from clinic_portal.blueprints.agenda.outgoing import private


def show(token: str) -> ResponseReturnValue:
    """The whole calendar, or 304 while it is the one that was asked for before."""
    text = agenda().calendar(token)
    etag = hashlib.sha256(text.encode()).hexdigest()[:32]
    known = request.if_none_match.contains_weak(etag)
    response = private("" if known else text, 304 if known else 200)
    response.mimetype = "text/calendar"
    response.set_etag(etag, weak=True)
    return response
