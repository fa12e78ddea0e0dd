"""Every page of the agenda in both languages, as a receptionist and as an administrator: shown, or refused by name."""

from urllib.parse import quote

import pytest

from clinic_portal.contracts.clinics import ClinicsContract, Part, Retire
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.tenancy import inside
from tests.architecture.test_sentences import translated
from tests.stand.cast import ADMIN, RECEPTIONIST
from tests.stand.reading import Sentences, raw, read
from tests.stand.walk import Things, clinic_routes, noon, things_of

OTHERWISE = {"GET /c/<clinic>/agenda/appointments/<int:appointment_id>/series": 409}
"""What is said of an appointment that belongs to no series."""
GAP = "practitioner_id={practitioner}&branch_id={branch}&starts_at={at}&minutes=30"
PLACE = "practitioner_id={practitioner}&room_id={room}&day={day}&time=10:00&minutes=30&version=1"
ASKS = {
    "GET /c/<clinic>/agenda/waiting-list/fits": GAP,
    "GET /c/<clinic>/agenda/appointments/<int:appointment_id>/proposal": PLACE,
    "GET /c/<clinic>/agenda/free-times/beside": PLACE,
    "GET /c/<clinic>/agenda/appointments/new": PLACE,
    "GET /c/<clinic>/agenda/availability": "whose=practitioner-{practitioner}",
    "GET /c/<clinic>/agenda": "day={day}&cancelled=1",
    "GET /c/<clinic>/agenda/week": "day={day}",
    "GET /c/<clinic>/agenda/sheet": "day={day}",
}
"""What is asked of some of them, for there to be something."""
MANAGES = "clinic.edit"


@pytest.fixture
def things(app, norte) -> Things:
    with app.app_context():
        return things_of(norte)


@pytest.fixture(scope="module")
def strange() -> dict[str, Sentences]:
    """By a page's language: the sentences of the other."""
    english = {one: ways for one, ways in translated().items() if one not in ways}
    spanish = {way for ways in english.values() for way in ways}
    return {"es": Sentences(set(english), spanish | NAMES), "en": Sentences(spanish, set(english) | NAMES)}


NAMES = {"Consulta", "Entrada", "Centro", "Recepción"}
"""What clinics of the cast call their things, whatever the language."""


def asked(name: str, things: Things) -> str:
    house, at = things.house, noon(1)
    known = {"practitioner": house.practitioners[0], "branch": house.branch, "room": house.rooms[0]}
    when = {"day": at.date(), "at": quote(at.isoformat())}
    return ASKS.get(name, "").format(**known, **when)


def pages(app, things) -> list[tuple]:
    """Every address of the agenda that is looked at: its name, the address with what is asked, what it needs."""
    return [
        (one.name, f"{one.address(app, 'norte', things)}?{asked(one.name, things)}", one.need and one.need.permission)
        for one in clinic_routes(app)
        if one.method == "GET" and one.rule.endpoint.startswith("agenda.") and one.covered
    ]


@pytest.mark.parametrize("who", [RECEPTIONIST, ADMIN], ids=["receptionist", "admin"])
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_page_is_shown_in_the_language_of_who_looks(app, browser_of, things, strange, who, language):
    browser = browser_of(who)
    browser.set_cookie("language", language)
    wrong = []
    for name, address, need in pages(app, things):
        for headers in ({}, {"HX-Request": "true"}):
            answer = browser.get(address, headers=headers)
            expected = 403 if need == MANAGES and who == RECEPTIONIST else OTHERWISE.get(name, 200)
            if answer.status_code != expected:
                wrong.append((name, answer.status_code))
            if not answer.mimetype.startswith("text/html"):
                continue
            texts = read(answer.text)
            if f'<html lang="{language}"' not in answer.text and "<html" in answer.text:
                wrong.append((name, "lang"))
            wrong += [(name, text) for text in (*strange[language].among(texts), *raw(texts))]
    assert "\n".join(sorted({f"{name}: {what}" for name, what in wrong})) == ""


def test_where_nobody_works_any_more_every_page_still_opens(app, browser_of, things, norte):
    with app.app_context(), inside(norte.id):
        clinics = find(ClinicsContract)
        for part, ids in ((Part.PRACTITIONER, norte.practitioners), (Part.ROOM, norte.rooms)):
            for one in ids:
                clinics.retire(Retire(part=part, id=one, version=1))
    browser, wrong = browser_of(ADMIN), []
    for name, address, _need in pages(app, things):
        answer = browser.get(address)
        if answer.status_code not in {200, EMPTY.get(name, OTHERWISE.get(name))}:
            wrong.append((name, answer.status_code))
    assert wrong == []


EMPTY = {"GET /c/<clinic>/agenda/appointments/<int:appointment_id>/proposal": 422}
"""What names somebody who is gone."""
