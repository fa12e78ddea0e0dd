"""Creating a clinic, and inviting its first administrator."""

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.operations.doors import registry
from clinic_portal.blueprints.operations.forms import ClinicForm
from clinic_portal.contracts.identity import IdentityContract, InviteUser, PersonVerb
from clinic_portal.foundation.actor import acting_as
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.record import recorded
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.web.pages import answer, go_to
from clinic_portal.foundation.web.submit import submit


def new() -> ResponseReturnValue:
    return _form(ClinicForm(), 200)


def create() -> ResponseReturnValue:
    form = ClinicForm()
    return submit(form, lambda: _create(form), lambda _refusal, status: _form(form, status))


def _create(form: ClinicForm) -> Response:
    clinic = registry().create_clinic(form.command())
    if invitation := form.invitation():
        _invite(clinic.id, invitation)
    return go_to(url_for("operations.clinics_show", slug=clinic.slug), _("%(name)s is open.", name=clinic.name))


def _invite(clinic_id: int, invitation: InviteUser) -> None:
    """Nobody works there yet who could invite; the letter says that it comes from the clinic."""
    with recorded(PersonVerb.INVITE, about=clinic_id, thing=invitation.email) as doing:
        with inside(clinic_id), acting_as(None):
            invited = find(IdentityContract).invite(invitation)
        doing.tell(None, {"invitation": invited.id, "role": invitation.role})


def _form(form: ClinicForm, status: int) -> Response:
    return answer("operations/new_clinic.html", "operations/_new_clinic.html", status, form=form)
