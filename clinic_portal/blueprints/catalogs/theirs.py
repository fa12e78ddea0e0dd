"""Where what was sent and what somebody else has saved meanwhile say different things."""

from typing import Any

from flask_babel import gettext as _

from clinic_portal.blueprints.catalogs.forms import ArrangementForm, sent_names
from clinic_portal.blueprints.catalogs.shelves import Shelf
from clinic_portal.contracts.catalogs import ArrangedTerm
from clinic_portal.foundation.web.difference import Difference
from clinic_portal.foundation.web.filters import money


def differences(form: ArrangementForm, theirs: ArrangedTerm, shelf: Shelf) -> tuple[Difference, ...]:
    """The fields that were sent and differ, in the form's order."""
    stands = theirs.arrangement
    return tuple(
        Difference(
            name, read(name, form[name].data), _theirs(stands, name), getattr(stands, name), str(form[name].label.text)
        )
        for name in sent_names(shelf)
        if (form[name].data or None) != (getattr(stands, name) or None)
    )


def _theirs(stands: Any, name: str) -> str:
    return read(name, getattr(stands, name))


def read(name: str, value: Any) -> str:
    """A field's value in words."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if name == "price" and value is not None:
        return money(value)
    return "" if value is None else str(value)
