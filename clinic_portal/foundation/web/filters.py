"""How moments, days, money and phones are written: in the visitor's language, in the clinic's time zone."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

import phonenumbers
from flask import Flask, g
from flask_babel import format_currency, format_date, format_datetime, format_decimal, format_time


def clock_time(moment: datetime | int) -> str:
    """`09:30`, of a moment or of minutes since midnight."""
    if isinstance(moment, int):
        return f"{moment // 60:02d}:{moment % 60:02d}"
    return format_time(moment, "HH:mm")


def day(value: date | datetime, form: str = "full") -> str:
    return format_date(value, form)


def moment(value: datetime) -> str:
    return format_datetime(value, "EEE d MMM y, HH:mm")


def wall_clock(value: datetime) -> str:
    """`2026-11-24T09:30` in the clinic's time zone, for forms and addresses."""
    return format_datetime(value, "yyyy-MM-dd'T'HH:mm")


def money(amount: Decimal) -> str:
    """The amount in the clinic's currency."""
    return format_currency(amount, g.clinic.currency)


def phone(number: str) -> str:
    """An E.164 number as one writes it in the clinic's country."""
    return _written(number, g.clinic.country if "clinic" in g else "")


@lru_cache(maxsize=4096)
def _written(number: str, home: str) -> str:
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    at_home = phonenumbers.region_code_for_number(parsed) == home
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, form.NATIONAL if at_home else form.INTERNATIONAL)


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        time=clock_time,
        day=day,
        moment=moment,
        wall_clock=wall_clock,
        money=money,
        phone=phone,
        number=format_decimal,
    )
