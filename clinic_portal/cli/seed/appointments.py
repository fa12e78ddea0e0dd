"""A clinic's month behind, full today and week ahead, as entries of a diary."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from clinic_portal.cli.seed import days
from clinic_portal.cli.seed.cast import CHILDRENS_DOCTOR
from clinic_portal.cli.seed.diary import Entry
from clinic_portal.cli.seed.people import CHILDHOOD
from clinic_portal.cli.seed.story import story
from clinic_portal.contracts.agenda import AppointmentTypeView
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView
from clinic_portal.contracts.patients import PatientView
from clinic_portal.foundation.clock import at_local, local_minutes, now, today

BEHIND, AHEAD = 31, 8
EARLIEST, LATEST = 11 * 60, 18 * 60
"""Whenever the demo is made, its day is under way: some are done, some are here, some are awaited."""
SETTLED = 30
"""Minutes after a clinic opens until somebody is with a doctor, and before it closes."""


@dataclass(frozen=True)
class Clinic:
    """What a diary is made of; `kinds` are each doctor's, by their id."""

    house: ClinicDirectory
    patients: tuple[PatientView, ...]
    kinds: dict[int, tuple[AppointmentTypeView, ...]]

    @property
    def zone(self) -> str:
        return self.house.clinic.time_zone


def diary(chance: random.Random, clinic: Clinic) -> Iterator[Entry]:
    this_day, moment = today(clinic.zone), desk_moment(clinic.house)
    for offset in range(-BEHIND, AHEAD + 1):
        yield from _day(chance, clinic, this_day + timedelta(days=offset), moment)


def desk_moment(house: ClinicDirectory) -> datetime:
    """The present, or the nearest moment at which the clinic is at work, with some time before and after a pause."""
    zone = house.clinic.time_zone
    day, present = today(zone), local_minutes(now(), zone)
    open_ = [stretch for branch in house.branches for stretch in house.open_minutes(branch.id, day)]
    at_work = ((max(opens + SETTLED, EARLIEST), min(closes - SETTLED, LATEST)) for opens, closes in open_)
    moments = [min(max(present, first), last) for first, last in at_work if first <= last]
    return at_local(day, min(moments, key=lambda one: abs(one - present), default=EARLIEST), zone)


def _day(chance: random.Random, clinic: Clinic, day: date, moment: datetime) -> Iterator[Entry]:
    """Nobody comes twice on one day; children to the paediatrician as long as there are some."""
    waiting = chance.sample(clinic.patients, len(clinic.patients))
    for doctor in clinic.house.practitioners:
        hours = clinic.house.open_minutes(doctor.branch_id, day)
        share = days.busy(chance, day, today(clinic.zone))
        for minutes, kind in days.booked(chance, hours, clinic.kinds[doctor.id], share):
            come = 1 if kind.seats == 1 else chance.randint(2, kind.seats)
            for seat in range(1, come + 1):
                if not waiting:
                    return
                patient = _next(waiting, doctor, day)
                starts = at_local(day, minutes, clinic.zone)
                entry = _entry(chance, clinic, doctor, patient, (starts, kind, moment))
                yield replace(entry, seat=seat, seats=kind.seats, equipment_ids=kind.equipment_ids)


def _next(waiting: list[PatientView], doctor: PractitionerView, day: date) -> PatientView:
    wanted = (one for one in waiting if _is_child(one, day) == (doctor.specialty == CHILDRENS_DOCTOR))
    patient = next(wanted, waiting[0])
    waiting.remove(patient)
    return patient


def _is_child(patient: PatientView, day: date) -> bool:
    return patient.birth_date is not None and (day - patient.birth_date).days < CHILDHOOD


def _entry(
    chance: random.Random,
    clinic: Clinic,
    doctor: PractitionerView,
    patient: PatientView,
    when: tuple[datetime, AppointmentTypeView, datetime],
) -> Entry:
    starts, kind, moment = when
    ends = starts + timedelta(minutes=kind.minutes)
    told = story(chance, starts, ends, moment)
    return Entry(
        branch_id=doctor.branch_id,
        practitioner_id=doctor.id,
        room_id=doctor.room_id or 0,
        patient=patient,
        type_id=kind.id,
        starts=starts,
        ends=ends,
        story=told,
        told=_message(clinic, doctor, starts),
    )


def _message(clinic: Clinic, doctor: PractitionerView, starts: datetime) -> str:
    clock = local_minutes(starts, clinic.zone)
    return f"{clinic.house.clinic.name}: {starts:%d/%m} {clock // 60:02d}:{clock % 60:02d}, {doctor.name}."
