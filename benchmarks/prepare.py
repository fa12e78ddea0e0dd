"""Before the first round: what the floor must know, asked through the portal's own doors and taken from its pages."""

import os
import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import psycopg
from flask import Flask

from benchmarks.floor.plan import Plan
from benchmarks.stand import Ground
from clinic_portal.app import create_app
from clinic_portal.contracts.agenda import AgendaContract, AppointmentBooked
from clinic_portal.contracts.clinics import ClinicDirectory, ClinicsContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.events.subscriptions import subscriptions
from clinic_portal.foundation.settings import load
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.web.languages import sentences

REFERENCE = "referencia"
SENTENCES = {
    "free": "Free from %(from)s to %(until)s, %(who)s",
    "day": "Agenda of the day",
    "appointments": "Appointments",
    "sent": "Message sent",
    "failed": "Message failed",
    "changed": "Changed by your clinic",
    "minutes": "Minutes",
    "price": "Price",
    "star": "Favourite of yours: {name}",
    "booked": "Booked",
    "confirmed": "Confirmed",
    "arrived": "Arrived",
    "checked_in": "In room",
    "fulfilled": "Done",
    "noshow": "No-show",
}
FRIDAY = 4
HOLIDAYS = {(1, 1), (1, 6), (5, 1), (8, 15), (10, 12), (11, 1), (12, 6), (12, 8), (12, 25)}
SEARCHES = ("gar", "mar", "ana lop", "garcia", "perez mar", "lucia", "fer", "jose mar")


@dataclass(frozen=True)
class Choice:
    """What is asked for: days with a full agenda, appointments, patients."""

    days: list[date]
    appointments: list[int]
    patients: list[int]
    booking_days: list[date] = field(default_factory=list)


def app_of(ground: Ground) -> Flask:
    """The portal in this process, for what is asked without a web server."""
    os.environ.update(ground.environment.operator_settings())
    os.environ.pop("PROMETHEUS_MULTIPROC_DIR", None)
    return create_app(load().model_copy(update={"log_level": "WARNING"}))


def plan_of(ground: Ground, app: Flask, slug: str = REFERENCE) -> Plan:
    """Of the clinic's first branch."""
    with app.app_context():
        clinic = find(ClinicsContract).find_clinic(slug)
        if clinic is None:
            raise RuntimeError(f"the seed made no clinic {slug}")
        with inside(clinic.id):
            return _plan(ground, find(ClinicsContract).directory())


def _plan(ground: Ground, house: ClinicDirectory) -> Plan:
    branch = house.branches[0]
    spanish = sentences("es")
    monday = date(2026, 1, 5)
    return Plan(
        database_url=ground.lord_url,
        time_zone=house.clinic.time_zone,
        clinic_id=house.clinic.id,
        slug=house.clinic.slug,
        branch_id=branch.id,
        practitioners=[(one.id, one.name, one.specialty, one.hue) for one in house.practitioners_of(branch.id)],
        rooms={room.id: room.name for room in house.rooms},
        kinds={kind.id: kind.name for kind in find(AgendaContract).types()},
        kind_hues={kind.id: kind.hue for kind in find(AgendaContract).types()},
        hours={
            day: [
                (opens // 5, closes // 5)
                for opens, closes in house.open_minutes(branch.id, monday + timedelta(days=day))
            ]
            for day in range(7)
        },
        listeners=[one.name for one in subscriptions().by_event.get(AppointmentBooked.kind(), [])],
        words={name: spanish.ugettext(sentence) for name, sentence in SENTENCES.items()},
    )


_FULL_DAYS = """
    SELECT starts_at::date FROM agenda.appointment
    WHERE clinic_id = %s AND branch_id = %s AND starts_at > now() + '1 day'
    GROUP BY 1 HAVING count(*) FILTER (WHERE status <> 'cancelled') BETWEEN 50 AND 70 ORDER BY 1 LIMIT 8"""
_PLAIN_ONES = """
    SELECT a.id FROM agenda.appointment AS a
    WHERE clinic_id = %s AND branch_id = %s AND starts_at > now() + '1 day' AND status = 'booked'
      AND confirmed_at IS NULL AND note = '' AND (SELECT count(*) FROM agenda.appointment_change AS c
          WHERE c.clinic_id = a.clinic_id AND c.appointment_id = a.id AND what = 'booked') = 1
      AND NOT EXISTS (SELECT FROM agenda.appointment AS missed WHERE missed.clinic_id = a.clinic_id
                        AND missed.patient_id = a.patient_id AND missed.status = 'noshow')
    ORDER BY starts_at LIMIT 40"""


def choose(plan: Plan) -> Choice:
    """Days to come that are full, and what stands in them; days for bookings far beyond."""
    zone = ZoneInfo(plan.time_zone)
    with psycopg.connect(plan.database_url, options=f"-c timezone={plan.time_zone}") as connection:
        days = connection.execute(_FULL_DAYS, (plan.clinic_id, plan.branch_id)).fetchall()
        ones = connection.execute(_PLAIN_ONES, (plan.clinic_id, plan.branch_id)).fetchall()
        patients = connection.execute(
            "SELECT patient_id FROM agenda.patient_card WHERE clinic_id = %s ORDER BY patient_id LIMIT 2000",
            (plan.clinic_id,),
        ).fetchall()
        last = connection.execute(
            "SELECT max(starts_at) FROM agenda.appointment WHERE clinic_id = %s", (plan.clinic_id,)
        ).fetchone()
    beyond = max(last[0] if last and last[0] else datetime.now(zone), datetime.now(zone)).date() + timedelta(days=2)
    return Choice(
        days=[row[0] for row in days],
        appointments=[row[0] for row in ones],
        patients=random.Random(1).sample([row[0] for row in patients], min(500, len(patients))),
        booking_days=[day for offset in range(600) if _is_ordinary(day := beyond + timedelta(days=offset))],
    )


def _is_ordinary(day: date) -> bool:
    """From Monday to Thursday, and no holiday of Spain: Good Friday is none of these, the others have fixed dates."""
    return day.weekday() < FRIDAY and (day.month, day.day) not in HOLIDAYS
