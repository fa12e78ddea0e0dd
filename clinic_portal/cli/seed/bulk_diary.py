"""Years of appointments of one clinic, for measuring: straight into the agenda's tables, as `diary` explains."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from clinic_portal.cli.seed.grid import MINUTES, places
from clinic_portal.cli.seed.sizes import Plan
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.bulk import insert_many, insert_many_giving_ids
from clinic_portal.foundation.clock import at_local, now, today
from clinic_portal.foundation.work import work

_COLUMNS = dict.fromkeys(("branch_id", "practitioner_id", "room_id", "patient_id", "type_id"), "bigint")
_COLUMNS |= dict.fromkeys(("starts_at", "ends_at", "confirmed_at", "created_at", "updated_at"), "timestamptz")
_COLUMNS |= dict.fromkeys(("status", "message", "cancellation_reason", "note"), "text")
_CHANGE = {"appointment_id": "bigint", "at": "timestamptz", "what": "text"}
MADE = list(_COLUMNS).index("created_at")
_DAYS_A_WORK = 60

Row = tuple[object, ...]
Whose = tuple[tuple[int, ...], tuple[int, ...]]
"""Ids of patients and of kinds of appointment to draw from."""


def write_years(chance: random.Random, plan: Plan, house: ClinicDirectory, whose: Whose) -> int:
    """All days of a plan, some weeks in one transaction; gives how many appointments they hold."""
    first, total = today(house.clinic.time_zone) - timedelta(days=plan.days - plan.ahead - 1), 0
    for start in range(0, plan.days, _DAYS_A_WORK):
        span = range(start, min(start + _DAYS_A_WORK, plan.days))
        days = [first + timedelta(days=offset) for offset in span]
        rows = [row for day in days for row in _day(chance, plan, house, day, whose)]
        with work():
            ids = list(insert_many_giving_ids("agenda.appointment", _COLUMNS, rows))
            booked = ((number, row[MADE], "booked") for number, row in zip(ids, rows, strict=True))
            insert_many("agenda.appointment_change", _CHANGE, booked)
        total += len(rows)
    return total


def _day(chance: random.Random, plan: Plan, house: ClinicDirectory, day: date, whose: Whose) -> Iterator[Row]:
    patients, kinds = whose
    moment, branch = now(), house.branches[0].id
    for minutes, practitioner, room in places(chance, plan.practitioners, plan.rooms, plan.a_day):
        starts = at_local(day, minutes, house.clinic.time_zone)
        ends = starts + timedelta(minutes=MINUTES)
        made = min(starts, moment) - timedelta(days=chance.randint(1, 30))
        status, reason = _status(chance, ends, moment)
        yield (
            branch,
            house.practitioners[practitioner].id,
            house.rooms[room].id,
            chance.choice(patients),
            chance.choice(kinds),
            starts,
            ends,
            made if chance.random() < 0.4 else None,
            made,
            made,
            status,
            "sent",
            reason,
            "Trae la analítica." if chance.random() < 0.2 else "",
        )


def _status(chance: random.Random, ends: datetime, moment: datetime) -> tuple[str, str]:
    lot = chance.random()
    if lot < 0.06:
        return "cancelled", "Le ha surgido un imprevisto"
    if ends > moment:
        return "booked", ""
    return ("noshow" if lot < 0.11 else "fulfilled"), ""
