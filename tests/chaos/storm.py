"""One storm: servers of its own, a whole portal, bookers, a killer, and the ledger at the end."""

import queue
import threading
from dataclasses import dataclass

from clinic_portal.app import create_app
from clinic_portal.foundation.database import db
from tests.chaos import ledger
from tests.chaos.bookers import Bookers, slots
from tests.chaos.killer import Killer
from tests.notifications.sms_provider import ACCOUNT, SENDER, TOKEN, SmsProvider
from tests.stand import cast as casting
from tests.stand.house import House
from tests.stand.servers import FAST, TEMPLATE, Servers, create_database, make_template
from tests.stand.settings import portal_settings

# A commit that was acknowledged must survive the server's death, so commits wait for the log as in real life.
HONEST = FAST | {"synchronous_commit": "on", "full_page_writes": "on"}
PEOPLE = 4


@dataclass(frozen=True)
class Outcome:
    """What was acknowledged, what is stored, what the provider took, and who died how often."""

    acknowledged: set[tuple[int, str]]
    refused: list[str]
    troubles: int
    killed: dict[str, int]
    taken_by_provider: int
    ledger: ledger.Ledger


def storm(bookings: int, seed: int, pause: tuple[float, float], pace: float) -> Outcome:
    """Book `bookings` slots with `pace` seconds between two, while a part dies every `pause` seconds."""
    servers, provider = Servers(HONEST), SmsProvider()
    addresses = servers.start()
    provider.start()
    make_template(addresses)
    create_database(addresses, "storm", TEMPLATE)
    app = create_app(portal_settings(addresses, "storm", 0))
    cast = casting.make_cast(app)
    with app.app_context():
        db.engine.dispose()
    house = House(
        addresses,
        "storm",
        0,
        servers.home,
        NOTIFY_DEBOUNCE_SECONDS="0",
        OUTBOX_LEASE_SECONDS="2",
        OUTBOX_MAX_ATTEMPTS="60",
        SMS_URL=provider.url,
        SMS_ACCOUNT=ACCOUNT,
        SMS_TOKEN=TOKEN,
        SMS_FROM=SENDER,
    )
    try:
        house.start()
        return _ride_out(servers, house, provider, cast.norte, bookings, Killer(servers, house, seed, pause), pace)
    finally:
        house.stop()
        provider.stop()
        servers.stop()


def _ride_out(servers, house, provider, clinic, bookings, killer, pace) -> Outcome:  # type: ignore[no-untyped-def]
    waiting: queue.Queue[object] = queue.Queue()
    for slot in slots(clinic, bookings):
        waiting.put(slot)
    bookers, done = Bookers(house.url, clinic, waiting, pace), threading.Event()  # type: ignore[arg-type]

    def book() -> None:
        try:
            bookers.run(PEOPLE)
        finally:
            done.set()

    desk = threading.Thread(target=book)
    desk.start()
    killer.run_until(done)
    desk.join()
    admin = servers.postgres.url("storm")
    ledger.wait_until_quiet(admin)
    return Outcome(
        acknowledged={
            (slot.practitioner_id, f"{slot.day} {slot.minute // 60:02d}:{slot.minute % 60:02d}")
            for slot in bookers.acknowledged
        },
        refused=bookers.refused,
        troubles=bookers.troubles,
        killed=dict(killer.killed),
        taken_by_provider=len(provider.messages),
        ledger=ledger.read(admin),
    )
