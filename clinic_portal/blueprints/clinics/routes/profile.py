"""The clinic's name, language, country, currency and time zone."""

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.clinics.doors import clinics, house
from clinic_portal.blueprints.clinics.editing import Sheet
from clinic_portal.blueprints.clinics.forms import ProfileForm
from clinic_portal.foundation.web.choices import time_zones
from clinic_portal.foundation.web.pages import go_to


def show() -> ResponseReturnValue:
    """The form with what stands."""
    sheet = _sheet()
    sheet.form.show(house())
    return sheet.show()


def update() -> ResponseReturnValue:
    """Save; every page wears the clinic's name and speaks its language, so a new page follows."""
    sheet = _sheet()

    def save() -> Response:
        clinics().edit_profile(sheet.form.command())
        return go_to(url_for("clinics.settings_show"), _("The clinic is saved."))

    return sheet.send(save, house())


def _sheet() -> Sheet[ProfileForm]:
    form = ProfileForm()
    form.furnish()
    return Sheet(form, "clinics/profile.html", "clinics/_profile_form.html", {"zones": time_zones()})
