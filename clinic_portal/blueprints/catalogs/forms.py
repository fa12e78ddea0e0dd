"""The form of an arrangement: all that a clinic may lay over a term, or the one cell of it that was edited in place."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import Length

from clinic_portal.blueprints.catalogs import amounts
from clinic_portal.blueprints.catalogs.amounts import AmountField, WholeField
from clinic_portal.blueprints.catalogs.shelves import Shelf
from clinic_portal.contracts.catalogs import ArrangedTerm, Arrangement, ArrangeTerm
from clinic_portal.foundation.typed import one_line, whole_number

WHOLE, RESET = "whole", "reset"
"""Fields of a form that say that all of it was sent, or that nothing shall be left of the arrangement."""
_FALSE = (False, "", "0", "false")
LONG = _("At most %(max)d characters.")


class ArrangementForm(FlaskForm):
    """What stands over a term; `version` is the one that was read."""

    version = HiddenField()
    alias = StringField(_("Name in your clinic"), filters=[one_line], validators=[Length(max=300, message=LONG)])
    price = AmountField(_("Price"))
    minutes = WholeField(_("Minutes"), 1, 1440)
    position = WholeField(_("Order"), 1, 100_000)
    visible = BooleanField(_("Visible"), false_values=_FALSE)
    favourite = BooleanField(_("Favourite"), false_values=_FALSE)

    def command(self, row: ArrangedTerm, shelf: Shelf) -> ArrangeTerm:
        """What the catalog does not offer stays as it stands."""
        said = {name: self[name].data for name in shelf.arranged}
        said["alias"] = said["alias"] or None
        kept = row.arrangement.model_dump() if RESET not in request.form else {}
        return ArrangeTerm(
            kind=row.kind,
            term_id=row.id,
            arrangement=Arrangement(**{**kept, **said}),
            version=whole_number(self.version.data) or 0,
        )

    def put(self, name: str, value: Any) -> None:
        """Write into a field, over what was typed there."""
        self[name].raw_data = None
        self[name].process_data(value)


def standing(row: ArrangedTerm) -> ArrangementForm:
    """The form filled in with what stands."""
    return ArrangementForm(formdata=None, data={**row.arrangement.model_dump(), "version": row.version})


def sent(row: ArrangedTerm, shelf: Shelf) -> ArrangementForm:
    """The form as it was sent; what was not sent, because one cell was edited, is as it stands."""
    return ArrangementForm(formdata=MultiDict({**_stands(row, shelf), **_typed(shelf), "version": _version()}))


def sent_names(shelf: Shelf) -> tuple[str, ...]:
    """The fields that the form that was sent is about."""
    if WHOLE in request.form or RESET in request.form:
        return shelf.arranged
    return tuple(name for name in shelf.arranged if name in request.form)


def _typed(shelf: Shelf) -> Mapping[str, str]:
    if RESET in request.form:
        return {**dict.fromkeys(shelf.arranged, ""), "visible": "1"}
    return {name: request.form.get(name, "") for name in sent_names(shelf)}


def _stands(row: ArrangedTerm, shelf: Shelf) -> Mapping[str, str]:
    return {name: written(name, getattr(row.arrangement, name)) for name in shelf.arranged}


def _version() -> str:
    """In the form, or in the address of a button that changes one thing of its row."""
    return request.values.get("version", "")


def written(name: str, value: Any) -> str:
    """A field's value as a form sends it."""
    if name == "price":
        return amounts.as_typed(value)
    if isinstance(value, bool):
        return "1" if value else ""
    return "" if value is None else str(value)
