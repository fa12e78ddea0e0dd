"""The clinic's house at a glance: where, when, in which rooms and by whom patients are seen."""

from flask import render_template
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.clinics.overview import overview


def show() -> ResponseReturnValue:
    return render_template("clinics/settings.html", **overview())
