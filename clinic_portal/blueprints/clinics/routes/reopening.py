"""Taking a retired part of the house into use again."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.clinics.doors import clinics, house
from clinic_portal.blueprints.clinics.overview import settled
from clinic_portal.blueprints.clinics.parts import named
from clinic_portal.contracts.clinics import Reopen
from clinic_portal.foundation.typed import whole_number


def create(part: str, part_id: int) -> ResponseReturnValue:
    found, version = named(part, part_id, house()), whole_number(request.form.get("version")) or 0
    clinics().reopen(Reopen(part=found.part, id=found.view.id, version=version))
    return settled(_("%(name)s is in use again.", name=found.view.name))
