"""Refusals and faults become answers: a sentence in the person's language and a way back, never a stack trace."""

import structlog
from flask import Flask, Response, g, make_response, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from psycopg import OperationalError as Unreachable
from pydantic import ValidationError
from sqlalchemy.exc import DataError, DBAPIError, TimeoutError as NoConnection
from werkzeug.exceptions import HTTPException

from clinic_portal.foundation.refusals import Refusal, Suspended
from clinic_portal.foundation.remote import Unanswered
from clinic_portal.foundation.web.pages import put, until_later, wants_fragment
from clinic_portal.foundation.web.visitor import people_come_here

log = structlog.get_logger()


def init_app(app: Flask) -> None:
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DBAPIError, _database)
    for unfit in (DataError, OverflowError, ValidationError):
        app.register_error_handler(unfit, _unfit)
    app.register_error_handler(NoConnection, _busy)
    app.register_error_handler(Unreachable, _busy)
    app.register_error_handler(Unanswered, _unanswered)
    app.register_error_handler(Exception, _fault)


def error_answer(status: int, message: object, page: str = "errors/page.html") -> Response:
    """An error page or, for htmx, a short message that leaves the page and what is typed in it alone."""
    if not people_come_here():
        return make_response({"message": str(message)}, status)
    if wants_fragment():
        response = make_response(render_template("errors/_toast.html", message=message), status)
        return put(response, "#toasts", "beforeend")
    return make_response(render_template(page, status=status, message=message), status)


def _refused(refusal: Refusal) -> Response:
    if refusal.status in {403, 404}:
        g.pop("clinic", None)
    page = "errors/suspended.html" if isinstance(refusal, Suspended) else "errors/page.html"
    return until_later(error_answer(refusal.status, refusal.message, page), refusal)


def _forged(_error: CSRFError) -> Response:
    return error_answer(400, _("This page was open for too long. Load it again and repeat the last step."))


def _http(error: HTTPException) -> Response:
    messages = {
        404: _("We could not find that."),
        405: _("That cannot be done from here."),
        413: _(
            "That is too large: at most %(most)d MB can be sent here.", most=(request.max_content_length or 0) >> 20
        ),
        429: _("Too many tries. Wait a moment and try again."),
    }
    status = error.code or 500
    return error_answer(status, messages.get(status, _("The request could not be understood.")))


def _database(error: DBAPIError) -> Response:
    if error.connection_invalidated or isinstance(error.orig, Unreachable):
        return _busy(error)
    return _fault(error)


def _busy(error: Exception) -> Response:
    cause = getattr(error, "orig", None) or error
    log.error("database_unreachable", error=type(cause).__name__, sqlstate=getattr(cause, "sqlstate", None))
    response = error_answer(503, _("The system is busy for a moment. Nothing was saved; please try again."))
    response.headers["Retry-After"] = "2"
    return response


def _unanswered(error: Unanswered) -> Response:
    log.error("service_unanswered", error=str(error))
    response = error_answer(503, _("A part of the system does not answer at the moment. Please try again."))
    response.headers["Retry-After"] = "2"
    return response


def _unfit(error: Exception) -> Response:
    """A number, day or text that no field of ours can hold, which no form of ours sends."""
    log.warning("unfit_input", exc_info=error)
    return error_answer(400, _("The request could not be understood."))


def _fault(error: Exception) -> Response:
    log.error("fault", exc_info=error)
    return error_answer(500, _("Something went wrong on our side. It has been recorded; please try again."))
