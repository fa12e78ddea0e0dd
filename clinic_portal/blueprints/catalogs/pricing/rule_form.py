"""The form of a rule that makes many prices of a list at once."""

import re
from decimal import Decimal
from typing import Any

from flask import g
from flask_babel import gettext, lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import Length

from clinic_portal.blueprints.catalogs.amounts import as_typed
from clinic_portal.blueprints.catalogs.forms import LONG
from clinic_portal.contracts.catalogs import ApplyRule, ListPriceQuery, PriceList, PriceRule, Rounding
from clinic_portal.foundation.typed import one_line, whole_number
from clinic_portal.foundation.web.fields import SelectField
from clinic_portal.foundation.web.filters import money

_PERCENT = re.compile(r"([+-]?)([0-9]{1,4}(?:[.,][0-9]{1,2})?)")
_LEAST, _MOST = Decimal(-100), Decimal(1000)


class PercentField(StringField):
    """From 100 % less to 1000 % more, such as `-10` or `12,5 %`; nothing is none."""

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else as_typed(self.data).removesuffix(",00").removesuffix(".00")

    def process_formdata(self, valuelist: list[str]) -> None:
        bare = one_line(valuelist[0] if valuelist else "").replace("−", "-").replace("%", "").replace(" ", "")
        found = _PERCENT.fullmatch(bare or "0")
        self.data = Decimal(found[1] + found[2].replace(",", ".")) if found else None
        if self.data is None or not _LEAST <= self.data <= _MOST:
            raise ValueError(gettext("Write a number from -100 to 1000, such as -10 or 12.5."))


class RuleForm(FlaskForm):
    """So many percent more or less than a base, rounded; looked at by address, and carried out by a form."""

    class Meta:
        # Looking changes nothing, and whatever is carried out passes the check that every POST passes.
        csrf = False

    percent = PercentField(_("Percent more or less"))
    base = SelectField(_("Starting from"))
    rounding = SelectField(_("Rounded to"))
    q = StringField(_("Only procedures with"), filters=[one_line], validators=[Length(max=100, message=LONG)])
    fill_only = BooleanField(_("Leave the prices that the list has already"))
    seen = HiddenField()

    def begin(self, others: tuple[PriceList, ...]) -> None:
        """Offer what a price can start from, and what it can be rounded to."""
        self.base.choices = [("", gettext("your clinic’s prices"))]
        self.base.choices += [(str(one.id), gettext("the prices of “%(name)s”", name=one.name)) for one in others]
        self.rounding.choices = [(step.value, money(Decimal(step.value))) for step in Rounding]

    def rule(self) -> PriceRule:
        return PriceRule(
            percent=self.percent.data,
            rounding=Rounding(self.rounding.data),
            base_list_id=whole_number(self.base.data),
            fill_only=self.fill_only.data,
        )

    def command(self, list_id: int) -> ApplyRule:
        language = g.clinic.language
        found = ListPriceQuery(price_list_id=list_id, text=self.q.data or "", language=language)
        return ApplyRule(
            price_list_id=list_id, rule=self.rule(), matching=found, seen=self.seen.data or "", language=language
        )

    def said(self) -> dict[str, Any]:
        """What was looked at, as the form that carries it out sends it again."""
        return {name: self[name]._value() for name in ("percent", "q")} | {  # noqa: SLF001  # as the field shows it
            "base": self.base.data,
            "rounding": self.rounding.data,
            **({"fill_only": "1"} if self.fill_only.data else {}),
        }
