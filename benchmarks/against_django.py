"""The portal beside a plain Django version of the day, the type-ahead and the booking, under the same server."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

import httpx

from benchmarks import measure, sameness
from benchmarks.bench import Bench
from benchmarks.floor.plan import VARIABLE
from benchmarks.frames import HTMX, day_address
from benchmarks.measure import Side
from benchmarks.prepare import SEARCHES
from benchmarks.stand import Web, web
from benchmarks.visitor import EMAIL, PASSWORD
from benchmarks.workloads import BOOKINGS, Scene, anew, book, free_times
from clinic_portal.cli.stand.home import HOUSE

APPLICATION = "benchmarks.django_plain.wsgi:application"
GOALS = {"B1": 10, "B1a": 10, "B3": 2.5, "B3a": 2.5, "B4": 2}
"""How many times the portal's CPU Django's is to be."""
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Desk:
    """A session with the Django version; requests as bytes on the wire, with what a browser sends along."""

    def __init__(self, served: Web) -> None:
        self._port = served.port
        self.browser = httpx.Client(base_url=served.address, timeout=60, trust_env=False)
        self.token = _TOKEN.findall(self.browser.get("/accounts/login/").text)[0]
        form = {"username": EMAIL, "password": PASSWORD, "csrfmiddlewaretoken": self.token}
        if self.browser.post("/accounts/login/", data=form).status_code != httpx.codes.FOUND:
            raise RuntimeError("nobody can sign in to the Django version")
        self.token = self.browser.cookies["csrftoken"]

    def get(self, path: str, **headers: str) -> str:
        return self._message("GET", path, headers)

    def post(self, path: str, fields: dict[str, object]) -> str:
        body = urlencode({**fields, "csrfmiddlewaretoken": self.token})
        form = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
        return self._message("POST", path, form) + body

    def _message(self, method: str, path: str, headers: dict[str, str]) -> str:
        cookies = "; ".join(f"{one.name}={one.value}" for one in self.browser.cookies.jar)
        common = {"Host": f"127.0.0.1:{self._port}", "Accept-Encoding": "gzip", "Accept-Language": "es"}
        sent = {**common, "Cookie": cookies, **headers}
        return "\r\n".join([f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items()), "", ""])


def against_django(bench: Bench) -> dict[str, Any]:
    """By work: Django's CPU a request over the portal's, and the portal's requests a second over Django's."""
    env = bench.ground.environment.for_web() | {VARIABLE: str(bench.ground.home / "floor.json")}
    subprocess.run([sys.executable, "-m", "benchmarks.django_plain.prepare"], cwd=HOUSE, env=env, check=True)
    with web("django", APPLICATION, env, bench.ground.home / "logs") as served:
        desk = Desk(served)
        _compare_pages(bench.scene, desk)
        return {number: _measured(bench, served, desk, number) for number in GOALS}


def _measured(bench: Bench, served: Web, desk: Desk, number: str) -> dict[str, Any]:
    ours, theirs = _SIDES[number](bench.scene, served, desk)
    found = measure.compare(bench.ground, ours, theirs, bench.rounds, bench.seconds)
    return {
        "cpu_times": round(found.cpu, 2),
        "goal": GOALS[number],
        "spread": [round(one, 2) for one in found.spread],
        "rps_times": round(found.rps, 2),
        "portal_cpu_ms": round(found.portal_ms, 2),
        "django_cpu_ms": round(found.floor_ms, 2),
    }


def _compare_pages(scene: Scene, desk: Desk) -> None:
    for path in [*_days(scene), *_searches(scene)]:
        headers = HTMX if "search" in path else {}
        sameness.assert_same(path, scene.visitor.page(path, **headers).text, desk.browser.get(path).text)


def _days(scene: Scene) -> list[str]:
    return [day_address(scene.plan, day) for day in scene.chosen.days]


def _searches(scene: Scene) -> list[str]:
    return [f"/c/{scene.plan.slug}/patients/search?link=1&{urlencode({'q': typed})}" for typed in SEARCHES]


def _reading(paths: Callable[[Scene], Sequence[str]], **headers: str) -> Callable[..., tuple[Side, Side]]:
    def sides(scene: Scene, served: Web, desk: Desk) -> tuple[Side, Side]:
        ours = [scene.visitor.get(path, **headers) for path in paths(scene)]
        theirs = [desk.get(path, **headers) for path in paths(scene)]
        return Side(scene.portal, lambda: ours), Side(served, lambda: theirs)

    return sides


def _reading_anew(paths: Callable[[Scene], Sequence[str]], **headers: str) -> Callable[..., tuple[Side, Side]]:
    def sides(scene: Scene, served: Web, desk: Desk) -> tuple[Side, Side]:
        theirs = [desk.get(path, **headers) for path in paths(scene)]
        ours = Side(scene.portal, anew(scene.visitor, paths(scene), **headers), once=True)
        return ours, Side(served, lambda: theirs)

    return sides


def _booking(scene: Scene, served: Web, desk: Desk) -> tuple[Side, Side]:
    ours, theirs, path = free_times(scene, 0), free_times(scene, 1), f"/c/{scene.plan.slug}/agenda/appointments"

    def next_of(times: Iterator[dict[str, object]], name: str) -> list[dict[str, object]]:
        found = [next(times) for _ in range(BOOKINGS)]
        return [one | {"idempotency_key": f"{name}-{one['idempotency_key']}"} for one in found]

    return (
        Side(scene.portal, lambda: [book(scene, one) for one in next_of(ours, "portal")], "303", once=True),
        Side(served, lambda: [desk.post(path, one) for one in next_of(theirs, "django")], "302", once=True),
    )


_SIDES = {
    "B1": _reading(_days),
    "B1a": _reading_anew(_days),
    "B3": _reading(_searches, **HTMX),
    "B3a": _reading_anew(_searches, **HTMX),
    "B4": _booking,
}
