"""Taking a part of the house out of use: asked first, since appointments may still be to come there."""

from flask import Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.clinics.doors import clinics, house
from clinic_portal.blueprints.clinics.forms import RetirementForm
from clinic_portal.blueprints.clinics.overview import settled
from clinic_portal.blueprints.clinics.parts import Named, named
from clinic_portal.contracts.clinics import Retire
from clinic_portal.foundation.refusals import Refusal, Stale
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.pages import answer
from clinic_portal.foundation.web.submit import submit


def show(part: str, part_id: int) -> ResponseReturnValue:
    """How many appointments are to come, and whether it shall be."""
    return _form(RetirementForm(), named(part, part_id, house()), 200)


def create(part: str, part_id: int) -> ResponseReturnValue:
    """Retire it; ask again when more are to come than were shown."""
    form, found = RetirementForm(), named(part, part_id, house())

    def save() -> Response:
        if found.coming() > (whole_number(form.expected.data) or 0):
            raise Refusal(_("More appointments have been booked meanwhile."))
        version = whole_number(form.version.data) or 0
        clinics().retire(Retire(part=found.part, id=found.view.id, version=version))
        return settled(_("%(name)s is retired.", name=found.view.name))

    return submit(form, save, lambda refusal, status: _again(form, found, refusal, status))


def _again(form: RetirementForm, found: Named, refusal: Refusal | None, status: int) -> Response:
    stands = named(found.word, found.view.id, refusal.theirs) if isinstance(refusal, Stale) else found
    return _form(form, stands, status)


def _form(form: RetirementForm, found: Named, status: int) -> Response:
    coming = found.coming()
    form.version.process_data(found.view.version)
    form.expected.process_data(coming)
    values = {"form": form, "found": found, "coming": coming}
    return answer("clinics/retirement.html", "clinics/_retirement_form.html", status, **values)
