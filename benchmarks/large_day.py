"""A day of forty practitioners with 60 appointments and one with 600: what a row costs, beside the floor's."""

from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import psycopg

from benchmarks import frames, measure, sameness
from benchmarks.bench import Bench
from benchmarks.floor.plan import VARIABLE, Plan
from benchmarks.measure import Side
from benchmarks.prepare import plan_of
from benchmarks.stand import FLOOR, Web, web
from benchmarks.visitor import Visitor, hire
from benchmarks.workloads import anew
from clinic_portal.cli.seed.clinic import make_clinic
from clinic_portal.cli.seed.sizes import Plan as Seeded

CLINIC = Seeded(number=77, slug="multitud", patients=200, practitioners=40, rooms=20, a_day=0, days=0)
EMAIL = "banco@multitud.example"
"""Somebody who works nowhere else: another house would stand in the other pages' top bar."""
DAYS = {60: date(2031, 3, 3), 600: date(2031, 3, 4)}
"""By how many appointments stand on it: two working days far ahead."""
OPENS, QUARTERS = time(9), 20
"""Each room has at most 30 appointments of a quarter of an hour: 20 before noon's break, 10 after it."""
_ROW = """
    INSERT INTO agenda.appointment (clinic_id, branch_id, practitioner_id, room_id, patient_id, type_id, starts_at,
                                    ends_at, status, created_at, updated_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, 'booked', now(), now())"""


def large_day(bench: Bench) -> dict[str, Any]:
    """CPU a page, and of a row in microseconds; `slope` is the portal's row over the floor's, less is better."""
    plan = _plan(bench)
    hire(bench.ground, CLINIC.slug, EMAIL)
    visitor = Visitor(bench.scene.portal.port, EMAIL)
    plan.frames = dict(frames.days(plan, DAYS.values(), visitor))
    told = bench.ground.home / "large.json"
    plan.write(told)
    env = bench.ground.environment.for_web() | {VARIABLE: str(told)}
    with web("large-floor", FLOOR, env, bench.ground.home / "logs") as floor:
        found = {rows: _measured(bench, plan, visitor, floor, day) for rows, day in DAYS.items()}
    portal, hand = (_slope(found, side) for side in ("portal_ms", "floor_ms"))
    pages = {f"{rows} rows": asdict(one) for rows, one in found.items()}
    return {"slope": round(portal / hand, 2), "portal_us_a_row": round(portal), "floor_us_a_row": round(hand), **pages}


def _slope(found: dict[int, measure.Comparison], side: str) -> float:
    """Microseconds."""
    return (getattr(found[600], side) - getattr(found[60], side)) / 540 * 1000


def _measured(bench: Bench, plan: Plan, visitor: Visitor, floor: Web, day: date) -> measure.Comparison:
    path = frames.day_address(plan, day)
    page = visitor.page(path).text
    sameness.assert_same(path, page, httpx.get(f"{floor.address}{path}", timeout=30, trust_env=False).text)
    asked = [visitor.get(path).replace(f":{visitor.port}", f":{floor.port}", 1)]
    sides = Side(bench.scene.portal, anew(visitor, [path]), once=True), Side(floor, lambda: asked)
    return measure.compare(bench.ground, *sides, bench.rounds, bench.seconds)


def _plan(bench: Bench) -> Plan:
    with bench.app.app_context():
        make_clinic(CLINIC)
    plan = plan_of(bench.ground, bench.app, CLINIC.slug)
    with psycopg.connect(plan.database_url) as connection:
        known = "SELECT 1 FROM agenda.appointment WHERE clinic_id = %s LIMIT 1"
        if not connection.execute(known, [plan.clinic_id]).fetchone():
            for rows, day in DAYS.items():
                connection.cursor().executemany(_ROW, _rows(connection, plan, rows, day))
    return plan


def _rows(connection: psycopg.Connection, plan: Plan, rows: int, day: date) -> list[tuple[object, ...]]:
    """Row after row the next practitioner, in room after room, at time after time."""
    chosen = "SELECT patient_id FROM agenda.patient_card WHERE clinic_id = %s ORDER BY patient_id"
    patients = [one for (one,) in connection.execute(chosen, [plan.clinic_id]).fetchall()]
    rooms, kinds, found = list(plan.rooms), list(plan.kinds), []
    for number in range(rows):
        turn, room = divmod(number, len(rooms))
        quarter = turn if turn < QUARTERS else turn + 4
        starts = datetime.combine(day, OPENS, ZoneInfo(plan.time_zone)) + timedelta(minutes=15 * quarter)
        who = plan.practitioners[number % len(plan.practitioners)][0]
        whom, kind = patients[number % len(patients)], kinds[number % len(kinds)]
        ends = starts + timedelta(minutes=15)
        found.append((plan.clinic_id, plan.branch_id, who, rooms[room], whom, kind, starts, ends))
    return found
