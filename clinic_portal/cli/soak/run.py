"""One run: a stand is furnished and started, desks book, the schedule kills, and everything is counted."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import psycopg

from clinic_portal.cli.soak import ledger, victims
from clinic_portal.cli.soak.desks import Desks, Login, Wish
from clinic_portal.cli.soak.ledger import Ledger
from clinic_portal.cli.soak.naive import Naive
from clinic_portal.cli.soak.provider import Provider
from clinic_portal.cli.stand import database
from clinic_portal.cli.stand.environment import Environment
from clinic_portal.cli.stand.home import HOUSE, Home
from clinic_portal.cli.stand.keys import kept_keys
from clinic_portal.cli.stand.servers import Servers
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.embedded.ports import choose_port

Furnish = Callable[[Environment], None]
Say = Callable[[str], None]
PATIENCE = 120
DESKS = 3


@dataclass(frozen=True)
class Plan:
    """`kills` of `whom` spread over `seconds`, while `bookings` are made in the clinic `slug`."""

    seed: int
    bookings: int
    kills: int
    seconds: float
    login: Login
    slug: str = "norte"
    whom: tuple[str, ...] = victims.FOUR


def soak(plan: Plan, folder: Path, furnish: Furnish, say: Say) -> Ledger:
    """Run the plan in a new home and give the ledger; raises when the portal does not come up or back."""
    home = Home(folder)
    with _furnished(home, furnish):
        say("The house is furnished.")
    provider = Provider()
    provider.start()
    try:
        with _standing(home, provider) as stand:
            return _booked(plan, home, stand, provider, say)
    finally:
        provider.stop()


@contextmanager
def _furnished(home: Home, furnish: Furnish) -> Iterator[None]:
    home.make()
    servers = Servers(home)
    servers.start()
    try:
        environment = Environment(home, kept_keys(home), servers.lord_url, servers.redis_url, choose_port(), demo=True)
        database.prepare_roles(environment)
        database.prepare_tables(environment)
        furnish(environment)
        yield
    finally:
        servers.stop()


@contextmanager
def _standing(home: Home, provider: Provider) -> Iterator[subprocess.Popen[bytes]]:
    environment = os.environ | {
        "CLINIC_PORTAL_HOME": str(home.path),
        "PORT": str(choose_port()),
        "NOTIFY_DEBOUNCE_SECONDS": "0",
        "OUTBOX_LEASE_SECONDS": "2",
        "SMS_URL": provider.url,
        "SMS_ACCOUNT": "AC0",
        "SMS_TOKEN": "soak",
        "SMS_FROM": "+34600000000",
    }
    for name in ("DATABASE_URL", "REDIS_URL"):
        environment.pop(name, None)
    with (home / "logs" / "stand.log").open("ab") as log:
        stand = subprocess.Popen(
            [sys.executable, "-m", "clinic_portal.cli.stand", "run"], cwd=HOUSE, env=environment, stdout=log, stderr=log
        )
    try:
        _until(lambda: (home / "services.json").exists() or stand.poll() is not None, "the portal does not come up")
        yield stand
    finally:
        stand.send_signal(signal.SIGTERM)
        stand.wait(60)


def _booked(plan: Plan, home: Home, stand: subprocess.Popen[bytes], provider: Provider, say: Say) -> Ledger:
    services = json.loads((home / "services.json").read_text())
    owner_url = services["database_owner_url"]
    with psycopg.connect(owner_url) as link:
        clinic_id = _clinic(link, plan.slug)
        wishes = deque(_wishes(ledger.inside(link, clinic_id), plan.bookings))
    desks = Desks(services["web_url"], plan.slug, plan.login, wishes, DESKS * plan.seconds / plan.bookings * 0.6)
    naive = Naive(owner_url, services["redis_url"], provider.url)
    threads = [*naive.start(), *desks.open(DESKS)]
    _kill(plan, stand.pid, say)
    for thread in threads[-DESKS:]:
        thread.join(PATIENCE)
    say(f"{len(desks.told_yes)} bookings were acknowledged; waiting for the outbox to be worked off …")
    _until(lambda: _is_quiet(owner_url, clinic_id), "the outbox is not worked off")
    naive.over.set()
    for thread in threads[:-DESKS]:
        thread.join(10)
    with psycopg.connect(owner_url) as link:
        ledger.inside(link, clinic_id)
        return ledger.balance(link, desks.told_yes, provider.taken, len(desks.refused), naive.acknowledged)


def _kill(plan: Plan, stand: int, say: Say) -> None:
    began = time.monotonic()
    for moment, name in victims.schedule(plan.seed, plan.kills, plan.whom, plan.seconds):
        time.sleep(max(0.0, began + moment - time.monotonic()))
        _until(partial(victims.kill, stand, name), f"{name} does not come back")
        say(f"{time.monotonic() - began:6.1f} s  kill -9 {name}")


def _clinic(link: psycopg.Connection, slug: str) -> int:
    row = link.execute("SELECT id FROM clinics.clinic WHERE slug = %s", [slug]).fetchone()
    if row is None:
        raise LookupError(f"there is no clinic {slug}")
    return int(row[0])


def _wishes(link: psycopg.Connection, count: int) -> Iterator[Wish]:
    """Times that are free and do not touch, half an hour each, on days a month ahead."""
    patients = [row[0] for row in link.execute("SELECT id FROM patients.patient ORDER BY id LIMIT 50")]
    kind = link.execute("SELECT id FROM agenda.appointment_type ORDER BY id LIMIT 1").fetchone()
    people = list(link.execute("SELECT id, room_id FROM clinics.practitioner WHERE room_id IS NOT NULL ORDER BY id"))
    # One practitioner a room, so that only the same time of the same one could clash.
    people = list({room: (practitioner, room) for practitioner, room in people}.values())
    for number in range(count):
        practitioner, room = people[number % len(people)]
        place = number // len(people)
        minutes = 9 * 60 + place % 16 * 30
        yield Wish(
            {
                "patient_id": str(patients[number % len(patients)]),
                "practitioner_id": str(practitioner),
                "room_id": str(room),
                "type_id": str(kind[0] if kind else 0),
                "day": f"{_weekday(today('Europe/Madrid') + timedelta(days=60), place // 16)}",
                "time": f"{minutes // 60:02d}:{minutes % 60:02d}",
                "minutes": "30",
            }
        )


def _weekday(first: date, number: int) -> date:
    """The working day so many after the first Monday from `first` on."""
    monday = first + timedelta(days=-first.weekday() % 7)
    return monday + timedelta(weeks=number // 5, days=number % 5)


def _is_quiet(owner_url: str, clinic_id: int) -> bool:
    try:
        with psycopg.connect(owner_url, connect_timeout=2) as link:
            return ledger.undone(ledger.inside(link, clinic_id))[0] == 0
    except psycopg.Error:
        return False


def _until(condition: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(otherwise)
        time.sleep(0.1)
