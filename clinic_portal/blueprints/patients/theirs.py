"""Where a half-written form and the record that somebody else has saved meanwhile say different things."""

from typing import Any

from flask import g

from clinic_portal.blueprints.patients.forms import EDITED, SEXES, EditForm, as_typed
from clinic_portal.contracts.patients import PatientView
from clinic_portal.foundation.phones import find_e164
from clinic_portal.foundation.web.difference import Difference
from clinic_portal.foundation.web.languages import LANGUAGES


def differences(form: EditForm, theirs: PatientView) -> tuple[Difference, ...]:
    """The fields that differ, in the form's order."""
    return tuple(
        Difference(name, _read(name, form[name].data), _read(name, as_typed(theirs, name)), as_typed(theirs, name))
        for name in EDITED
        if _plain(name, form[name].data) != _plain(name, getattr(theirs, name))
    )


def _plain(name: str, value: Any) -> Any:
    """Two spellings of one thing are one."""
    if name == "phone":
        return find_e164(value or "", g.clinic.country) or value
    return value or None


def _read(name: str, value: Any) -> Any:
    words: dict[str, dict[Any, Any]] = {"sex": SEXES, "language": LANGUAGES}
    return words[name].get(value, value) if name in words else value
