"""The workloads: what is asked of the portal, and of the floor."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, cycle, islice
from urllib.parse import urlencode

from benchmarks.floor.plan import Plan
from benchmarks.frames import CATALOG, HTMX, day_address
from benchmarks.measure import MakeRequests, Side
from benchmarks.prepare import SEARCHES, Choice
from benchmarks.stand import Web
from benchmarks.visitor import Visitor

BOOKINGS, AWAKENINGS, ANEW = 500, 3_000, 600
"""In one round."""


@dataclass(frozen=True)
class Scene:
    """Everything a workload may use."""

    plan: Plan
    chosen: Choice
    visitor: Visitor
    portal: Web
    floor: Web

    def ask(self, *paths: str, **headers: str) -> tuple[Sequence[str], Sequence[str]]:
        """The same GETs for both, as bytes on the wire."""
        ours = [self.visitor.get(path, **headers) for path in paths]
        return ours, [one.replace(f":{self.portal.port}", f":{self.floor.port}", 1) for one in ours]


Sides = tuple[Side, Side]


def agenda_day(scene: Scene) -> Sides:
    return _reading(scene, *scene.ask(*(day_address(scene.plan, day) for day in scene.chosen.days)))


def agenda_day_anew(scene: Scene) -> Sides:
    """As after a change: nothing of it is remembered, the board is read from the database and drawn."""
    return _anew(scene, [day_address(scene.plan, day) for day in scene.chosen.days])


def appointment(scene: Scene) -> Sides:
    return _reading(scene, *scene.ask(*_appointments(scene), **HTMX))


def appointment_anew(scene: Scene) -> Sides:
    return _anew(scene, _appointments(scene), **HTMX)


def search(scene: Scene) -> Sides:
    return _reading(scene, *scene.ask(*_searches(scene), **HTMX))


def search_anew(scene: Scene) -> Sides:
    return _anew(scene, _searches(scene), **HTMX)


def _appointments(scene: Scene) -> list[str]:
    return [f"/c/{scene.plan.slug}/agenda/appointments/{number}" for number in scene.chosen.appointments]


def _searches(scene: Scene) -> list[str]:
    return [f"/c/{scene.plan.slug}/patients/search?link=1&{urlencode({'q': typed})}" for typed in SEARCHES]


def _anew(scene: Scene, paths: Sequence[str], **headers: str) -> Sides:
    floor = scene.ask(*paths, **headers)[1]
    return Side(scene.portal, anew(scene.visitor, paths, **headers), once=True), Side(scene.floor, lambda: floor)


def anew(visitor: Visitor, paths: Sequence[str], **headers: str) -> MakeRequests:
    """Requests for addresses that nobody has asked for yet; they mean the same."""
    serial = count()

    def ask() -> Sequence[str]:
        chosen = islice(cycle(paths), ANEW)
        return [visitor.get(f"{path}{'&' if '?' in path else '?'}anew={next(serial)}", **headers) for path in chosen]

    return ask


def catalog(scene: Scene) -> Sides:
    return _reading(scene, *scene.ask(f"/c/{scene.plan.slug}/catalogs/{CATALOG}", **HTMX))


def catalog_awake(scene: Scene) -> Sides:
    """By visitors whom no process remembers: the page wakes, asks who they are, and gives the part that is drawn."""
    path, serial = f"/c/{scene.plan.slug}/catalogs/{CATALOG}", count()

    def strangers() -> Iterator[tuple[str, str]]:
        for _ in range(AWAKENINGS):
            (ours,), (theirs,) = scene.ask(path, **HTMX, **{"Accept-Language": f"es, x-{next(serial)}"})
            yield ours, theirs

    return (
        Side(scene.portal, lambda: [ours for ours, _ in strangers()], once=True),
        Side(scene.floor, lambda: [theirs for _, theirs in strangers()], once=True),
    )


def poll(scene: Scene) -> Sides:
    """The portal says that nothing is new; the floor makes the whole day."""
    path = f"/c/{scene.plan.slug}/agenda/board?day={scene.chosen.days[0]}"
    _, floor = scene.ask(*(day_address(scene.plan, day) for day in scene.chosen.days))

    def ours() -> Sequence[str]:
        stamp = scene.visitor.page(path, **HTMX).headers["ETag"]
        return [scene.visitor.get(path, **HTMX, **{"If-None-Match": stamp, "X-Live": "1"})]

    return Side(scene.portal, ours, "304"), Side(scene.floor, lambda: floor)


def booking(scene: Scene) -> Sides:
    """Each request books another free time; the answer is a redirect."""
    ours, theirs = free_times(scene, 0), free_times(scene, 1)

    def sends(times: Iterator[dict[str, object]]) -> Callable[[], Sequence[str]]:
        return lambda: [book(scene, next(times)) for _ in range(BOOKINGS)]

    return Side(scene.portal, sends(ours), "303", once=True), Side(scene.floor, sends(theirs), "303", once=True)


def book(scene: Scene, fields: dict[str, object], **headers: str) -> str:
    body = urlencode({**fields, "csrf_token": scene.visitor.token})
    return scene.visitor.post(f"/c/{scene.plan.slug}/agenda/appointments", body, **headers)


def free_times(scene: Scene, side: int, name: str = "bench") -> Iterator[dict[str, object]]:
    """Every room on every open quarter hour of empty days; even days for one side, odd ones for the other."""
    plan, chosen = scene.plan, scene.chosen
    kind, rooms, serial = next(iter(plan.kinds)), list(plan.rooms), count()
    for day in islice(chosen.booking_days, side, None, 2):
        for quarter in open_quarters(plan, day):
            for place, room in enumerate(rooms):
                number = next(serial)
                yield {
                    "idempotency_key": f"{name}-{side}-{day}-{quarter}-{room}",
                    "patient_id": chosen.patients[number % len(chosen.patients)],
                    "practitioner_id": plan.practitioners[place][0],
                    "room_id": room,
                    "type_id": kind,
                    "day": day,
                    "time": f"{quarter // 4:02d}:{quarter % 4 * 15:02d}",
                    "minutes": 15,
                    "note": "",
                }


def open_quarters(plan: Plan, day: date) -> list[int]:
    """Quarter hours since midnight at which the branch is open; the plan's hours are in steps of five minutes."""
    return [quarter for opens, closes in plan.hours[day.weekday()] for quarter in range(-(-opens // 3), closes // 3)]


def _reading(scene: Scene, ours: Sequence[str], theirs: Sequence[str]) -> Sides:
    return Side(scene.portal, lambda: ours), Side(scene.floor, lambda: theirs)


WORKLOADS: dict[str, tuple[str, Callable[[Scene], Sides]]] = {
    "B1": ("agenda day, 60 rows", agenda_day),
    "B1a": ("the same, drawn anew", agenda_day_anew),
    "B2": ("one appointment's fragment", appointment),
    "B2a": ("the same, drawn anew", appointment_anew),
    "B3": ("patient type-ahead", search),
    "B3a": ("the same, found anew", search_anew),
    "B4": ("booking with outbox", booking),
    "B5": ("catalog fragment from the cache", catalog),
    "B5a": ("the same, of nobody remembered", catalog_awake),
    "B6": ("live poll, nothing new", poll),
}
