"""Booking by oneself, for anybody: choose a time, say who one is, type the code that came by phone or mail."""

from collections.abc import Callable
from itertools import groupby

from flask import Response, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict

from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.online import (
    CodeForm,
    PressForm,
    TimesForm,
    WhoForm,
    read_time,
    written_time,
)
from clinic_portal.blueprints.agenda.visitors import address, speak, visitors_page
from clinic_portal.contracts.agenda import OnlineTimeGone
from clinic_portal.contracts.agenda.online import (
    ChooseOnlineTime,
    FindOnlineTimes,
    OnlineTime,
    OnlineTimes,
    OnlineVisit,
    ProveOnline,
)
from clinic_portal.contracts.notifications import NotificationsContract
from clinic_portal.foundation.clock import local_day
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.web.pages import SEE_OTHER
from clinic_portal.foundation.web.submit import submit


def show() -> ResponseReturnValue:
    """Kinds, practitioners, branches; and the times, once something is chosen."""
    speak()
    front, form = agenda().online_front(address()), TimesForm(formdata=MultiDict(request.args))
    form.furnish(house(), front)
    asked = bool(form.type_id.data) and form.validate()
    found = agenda().online_times(form.query(address())) if asked else None
    status = 200 if asked or not request.args.get("type_id") else 422
    return visitors_page("agenda/online/front.html", status, front=front, form=form, **_listed(found))


def who() -> ResponseReturnValue:
    """The form for the time that the address names."""
    speak()
    agenda().online_front(address())
    return _who(_offered(WhoForm(formdata=MultiDict(request.args))), 200)


def ask() -> ResponseReturnValue:
    """Send the code, and go where it is typed."""
    language = speak()
    form = _offered(WhoForm())

    def send() -> Response:
        command = form.command(address(), language, _time_of(form))
        return _to(agenda().ask_online(command))

    return submit(form, send, lambda refusal, status: _who(form, status, gone=isinstance(refusal, OnlineTimeGone)))


def visit(token: str) -> ResponseReturnValue:
    """How far it is: the code, another time, or what came of it."""
    return _visit(token, CodeForm(formdata=None), 200)


def prove(token: str) -> ResponseReturnValue:
    form = CodeForm()

    def act() -> Response:
        agenda().prove_online(ProveOnline(token=token, address=address(), code=(form.code.data or "")[:40]))
        return _to(token)

    return _tried(token, form, act)


def send(token: str) -> ResponseReturnValue:
    """Another code."""

    def act() -> Response:
        agenda().send_online_code(token, address())
        return _to(token)

    return _tried(token, PressForm(), act)


def choose(token: str) -> ResponseReturnValue:
    """Another time, since the first was taken."""
    time = read_time(*(request.form.get(name) for name in ("starts_at", "practitioner_id", "branch_id")))

    def act() -> Response:
        if time is None:
            raise OnlineTimeGone
        agenda().choose_online_time(ChooseOnlineTime(token=token, address=address(), **time.model_dump()))
        return _to(token)

    return _tried(token, PressForm(), act)


def _tried(token: str, form: FlaskForm, act: Callable[[], ResponseReturnValue]) -> ResponseReturnValue:
    """A refusal stands above the page as it is then."""
    speak(agenda().online_visit(token, address()).language)
    return submit(form, act, lambda _refusal, status: _visit(token, form, status))


def _visit(token: str, form: FlaskForm, status: int) -> Response:
    seen = agenda().online_visit(token, address())
    speak(seen.language)
    found = agenda().online_times(_again(seen)) if seen.proved and not seen.outcome else None
    code = form if isinstance(form, CodeForm) else CodeForm(formdata=None)
    return visitors_page(
        "agenda/online/visit.html", status, seen=seen, form=code, said=form, token=token, **_listed(found)
    )


def _again(seen: OnlineVisit) -> FindOnlineTimes:
    """The same with whom and where, from the day on that was wished."""
    day = local_day(seen.starts_at, house().clinic.time_zone)
    return FindOnlineTimes(
        address=address(),
        type_id=seen.type_id,
        practitioner_id=seen.practitioner_id,
        branch_id=seen.branch_id,
        first=day,
    )


def _who(form: WhoForm, status: int, *, gone: bool = False) -> Response:
    time = _time_of(form)
    kind = next((one for one in agenda().online_front(address()).kinds if str(one.id) == form.type_id.data), None)
    if kind is None:
        raise NotFound
    return visitors_page("agenda/online/who.html", status, form=form, time=time, kind=kind, gone=gone)


def _offered(form: WhoForm) -> WhoForm:
    form.offer(find(NotificationsContract).channels())
    return form


def _time_of(form: WhoForm) -> OnlineTime:
    """Raises NotFound for an address that nobody was given."""
    time = read_time(form.starts_at.data, form.practitioner_id.data, form.branch_id.data)
    if time is None or house().practitioner(time.practitioner_id) is None or house().branch(time.branch_id) is None:
        raise NotFound
    return time


def _listed(found: OnlineTimes | None) -> dict[str, object]:
    """Times by the clinic's day; None where nothing was looked for."""
    zone = house().clinic.time_zone
    days = groupby(found.times if found else (), key=lambda time: local_day(time.starts_at, zone))
    return {
        "days": None if found is None else [(day, tuple(times)) for day, times in days],
        "later": found.later if found else None,
        "written_time": written_time,
    }


def _to(token: str) -> Response:
    return make_response(redirect(url_for("agenda.online_visit", token=token), SEE_OTHER))
