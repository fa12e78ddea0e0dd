"""Receptionists who book one slot after another over HTTP, and press the button again when no answer came."""

import queue
import re
import threading
import time
from dataclasses import dataclass, field
from datetime import date, timedelta

import httpx

from clinic_portal.foundation.ids import new_id
from tests.stand import cast as casting
from tests.stand.cast import House

LENGTH = 10
OPENS, CLOSES = 8 * 60, 20 * 60


@dataclass(frozen=True)
class Slot:
    practitioner_id: int
    room_id: int
    day: date
    minute: int


def slots(house: House, count: int) -> list[Slot]:
    """Different times of coming days, for both practitioners in their rooms."""
    first = date.today() + timedelta(days=2)  # noqa: DTZ011
    every = [
        Slot(practitioner, room, first + timedelta(days=day), minute)
        for day in range(count)
        for minute in range(OPENS, CLOSES, LENGTH)
        for practitioner, room in zip(house.practitioners, house.rooms, strict=True)
    ]
    return every[:count]


@dataclass
class Bookers:
    """`acknowledged` are the slots whose booking was answered with a redirect to its day."""

    url: str
    house: House
    waiting: "queue.Queue[Slot]"
    pace: float
    acknowledged: list[Slot] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    troubles: int = 0

    def run(self, people: int) -> None:
        threads = [threading.Thread(target=self._book_all) for _ in range(people)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _book_all(self) -> None:
        with httpx.Client(base_url=self.url, timeout=10) as browser:
            token = self._persistently(lambda: sign_in(browser))
            while True:
                try:
                    slot = self.waiting.get_nowait()
                except queue.Empty:
                    return
                self._book(browser, token, slot)
                time.sleep(self.pace)

    def _book(self, browser: httpx.Client, token: str, slot: Slot) -> None:
        form = {
            "csrf_token": token,
            "idempotency_key": new_id(),
            "patient_id": self.house.patients[0],
            "practitioner_id": slot.practitioner_id,
            "room_id": slot.room_id,
            "type_id": self.house.visit,
            "day": slot.day.isoformat(),
            "time": f"{slot.minute // 60:02d}:{slot.minute % 60:02d}",
            "minutes": LENGTH,
        }

        def press() -> httpx.Response:
            answer = browser.post(f"/c/{self.house.slug}/agenda/appointments", data=form)
            if answer.status_code >= 500:
                answer.raise_for_status()
            return answer

        answer = self._persistently(press)
        if answer.status_code == 303:
            self.acknowledged.append(slot)
        else:
            self.refused.append(f"{answer.status_code} {slot}")

    def _persistently(self, act):  # type: ignore[no-untyped-def]  # whatever `act` gives
        """A person presses again; the form's key makes it the same wish."""
        deadline = time.monotonic() + 60
        while True:
            try:
                return act()
            except httpx.HTTPError:
                self.troubles += 1
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)


def sign_in(browser: httpx.Client) -> str:
    """Signs in and gives the forgery token of the session."""
    page = browser.get("/login").raise_for_status()
    form = {"email": casting.RECEPTIONIST, "password": casting.PASSWORD, "csrf_token": _token(page.text)}
    browser.post("/login", data=form)
    return _token(browser.get("/c/norte/agenda/appointments/new").raise_for_status().text)


def _token(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    if not found:
        raise httpx.HTTPError("the page has no form")
    return found[1]
