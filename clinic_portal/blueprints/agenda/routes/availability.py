"""When somebody, a room, a branch or the clinic can be booked: its weeks and exceptions, and the holidays."""

from datetime import timedelta

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.agenda.asked import asked_for
from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.availability import stretch_text
from clinic_portal.blueprints.agenda.whose import choices, name_of, read, word_of
from clinic_portal.contracts.agenda import SwitchHolidays, Whose
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.web.pages import go_to

A_YEAR = timedelta(days=365)


def show() -> ResponseReturnValue:
    """The page of the one that the address names."""
    home = house()
    whose, resource_id = read(request.args.get("whose", ""))
    day = today(home.clinic.time_zone)
    return render_template(
        "agenda/availability.html",
        house=home,
        word=word_of(whose, resource_id),
        name=name_of(home, whose, resource_id),
        choices=choices(home),
        found=agenda().availability(whose, resource_id),
        has_week=whose is not Whose.CLINIC,
        holidays=agenda().holidays(day, day + A_YEAR),
        stretch_text=stretch_text,
        shown=asked_for(home),
    )


def holidays() -> ResponseReturnValue:
    """Whether public holidays close the clinic."""
    agenda().switch_holidays(SwitchHolidays(close=bool(request.form.get("close"))))
    return go_to(url_for("agenda.availability_show"), _("Saved."))


def back_to(whose: Whose, resource_id: int, said: str) -> Response:
    """The page again, after something has changed."""
    return go_to(url_for("agenda.availability_show", whose=word_of(whose, resource_id)), said)
