"""Addresses that the clinic gives away: screens of waiting rooms and practitioners' calendars."""

from flask import Response, current_app, g, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.waiting import SHOWS, CalendarForm, ScreenForm
from clinic_portal.contracts.agenda import LinkPurpose, RevokeLink, SecretLink
from clinic_portal.foundation.web.pages import answer, go_to
from clinic_portal.foundation.web.submit import submit


def show() -> ResponseReturnValue:
    return _page(_screen_form(), _calendar_form(), 200)


def create_screen() -> ResponseReturnValue:
    form = ScreenForm()
    form.furnish(house())
    return submit(form, lambda: _screen(form), lambda _refusal, status: _page(form, _calendar_form(), status))


def create_calendar() -> ResponseReturnValue:
    form = CalendarForm()
    form.furnish(house())
    return submit(form, lambda: _calendar(form), lambda _refusal, status: _page(_screen_form(), form, status))


def revoke(link_id: int) -> ResponseReturnValue:
    agenda().revoke_link(RevokeLink(link_id=link_id))
    return _back(_("The address is void."))


def _screen(form: ScreenForm) -> Response:
    agenda().add_screen(form.screen())
    return _back(_("The address is made."))


def _calendar(form: CalendarForm) -> Response:
    agenda().add_calendar(form.command())
    return _back(_("The address is made."))


def _back(said: str) -> Response:
    return go_to(url_for("agenda.given_links_show"), said)


def _screen_form() -> ScreenForm:
    form = ScreenForm(formdata=None)
    form.furnish(house())
    return form


def _calendar_form() -> CalendarForm:
    form = CalendarForm(formdata=None)
    form.furnish(house())
    return form


def _page(screen_form: ScreenForm, calendar_form: CalendarForm, status: int) -> Response:
    return answer(
        "agenda/links/given.html",
        "agenda/links/given.html",
        status,
        screen_form=screen_form,
        calendar_form=calendar_form,
        screens=agenda().secret_links(LinkPurpose.SCREEN),
        calendars=agenda().secret_links(LinkPurpose.CALENDAR),
        shows=SHOWS,
        house=house(),
        address_of=_address_of,
    )


def _address_of(link: SecretLink) -> str:
    """Where the link opens; empty once its token can no longer be made."""
    if link.token is None:
        return ""
    path = {LinkPurpose.SCREEN: "waiting-room-screen", LinkPurpose.CALENDAR: "calendar"}[link.purpose]
    ending = ".ics" if link.purpose is LinkPurpose.CALENDAR else ""
    return f"{current_app.config['SETTINGS'].public_url}/c/{g.clinic.slug}/{path}/{link.token}{ending}"
