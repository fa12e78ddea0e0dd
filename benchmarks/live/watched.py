"""What is watched: many days of the reference clinic, some browsers on each, and bookings, each on another day."""

import time
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.frames import HTMX
from benchmarks.load import Connection
from benchmarks.workloads import Scene, book

DAYS = 500
FIRST = 100
"""Of the days kept for bookings; those before are the booking workload's."""


@dataclass(frozen=True)
class Change:
    """When a booking was sent, and which of the watched days it changes."""

    at: float
    about: int


def days(scene: Scene) -> list[date]:
    first = scene.chosen.booking_days[FIRST]
    return [first + timedelta(days=offset) for offset in range(DAYS)]


def requests(scene: Scene) -> list[str]:
    """A look at each day's board, without its last empty line: each browser adds its stamp."""
    paths = (f"/c/{scene.plan.slug}/agenda/board?day={day}" for day in days(scene))
    return [scene.visitor.get(path, **HTMX, **{"X-Live": "1"}).removesuffix("\r\n") for path in paths]


def change_for(scene: Scene, seconds: float, each: float, round_: int) -> list[Change]:
    """Book something every `each` seconds, always on another day; raises when a booking is refused."""
    desk, shown, changes = Connection(scene.portal.port), days(scene), list[Change]()
    ordinary = [day for day in scene.chosen.booking_days[FIRST:] if day in shown]
    for number in range(int(seconds / each)):
        day = ordinary[number % len(ordinary)]
        message = book(scene, _fields(scene, day, number, round_))
        changes.append(Change(time.monotonic(), shown.index(day)))
        status, *_ = desk.ask(message.encode())
        if status != "303":
            raise RuntimeError(f"a booking was answered {status}")
        time.sleep(max(0.0, changes[-1].at + each - time.monotonic()))
    return changes


def _fields(scene: Scene, day: date, number: int, round_: int) -> dict[str, object]:
    plan, patients = scene.plan, scene.chosen.patients
    opens = plan.hours[day.weekday()][0][0] // 12 + 1
    return {
        "idempotency_key": f"live-{time.time_ns()}",
        "patient_id": patients[number % len(patients)],
        "practitioner_id": plan.practitioners[round_][0],
        "room_id": list(plan.rooms)[round_],
        "type_id": next(iter(plan.kinds)),
        "day": day,
        "time": f"{opens + number // DAYS % 3:02d}:00",
        "minutes": 15,
        "note": "",
    }
