"""Letting a suspended clinic's people in again."""

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.operations.doors import registry
from clinic_portal.foundation.web.pages import go_to


def create(slug: str) -> ResponseReturnValue:
    registry().reopen_clinic(slug)
    return go_to(url_for("operations.clinics_show", slug=slug), _("The clinic is open again."))
