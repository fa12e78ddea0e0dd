"""Branches: a new one, and changing one that is there."""

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.clinics.doors import clinics, house
from clinic_portal.blueprints.clinics.editing import Sheet
from clinic_portal.blueprints.clinics.forms import BranchForm
from clinic_portal.blueprints.clinics.overview import settled


def new() -> ResponseReturnValue:
    sheet = _sheet(BranchForm(), None)
    sheet.form.begin()
    return sheet.show()


def create() -> ResponseReturnValue:
    sheet = _sheet(BranchForm(), None)

    def save() -> Response:
        branch = clinics().add_branch(sheet.form.added())
        return settled(_("%(name)s is added.", name=branch.name))

    return sheet.send(save, house())


def edit(branch_id: int) -> ResponseReturnValue:
    """The form with the branch as it stands."""
    sheet = _sheet(BranchForm().of(branch_id), branch_id)
    sheet.form.show(house())
    return sheet.show()


def update(branch_id: int) -> ResponseReturnValue:
    """Save; or compare with what stands now."""
    sheet = _sheet(BranchForm().of(branch_id), branch_id)
    sheet.form.stands(house())

    def save() -> Response:
        branch = clinics().edit_branch(sheet.form.command())
        return settled(_("%(name)s is saved.", name=branch.name))

    return sheet.send(save, house())


def _sheet(form: BranchForm, branch_id: int | None) -> Sheet[BranchForm]:
    if branch_id is None:
        here = url_for("clinics.branches_create")
    else:
        here = url_for("clinics.branches_update", branch_id=branch_id)
    values = {"here": here, "branch_id": branch_id}
    return Sheet(form, "clinics/branch.html", "clinics/_branch_form.html", values)
