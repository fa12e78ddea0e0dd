"""The clinic's house at a glance: where, when, in which rooms and by whom patients are seen."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import format_time, get_locale

from clinic_portal.blueprints.clinics.week import week
from clinic_portal.contracts.clinics import ClinicsContract, ClinicView
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.directory import find


@dataclass(frozen=True)
class Names:
    """What a clinic's codes are called in the visitor's language; `clock` is the time there."""

    language: str
    country: str
    currency: str
    clock: str


def show() -> ResponseReturnValue:
    house = find(ClinicsContract).directory()
    return render_template("clinics/settings.html", house=house, week=week, names=_names(house.clinic))


def _names(clinic: ClinicView) -> Names:
    locale = get_locale()
    return Names(
        language=locale.languages.get(clinic.language, clinic.language),
        country=locale.territories.get(clinic.country, clinic.country),
        currency=locale.currencies.get(clinic.currency, clinic.currency),
        clock=format_time(now(), "HH:mm"),
    )
