"""The forms of price lists: a list itself, one price of it, and the comparison with what somebody else saved."""

from typing import Any

from flask import request
from flask_babel import gettext, lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from clinic_portal.blueprints.catalogs.amounts import AmountField, as_typed
from clinic_portal.blueprints.catalogs.forms import LONG, RESET
from clinic_portal.contracts.catalogs import (
    AddPriceList,
    CatalogKind,
    EditPriceList,
    ListPrice,
    PriceList,
    SetListPrice,
)
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.typed import one_line, some_lines, whole_number
from clinic_portal.foundation.web.difference import Difference
from clinic_portal.foundation.web.fields import SelectField
from clinic_portal.foundation.web.filters import money

EDITED = ("name", "note")


class PriceListForm(FlaskForm):
    """What a list is called, and for whom it is."""

    version = HiddenField()
    name = StringField(
        _("Name"),
        filters=[one_line],
        validators=[InputRequired(_("Write the name.")), Length(max=120, message=LONG)],
    )
    note = TextAreaField(_("Note"), filters=[some_lines], validators=[Length(max=1000, message=LONG)])

    def edit(self, list_id: int) -> EditPriceList:
        version = max(1, whole_number(self.version.data) or 1)
        return EditPriceList(price_list_id=list_id, version=version, name=self.name.data, note=self.note.data)

    def differences(self, theirs: PriceList) -> tuple[Difference, ...]:
        """The fields that say something else than what somebody saved meanwhile."""
        return tuple(
            Difference(name, self[name].data, getattr(theirs, name), getattr(theirs, name))
            for name in EDITED
            if self[name].data != getattr(theirs, name)
        )


class NewPriceListForm(PriceListForm):
    """A list to begin, empty or with the prices of another one."""

    idempotency_key = HiddenField()
    copy_of = SelectField(_("Begin with"))

    def begin(self, lists: tuple[PriceList, ...]) -> None:
        """Offer the lists to copy; a form that nobody has sent yet gets its key."""
        self.copy_of.choices = [("", gettext("no prices"))]
        self.copy_of.choices += [(str(one.id), gettext("the prices of “%(name)s”", name=one.name)) for one in lists]
        if not self.idempotency_key.data:
            self.idempotency_key.process_data(new_id())

    def addition(self) -> AddPriceList:
        return AddPriceList(
            idempotency_key=self.idempotency_key.data,
            name=self.name.data,
            note=self.note.data,
            copy_of=whole_number(self.copy_of.data),
        )


class PriceForm(FlaskForm):
    """What one procedure costs in a list; nothing, and it costs what it costs in the clinic."""

    version = HiddenField()
    price = AmountField(_("Price in this list"))

    def command(self, row: ListPrice, list_id: int, language: str) -> SetListPrice:
        return SetListPrice(
            kind=CatalogKind.PROCEDURES,
            price_list_id=list_id,
            term_id=row.id,
            price=self.price.data,
            version=whole_number(self.version.data) or 0,
            language=language,
        )

    def put(self, name: str, value: Any) -> None:
        """Write into a field, over what was typed there."""
        self[name].raw_data = None
        self[name].process_data(value)

    def differences(self, theirs: ListPrice) -> tuple[Difference, ...]:
        """What was typed beside what somebody saved meanwhile."""
        mine, stands = (money(price) if price is not None else "" for price in (self.price.data, theirs.price))
        return (Difference("price", mine, stands, theirs.price, str(self.price.label.text)),)


def standing_price(row: ListPrice) -> PriceForm:
    """The form filled in with what stands."""
    return PriceForm(formdata=None, data={"price": row.price, "version": row.version})


def sent_price(row: ListPrice) -> PriceForm:
    """The form as it was sent, by itself or from the grid, where the version may stand in a button's address."""
    typed = "" if RESET in request.form else request.form.get("price", as_typed(row.price))
    return PriceForm(formdata=MultiDict({"price": typed, "version": request.values.get("version", "")}))
