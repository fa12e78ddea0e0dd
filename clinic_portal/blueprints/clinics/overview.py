"""What the clinic's page shows, and the answer to every change of the house: that page, as it is now."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Response, request, url_for
from flask_babel import format_time, get_locale

from clinic_portal.blueprints.clinics.doors import house, members
from clinic_portal.blueprints.clinics.week import shift_week, week
from clinic_portal.contracts.clinics import ClinicDirectory, ClinicView
from clinic_portal.contracts.identity import MemberName
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.web.pages import done, go_to


@dataclass(frozen=True)
class Names:
    """What a clinic's codes are called in the visitor's language; `clock` is the time there."""

    language: str
    country: str
    currency: str
    clock: str


def overview() -> dict[str, Any]:
    """The values of the page's templates."""
    home = house()
    return {"house": home, "week": week, "shift_week": shift_week, "names": _names(home.clinic), "users": _users(home)}


def settled(said: str) -> Response:
    """The house anew below the closed panel, or the page of it."""
    home = url_for("clinics.settings_show")
    if urlsplit(request.headers.get("HX-Current-URL", "")).path not in {"", home}:
        return go_to(home, said)
    return done("clinics/_settled.html", home, said, **overview())


def _users(home: ClinicDirectory) -> dict[int, MemberName]:
    """Those whom the practitioners are, by id."""
    linked = {one.user_id for one in home.practitioners if one.user_id}
    return {one.user_id: one for one in members() if one.user_id in linked} if linked else {}


def _names(clinic: ClinicView) -> Names:
    locale = get_locale()
    return Names(
        language=locale.languages.get(clinic.language, clinic.language),
        country=locale.territories.get(clinic.country, clinic.country),
        currency=locale.currencies.get(clinic.currency, clinic.currency),
        clock=format_time(now(), "HH:mm"),
    )
