"""A receptionist's morning through the pages, as a script: everything private that is typed in it is known by name."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from clinic_portal.foundation.clock import today
from clinic_portal.foundation.ids import new_id
from tests.conftest import csrf_of
from tests.stand.cast import PASSWORD, RECEPTIONIST, House

GIVEN, FAMILY, PHONE = "Eulogia", "Zarandona Quiroga", "677889900"
EMAIL, DOCUMENT, NOTE, REMARK = "eulogia.z@correo.example", "74839201K", "alergia rarísima", "viene con muletas"
REASON = "se marcha de viaje"
PRIVATE = (
    GIVEN,
    "Zarandona",
    "Quiroga",
    PHONE,
    "677 88 99 00",
    EMAIL,
    DOCUMENT,
    NOTE,
    "rarísima",
    REMARK,
    "muletas",
    REASON,
    PASSWORD,
    RECEPTIONIST,
)
"""Nothing of this may stand in a log line, a metric, a trace, or the outbox's errors."""


@dataclass
class Morning:
    """The browser of Norte's receptionist; each step gives back the answer's status."""

    browser: FlaskClient
    house: House
    token: str = ""
    day: str = field(default_factory=lambda: f"{today('Europe/Madrid') + timedelta(days=3)}")

    def at(self, path: str) -> str:
        return f"/c/{self.house.slug}{path}"

    def sign_in(self) -> TestResponse:
        token = csrf_of(self.browser.get("/login").text)
        answer = self._post("/login", {"email": RECEPTIONIST, "password": PASSWORD}, token)
        self.token = csrf_of(self.browser.get(self.at("/agenda")).text)
        return answer

    def register(self) -> TestResponse:
        fields = {"given": GIVEN, "family": FAMILY, "phone": PHONE, "email": EMAIL, "document": DOCUMENT}
        more = {"notes": NOTE, "language": "es", "sex": "female", "idempotency_key": new_id()}
        return self._post(self.at("/patients/new"), fields | more)

    def search(self, text: str = FAMILY) -> TestResponse:
        return self.browser.get(self.at("/patients/search"), query_string={"q": text}, headers={"HX-Request": "true"})

    def see_agenda(self) -> TestResponse:
        return self.browser.get(self.at("/agenda"), query_string={"day": self.day})

    def book(self, patient_id: int, time: str = "10:00", room: int = 0, practitioner: int = 0) -> TestResponse:
        fields = {"idempotency_key": new_id(), "patient_id": patient_id, "type_id": self.house.visit, "note": REMARK}
        return self._post(self.at("/agenda/appointments"), fields | self._when(time, room, practitioner))

    def move(self, appointment_id: int, version: int, time: str) -> TestResponse:
        fields = {"version": version} | self._when(time, 0, 0)
        return self._post(self.at(f"/agenda/appointments/{appointment_id}/move"), fields)

    def cancel(self, appointment_id: int, version: int) -> TestResponse:
        fields = {"version": version, "reason": "other", "detail": REASON}
        return self._post(self.at(f"/agenda/appointments/{appointment_id}/cancellation"), fields)

    def _when(self, time: str, room: int, practitioner: int) -> dict[str, object]:
        who = self.house.practitioners[practitioner]
        return {"practitioner_id": who, "day": self.day, "time": time, "minutes": 30, "room_id": room}

    def _post(self, path: str, fields: dict[str, object], token: str = "") -> TestResponse:
        return self.browser.post(path, data={**fields, "csrf_token": token or self.token})


def patient_in(answer: TestResponse) -> int:
    """The id of the patient to whose record a registration leads."""
    found = re.search(r"/patients/(\d+)", answer.headers["Location"])
    assert found, answer.headers["Location"]
    return int(found[1])


def private_parts(text: str) -> list[str]:
    return [part for part in PRIVATE if part.lower() in text.lower()]
