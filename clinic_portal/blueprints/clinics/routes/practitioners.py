"""Practitioners: a new one, and changing one: name, colour, place and hours."""

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.clinics.doors import clinics, house, members
from clinic_portal.blueprints.clinics.editing import Sheet
from clinic_portal.blueprints.clinics.forms import PractitionerForm
from clinic_portal.blueprints.clinics.overview import settled


def new() -> ResponseReturnValue:
    """An empty form for the branch that the address names."""
    sheet = _sheet(PractitionerForm(), None)
    sheet.form.propose(house(), request.args.get("branch", ""))
    return sheet.show()


def create() -> ResponseReturnValue:
    sheet = _sheet(PractitionerForm(), None)

    def save() -> Response:
        one = clinics().add_practitioner(sheet.form.added())
        return settled(_("%(name)s is added.", name=one.name))

    return sheet.send(save, house())


def edit(practitioner_id: int) -> ResponseReturnValue:
    """The form with the practitioner as they stand."""
    sheet = _sheet(PractitionerForm().of(practitioner_id), practitioner_id)
    sheet.form.show(house())
    return sheet.show()


def update(practitioner_id: int) -> ResponseReturnValue:
    """Save; or compare with what stands now."""
    sheet = _sheet(PractitionerForm().of(practitioner_id), practitioner_id)
    sheet.form.stands(house())

    def save() -> Response:
        one = clinics().edit_practitioner(sheet.form.command())
        return settled(_("%(name)s is saved.", name=one.name))

    return sheet.send(save, house())


def _sheet(form: PractitionerForm, practitioner_id: int | None) -> Sheet[PractitionerForm]:
    form.furnish(house(), members())
    if practitioner_id is None:
        here = url_for("clinics.practitioners_create")
    else:
        here = url_for("clinics.practitioners_update", practitioner_id=practitioner_id)
    values = {"here": here, "practitioner_id": practitioner_id}
    return Sheet(form, "clinics/practitioner.html", "clinics/_practitioner_form.html", values)
