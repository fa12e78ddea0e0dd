"""A short proof of all that free times rest on: which transaction wrote each row, summed up by the database.

It changes with whatever is written, by whomever, and needs nobody to tell.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import reduce
from operator import xor
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Date,
    DateTime,
    Text,
    bindparam,
    cast,
    func,
    literal_column,
    null,
    select,
    union_all,
)

from clinic_portal.contexts.agenda.availability.models import (
    AvailabilityBlock,
    AvailabilityException,
    AvailabilityRule,
    HolidayChoice,
)
from clinic_portal.contexts.agenda.diary import OWN
from clinic_portal.contexts.agenda.holds.models import SlotHold
from clinic_portal.contexts.agenda.models import Appointment, AppointmentType, Schedule
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database.hot import HotRead
from clinic_portal.foundation.work import current_work

A, H = Appointment, SlotHold
_CLINIC: BindParameter[int] = bindparam("clinic_id")
_NO_DAY, _NEVER = cast(null(), Date), cast(null(), DateTime(timezone=True))
_DAY = cast(func.timezone("UTC", A.starts_at), Date)
_KEPT_WHOLE = (Schedule, AppointmentType, AvailabilityRule, AvailabilityBlock, AvailabilityException, HolidayChoice)
"""Small tables of which every row counts."""


def _written(model: Any, which: Any) -> Any:
    """The rows in one number: each row's last transaction, mixed with which row it is."""
    transaction = cast(cast(literal_column(f"{model.__table__.fullname}.xmin"), Text), BigInteger)
    return func.bit_xor(func.hashint8extended(transaction, which))


def _whole(number: int, model: Any) -> Any:
    place = cast(literal_column(f"{model.__table__.fullname}.ctid"), Text)
    which = func.hashtextextended(place, literal_column(str(number)))
    return select(_NO_DAY, _written(model, which), _NEVER).where(model.clinic_id == _CLINIC)


_PROOF = HotRead(
    union_all(
        select(_DAY, _written(A, A.id), _NEVER)
        .where(A.clinic_id == _CLINIC, A.starts_at >= bindparam("since"), A.starts_at < bindparam("until"), A.holds)
        .group_by(_DAY),
        select(_NO_DAY, _written(H, -H.id), func.min(H.expires_at).filter(H.expires_at > bindparam("moment"))).where(
            H.clinic_id == _CLINIC
        ),
        *(_whole(number, model) for number, model in enumerate(_KEPT_WHOLE)),
    ).execution_options(**OWN)
)


@dataclass(frozen=True, slots=True)
class Proof:
    """Of each day in UTC, and of what has none; `until` a hold runs out, which nobody writes."""

    days: dict[date, int]
    rest: int
    until: datetime | None

    def up_to(self, day: date) -> int:
        return reduce(xor, (one for at, one in self.days.items() if at <= day), self.rest)


def proof_soon(since: datetime, until: datetime) -> Callable[[], Proof]:
    """Of what begins between two moments; to be asked for after others have joined the flight.

    Whoever reads in the same flight sees what the proof saw or something later, never less.
    """
    asked = _PROOF.soon(current_work(), since=since, until=until, moment=now())

    def proof() -> Proof:
        rows = asked.rows()
        return Proof(
            {day: written for day, written, _ in rows if day is not None},
            reduce(xor, (written or 0 for day, written, _ in rows if day is None), 0),
            next((expires for _, _, expires in rows if expires is not None), None),
        )

    return proof


def day_of(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
