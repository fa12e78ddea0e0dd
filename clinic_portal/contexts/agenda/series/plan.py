"""What a series finds at each of its times: free, or who is there and what is free nearby. Reads alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from clinic_portal.contexts.agenda import occupied
from clinic_portal.contexts.agenda.holds.keys import NO_KEY
from clinic_portal.contexts.agenda.kept_hours import keep_hours
from clinic_portal.contexts.agenda.kinds.facts import KindFacts
from clinic_portal.contexts.agenda.locks import looked_up
from clinic_portal.contexts.agenda.offers import offers
from clinic_portal.contexts.agenda.places import Busy, Wish, find_place
from clinic_portal.contexts.agenda.rules import starts_between
from clinic_portal.contexts.agenda.series.calendar import days_of, exists, minutes_of
from clinic_portal.contexts.agenda.whereabouts import practitioner_at
from clinic_portal.contexts.agenda.wishes import wish_of
from clinic_portal.contracts.agenda import FreeTime, Occurrence, Recurrence, SeriesPlan
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView
from clinic_portal.foundation.clock import at_local, local_day, today


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that a series wants; `real` says whether the clock ever shows it."""

    day: date
    starts_at: datetime
    room_id: int | None = None
    real: bool = True
    appointment_id: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom and what all times of a series want."""

    practitioner_id: int
    kind: KindFacts
    minutes: int
    hold: str = NO_KEY


def slots_of(rule: Recurrence, room_id: int | None, time_zone: str) -> list[Slot]:
    """Every time of the rule."""
    minutes = minutes_of(rule.at)
    moments = ((day, at_local(day, minutes, time_zone)) for day in days_of(rule))
    return [Slot(day, moment, room_id, exists(moment, minutes, time_zone)) for day, moment in moments]


def plan(house: ClinicDirectory, wanted: Wanted, slots: Sequence[Slot]) -> SeriesPlan:
    """Each time on its own, and apart from those before it: two of one series may not overlap either."""
    return SeriesPlan(occurrences=tuple(_Look(house, wanted, slots)))


class _Look:
    """Looks at one time after the other; knows what the series itself has taken by then."""

    def __init__(self, house: ClinicDirectory, wanted: Wanted, slots: Sequence[Slot]) -> None:
        self._house, self._wanted, self._slots = house, wanted, slots
        self._zone = house.clinic.time_zone
        self._moved = {one.appointment_id for one in slots if one.appointment_id}
        self._own: list[Busy] = []

    def __iter__(self) -> Iterator[Occurrence]:
        for slot in self._slots:
            yield self._occurrence(slot)

    def _occurrence(self, slot: Slot) -> Occurrence:
        practitioner, wish = self._wish(slot)
        hours = keep_hours(self._house, practitioner, wish, slot.starts_at, anyway=True)
        wish = replace(wish, rooms=hours.rooms)
        stretch = wish.stretch(slot.starts_at)
        taken = occupied.busy(wish, *stretch, None, self._wanted.hold)
        busy = [one for one in taken if one.appointment_id not in self._moved]
        place = find_place([*busy, *self._own], wish, slot.starts_at)
        over = local_day(slot.starts_at, self._zone) < today(self._zone)
        if slot.real and not over and not hours.overruled and place.conflict is None:
            self._take(practitioner, wish, FreeTime(starts_at=slot.starts_at, practitioner_id=0, room_id=place.room_id))
            between = starts_between(hours.days.windows(practitioner.id), wish, slot.starts_at)
            return _told(slot, free=True, between=between)
        clash = occupied.named(place.conflict) if place.conflict else None
        return _told(slot, free=False, clash=clash, proposal=self._proposal(practitioner, wish, slot))

    def _wish(self, slot: Slot) -> tuple[PractitionerView, Wish]:
        wanted = self._wanted
        practitioner = practitioner_at(self._house, wanted.practitioner_id, slot.starts_at, room_id=slot.room_id)
        wish = wish_of(self._house, practitioner, wanted.kind, room_id=slot.room_id, minutes=wanted.minutes)
        return practitioner, looked_up(wish, practitioner.branch_id)

    def _proposal(self, practitioner: PractitionerView, wish: Wish, slot: Slot) -> FreeTime | None:
        """The nearest free time that no other of the series has or wants."""
        near = offers(
            self._house,
            practitioner,
            wish,
            near=slot.starts_at,
            ignoring=slot.appointment_id,
            limit=len(self._slots),
            hold=self._wanted.hold,
        )
        wanted = [other.starts_at for other in self._slots if other is not slot]
        for free in near:
            apart = all(abs(free.starts_at - other) >= wish.length for other in wanted)
            if apart and not any(one.meets(*wish.stretch(free.starts_at)) for one in self._own):
                self._take(practitioner, wish, free)
                return free
        return None

    def _take(self, practitioner: PractitionerView, wish: Wish, free: FreeTime) -> None:
        self._own.append(Busy(practitioner.id, free.room_id, *wish.stretch(free.starts_at)))


def _told(slot: Slot, **found: Any) -> Occurrence:
    return Occurrence(day=slot.day, starts_at=slot.starts_at, appointment_id=slot.appointment_id, **found)
