"""The times that a visitor is offered: free, far enough away and near enough, of days that are not full."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from clinic_portal.contexts.agenda.holds.keys import NO_KEY
from clinic_portal.contexts.agenda.online.limits import Fullness
from clinic_portal.contexts.agenda.slots import slots
from clinic_portal.contracts.agenda import AppointmentTypeView, FindSlots, FreeTime
from clinic_portal.contracts.agenda.online import FindOnlineTimes, OnlinePolicy, OnlineTime, OnlineTimes
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import local_day, now, today

SHOWN = 40
LOOKED_AT = timedelta(days=28)


@dataclass(frozen=True)
class Offer:
    """What is offered, where, and as far as which rules allow."""

    house: ClinicDirectory
    policy: OnlinePolicy
    kind: AppointmentTypeView

    @property
    def earliest(self) -> datetime:
        return now() + timedelta(minutes=max(self.policy.notice_minutes, self.kind.notice_minutes))

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last that can be booked; of policy and kind the stricter counts."""
        horizon = min(self.policy.horizon_days, self.kind.horizon_days or self.policy.horizon_days)
        return self.day_of(self.earliest), today(self.house.clinic.time_zone) + timedelta(days=horizon)

    def day_of(self, moment: datetime) -> date:
        return local_day(moment, self.house.clinic.time_zone)

    def branch_of(self, free: FreeTime) -> int:
        room = self.house.room(free.room_id)
        return room.branch_id if room else 0


def online_times(offer: Offer, query: FindOnlineTimes) -> OnlineTimes:
    """At most SHOWN, whole days of them where there are several."""
    first, last = offer.days
    first = max(first, query.first or first)
    until = min(last, first + LOOKED_AT - timedelta(days=1))
    if until < first:
        return OnlineTimes(times=(), later=None)
    found, later = _found(offer, query, (first, until), SHOWN), until + timedelta(days=1)
    if len(found) == SHOWN:
        later = offer.day_of(found[-1].starts_at)
        whole = tuple(one for one in found if offer.day_of(one.starts_at) < later)
        found, later = (whole, later) if whole else (found, later + timedelta(days=1))
    return OnlineTimes(times=found, later=later if later <= last else None)


def is_offered(offer: Offer, wanted: OnlineTime, hold: str = NO_KEY) -> bool:
    """Whether a visitor who asked now, and may hold it already, would be offered it."""
    day, (first, last) = offer.day_of(wanted.starts_at), offer.days
    if not first <= day <= last:
        return False
    whom = {"practitioner_id": wanted.practitioner_id, "branch_id": wanted.branch_id}
    query = FindOnlineTimes(address="", type_id=offer.kind.id, **whom)
    return wanted in _found(offer, query, (day, day), 1, only=wanted.starts_at, hold=hold)


def _found(
    offer: Offer,
    query: FindOnlineTimes,
    days: tuple[date, date],
    limit: int,
    *,
    only: datetime | None = None,
    hold: str = NO_KEY,
) -> tuple[OnlineTime, ...]:
    first, last = days
    wish = FindSlots(
        minutes=offer.kind.minutes,
        type_id=offer.kind.id,
        first=first,
        days=(last - first).days + 1,
        practitioners=(query.practitioner_id,) if query.practitioner_id else (),
        branches=(query.branch_id,) if query.branch_id else (),
        limit=limit,
    )
    return tuple(
        OnlineTime(starts_at=free.starts_at, practitioner_id=free.practitioner_id, branch_id=offer.branch_of(free))
        for free in slots(offer.house, wish, _meant(offer, days, only), hold=hold)
    )


def _meant(offer: Offer, days: tuple[date, date], only: datetime | None) -> Callable[[FreeTime], bool]:
    """Each time of a branch once, with the first who is free."""
    seen, earliest = set[tuple[datetime, int]](), offer.earliest
    fullness = Fullness(offer.policy, *days, offer.house.clinic.time_zone)

    def meant(free: FreeTime) -> bool:
        key = (free.starts_at, offer.branch_of(free))
        if key in seen or free.starts_at < earliest or (only and free.starts_at != only):
            return False
        if fullness.is_full(free.practitioner_id, offer.day_of(free.starts_at)):
            return False
        seen.add(key)
        return True

    return meant
