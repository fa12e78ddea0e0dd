"""Amounts of money as people type and read them, in either of the two ways to write decimals."""

from decimal import Decimal

from babel.numbers import get_currency_symbol
from flask import g
from flask_babel import get_locale, lazy_gettext as _
from wtforms import StringField

from clinic_portal.foundation.typed import amount, one_line, whole_number

UNCLEAR = _("Write an amount with at most two decimals and nothing between the thousands, such as 1250,50.")


def as_typed(amount: Decimal | None) -> str:
    """An amount as one would type it in the visitor's language: `45,50`."""
    if amount is None:
        return ""
    point = "," if get_locale() and get_locale().number_symbols["latn"]["decimal"] == "," else "."
    return f"{amount:.2f}".replace(".", point)


class AmountField(StringField):
    """An amount in the clinic's currency, whose sign may stand beside it; shown as it was typed until it is right."""

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else as_typed(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        text = one_line(valuelist[0]) if valuelist else ""
        for sign in (g.clinic.currency, get_currency_symbol(g.clinic.currency, get_locale())):
            text = text.removeprefix(sign).removesuffix(sign)
        self.data = amount(text) if text else None
        if text and self.data is None:
            raise ValueError(UNCLEAR)


class WholeField(StringField):
    """A whole number from `least` to `most`, or nothing."""

    def __init__(self, label: object, least: int, most: int, **options: object) -> None:
        self._sentence = _("Write a whole number from %(least)d to %(most)d.", least=least, most=most)
        super().__init__(label, **options)
        self._least, self._most = least, most

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else str(self.data or "")

    def process_formdata(self, valuelist: list[str]) -> None:
        text = one_line(valuelist[0]) if valuelist else ""
        self.data = whole_number(text)
        if text and (self.data is None or not self._least <= self.data <= self._most):
            raise ValueError(self._sentence)
