"""The forms of availability: an exception, and a week as seven lines of times."""

import re
from collections.abc import Iterable
from datetime import time
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, Field, HiddenField, StringField, TimeField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from clinic_portal.blueprints.agenda.whose import choices, read
from clinic_portal.contracts.agenda import (
    MIDNIGHT,
    AddException,
    AddRule,
    Block,
    EditException,
    EditRule,
    ExceptionView,
    RuleView,
)
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.typed import one_line, whole_number
from clinic_portal.foundation.web.fields import RadioField, SelectField

_STRETCH = re.compile(r"(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)")
WEEK = range(7)
DAY = [InputRequired(_("Give a day."))]


class AvailabilityForm(FlaskForm):
    """Whose it is, for a new one; the version that was read, for one that stands."""

    idempotency_key = HiddenField()
    version = HiddenField()
    whose = SelectField(_("Whose time"), choices=(), validate_choice=False, validators=[Optional()])

    def begin(self, house: ClinicDirectory, word: str, *, clinic: bool) -> None:
        """Offer this clinic's own, and stand at the one that the address names."""
        self.whose.choices, self.whose.validate_choice = choices(house, clinic=clinic), True
        if not self.is_submitted():
            self.whose.process_data(word)
        if not self.idempotency_key.data:
            self.idempotency_key.process_data(new_id())

    def key(self) -> dict[str, Any]:
        whose, resource_id = read(self.whose.data or "")
        return {
            "idempotency_key": self.idempotency_key.data or new_id(),
            "whose": whose,
            "resource_id": resource_id,
        }

    def seen(self) -> int:
        """What is no version is as stale as can be."""
        return whole_number(self.version.data) or 0


class ExceptionForm(AvailabilityForm):
    """A time that is closed or open although the week says otherwise."""

    extra = RadioField(_("What it does"), choices=[("", _("Closes")), ("1", _("Opens"))], default="")
    first_day = DateField(_("From the day"), validators=DAY)
    last_day = DateField(_("To the day"), validators=[Optional()])
    opens = TimeField(_("From"), validators=[Optional()])
    closes = TimeField(_("Until"), validators=[Optional()])
    reason = StringField(
        _("Reason"), filters=[one_line], validators=[Length(max=120, message=_("At most %(max)d characters."))]
    )

    def show(self, stands: ExceptionView) -> None:
        """Fill in what stands."""
        values = {
            "version": stands.version,
            "extra": "1" if stands.extra else "",
            "first_day": stands.first_day,
            "last_day": stands.last_day,
            "opens": _clock(stands.opens),
            "closes": _clock(stands.closes),
            "reason": stands.reason,
        }
        for name, value in values.items():
            self[name].process_data(value)

    def added(self) -> AddException:
        return AddException(**self.key(), **self._typed())

    def command(self, exception_id: int) -> EditException:
        return EditException(exception_id=exception_id, version=self.seen(), **self._typed())

    def _typed(self) -> dict[str, Any]:
        return {
            "extra": self.extra.data == "1",
            "first_day": self.first_day.data,
            "last_day": self.last_day.data or self.first_day.data,
            "opens": _minutes(self.opens.data),
            # Midnight is the end of the day here, not its beginning.
            "closes": _minutes(self.closes.data) or (MIDNIGHT if self.closes.data else None),
            "reason": self.reason.data or "",
        }


class RuleForm(AvailabilityForm):
    """A week that holds for a time; each day one line."""

    valid_from = DateField(_("From the day"), validators=DAY)
    valid_until = DateField(_("To the day"), validators=[Optional()])
    blocks = HiddenField()
    day_0, day_1, day_2, day_3, day_4, day_5, day_6 = (StringField(filters=[one_line]) for _weekday in WEEK)

    def days(self) -> list[Field]:
        return [self[f"day_{weekday}"] for weekday in WEEK]

    def show(self, stands: RuleView) -> None:
        """Fill in what stands."""
        self.version.process_data(stands.version)
        self.valid_from.process_data(stands.valid_from)
        self.valid_until.process_data(stands.valid_until)
        self.put(stands.blocks)

    def put(self, blocks: Iterable[Block]) -> None:
        """A week as it would be typed."""
        for weekday, field in enumerate(self.days()):
            field.process_data(", ".join(stretch_text(one) for one in blocks if one.weekday == weekday))

    def added(self) -> AddRule:
        return AddRule(**self.key(), **self._typed())

    def command(self, rule_id: int) -> EditRule:
        return EditRule(rule_id=rule_id, version=self.seen(), **self._typed())

    def validate(self, extra_validators: Any = None) -> bool:
        """Each line is read; what is none is told beside it."""
        fine = bool(super().validate(extra_validators))
        for weekday, field in enumerate(self.days()):
            try:
                _read_day(weekday, field.data or "")
            except ValidationError as fault:
                field.errors, fine = [*field.errors, str(fault)], False
        return fine

    def _typed(self) -> dict[str, Any]:
        days = ((weekday, field.data or "") for weekday, field in enumerate(self.days()))
        return {
            "valid_from": self.valid_from.data,
            "valid_until": self.valid_until.data,
            "blocks": tuple(block for weekday, text in days for block in _read_day(weekday, text)),
        }


def stretch_text(one: Block | ExceptionView) -> str:
    """`09:00-14:00`; empty for whole days."""
    if one.opens is None or one.closes is None:
        return ""
    return f"{one.opens // 60:02d}:{one.opens % 60:02d}-{one.closes // 60:02d}:{one.closes % 60:02d}"


def _read_day(weekday: int, text: str) -> list[Block]:
    """Raises ValidationError for what is no list of times."""
    found = []
    for part in filter(None, (one.strip() for one in text.split(","))):
        times = _STRETCH.fullmatch(part)
        if times is None:
            raise ValidationError(_("Write times such as 09:00-14:00, 16:00-20:00."))
        opens, closes = int(times[1]) * 60 + int(times[2]), int(times[3]) * 60 + int(times[4])
        if int(times[2]) > 59 or int(times[4]) > 59 or opens >= MIDNIGHT or not opens < closes <= MIDNIGHT:
            raise ValidationError(_("This ends before it begins."))
        found.append(Block(weekday=weekday, opens=opens, closes=closes))
    return found


def _minutes(value: time | None) -> int | None:
    return None if value is None else value.hour * 60 + value.minute


def _clock(minutes: int | None) -> time | None:
    return None if minutes is None else time(minutes // 60 % 24, minutes % 60)
