"""A booking by hand: the locks, the appointment, its history, its event and its outbox rows in one statement."""

import json
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import psycopg

from benchmarks.floor.rows import PLAN, connection

ZONE = ZoneInfo(PLAN.time_zone)
BOOK = """
    WITH once AS (
        INSERT INTO events.stored_answer (clinic_id, key, fingerprint, answer)
        VALUES (%(clinic)s, %(key)s, %(key)s, %(payload)s) RETURNING clinic_id
    ), locked AS (
        SELECT id FROM agenda.schedule
        WHERE clinic_id = %(clinic)s
          AND (kind, resource_id) IN (('practitioner', %(practitioner)s), ('room', %(room)s))
        ORDER BY kind, resource_id FOR NO KEY UPDATE
    ), held AS MATERIALIZED (
        SELECT count(*) AS many FROM locked
    ), booked AS (
        INSERT INTO agenda.appointment (clinic_id, branch_id, practitioner_id, room_id, patient_id, type_id, starts_at,
                                        ends_at, status, note, created_at, updated_at)
        SELECT once.clinic_id, %(branch)s, %(practitioner)s, %(room)s, %(patient)s, %(type)s, %(starts)s, %(ends)s,
               'booked', %(note)s, now(), now()
        FROM once, held RETURNING clinic_id, id
    ), changed AS (
        INSERT INTO agenda.appointment_change (clinic_id, appointment_id, at, user_id, what)
        SELECT clinic_id, id, now(), 1, 'booked' FROM booked RETURNING clinic_id
    ), happened AS (
        INSERT INTO events.event (clinic_id, occurred_at, id, name, version, payload, actor_id)
        SELECT clinic_id, now(), %(event)s, 'AppointmentBooked', 1, %(payload)s, 1 FROM booked RETURNING clinic_id
    ), left_behind AS (
        INSERT INTO events.outbox (clinic_id, event_id, name, version, payload, listener, queue, actor_id, occurred_at,
                                   next_at)
        SELECT clinic_id, %(event)s, 'AppointmentBooked', 1, %(payload)s, listener, 'events', 1, now(), now()
        FROM booked, unnest(%(listeners)s::text[]) AS listener RETURNING clinic_id
    )
    SELECT booked.id, card.name FROM booked
    JOIN agenda.patient_card AS card ON card.clinic_id = %(clinic)s AND card.patient_id = %(patient)s"""


def book(form: dict[str, str]) -> tuple[str, str]:
    """Status and where to go on; 409 when the time is taken."""
    starts = datetime.fromisoformat(f"{form['day']}T{form['time']}").replace(tzinfo=ZONE)
    fact = {"patient_id": form["patient_id"], "starts_at": starts.isoformat()}
    values = {
        "clinic": PLAN.clinic_id,
        "branch": PLAN.branch_id,
        "key": form["idempotency_key"],
        "practitioner": int(form["practitioner_id"]),
        "room": int(form["room_id"]),
        "patient": int(form["patient_id"]),
        "type": int(form["type_id"]),
        "starts": starts,
        "ends": starts + timedelta(minutes=int(form["minutes"])),
        "note": form["note"],
        "event": uuid4(),
        "payload": json.dumps(fact),
        "listeners": PLAN.listeners,
    }
    try:
        connection().execute(BOOK, values)
    except psycopg.errors.ExclusionViolation:
        return "409 Conflict", ""
    return "303 See Other", f"/c/{PLAN.slug}/agenda?day={form['day']}&branch={PLAN.branch_id}&by=practitioner"
