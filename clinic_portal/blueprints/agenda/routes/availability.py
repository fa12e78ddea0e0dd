"""When somebody, a room, a branch or the clinic can be booked: its weeks and exceptions, and the holidays."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext as _

from clinic_portal.blueprints.agenda.asked import asked_for
from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.blueprints.agenda.forms.availability import stretch_text
from clinic_portal.blueprints.agenda.whose import choices, name_of, read, word_of
from clinic_portal.contracts.agenda import SwitchHolidays, Whose
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.web.pages import answer, done, go_to, wants_fragment

A_YEAR = timedelta(days=365)


def show() -> ResponseReturnValue:
    """The page of the one that the address names."""
    values = _values(*read(request.args.get("whose", "")))
    return answer("agenda/availability/show.html", "agenda/availability/_all.html", **values)


def holidays() -> ResponseReturnValue:
    """Whether public holidays close the clinic."""
    agenda().switch_holidays(SwitchHolidays(close=bool(request.form.get("close"))))
    return settled(*read(request.args.get("whose", "")), _("Saved."))


def settled(whose: Whose, resource_id: int, said: str) -> Response:
    """The page anew below the closed panel; another's page, or from another one, is gone to."""
    word = word_of(whose, resource_id)
    home = url_for("agenda.availability_show", whose=word)
    if wants_fragment() and _looked_at() != word:
        return go_to(home, said)
    return done("agenda/availability/_settled.html", home, said, **_values(whose, resource_id))


def _looked_at() -> str:
    """Whose page the browser shows, if it is one of these at all."""
    page = urlsplit(request.headers.get("HX-Current-URL", ""))
    if page.path != url_for("agenda.availability_show"):
        return ""
    return word_of(*read(parse_qs(page.query).get("whose", [""])[0]))


def _values(whose: Whose, resource_id: int) -> dict[str, Any]:
    home = house()
    day = today(home.clinic.time_zone)
    return {
        "house": home,
        "word": word_of(whose, resource_id),
        "name": name_of(home, whose, resource_id),
        "choices": choices(home),
        "found": agenda().availability(whose, resource_id),
        "has_week": whose is not Whose.CLINIC,
        "holidays": agenda().holidays(day, day + A_YEAR),
        "stretch_text": stretch_text,
        "day_names": get_locale().days["stand-alone"]["abbreviated"],
        "shown": asked_for(home),
    }
