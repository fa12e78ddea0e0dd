"""A column is drawn once while its values come again: never another's, never an old one, letter by letter."""

import re
from collections.abc import Callable

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from clinic_portal.contracts.agenda import AgendaContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.lately import Lately
from clinic_portal.foundation.web import drawn
from tests.agenda import by_another_hand as hand
from tests.agenda.capacity import kind
from tests.agenda.wishes import MORNING, NOW, wish
from tests.budgets.counting import forget_parts
from tests.conftest import csrf_of
from tests.stand.cast import DOCTOR, RECEPTIONIST, STRANGER, House

ON = f"day={MORNING.date()}"
VIEWS = f"agenda?{ON}&by=practitioner", f"agenda/week?{ON}&by=room"
CHANGES: tuple[hand.Change, ...] = (
    hand.book_beside,
    hand.send,
    hand.rename_kind,
    hand.rename_practitioner,
    hand.rename_room,
    hand.hold_a_place,
    hand.close_the_afternoon,
    hand.ask_to_move,
    hand.move,
    hand.live_elsewhere,
)
HIDDEN = re.compile(r'(csrf[-_]token"[^>]*(?:value|content)=")[^"]+|data-stamp="[^"]*"')


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True) as moment:
        yield moment


@pytest.fixture
def anew(app: Flask) -> Callable[[FlaskClient, str], str]:
    """Drawn anew, of pieces that are remembered."""

    def ask(browser: FlaskClient, path: str) -> str:
        forget_parts(app)
        answer = browser.get(path)
        assert answer.status_code == 200
        return HIDDEN.sub(r"\1", answer.text)

    return ask


def forget_pieces(app: Flask) -> None:
    app.extensions["drawn"] = Lately(drawn.MOST, drawn.SECONDS)


def book(house: House) -> None:
    """An appointment, a group and one of another kind."""
    agenda = find(AgendaContract)
    agenda.book(wish(house, notify=False))
    group = kind("Taller", seats=4)
    for patient in house.patients:
        agenda.book(wish(house, patient_id=patient, type_id=group.id, practitioner_id=house.practitioners[1]))


def test_after_each_change_it_is_what_it_is_when_all_is_drawn(app, anew, browser_of, within, norte, sur):
    for house in (norte, sur):
        with within(house):
            book(house)
    desk, doctor, stranger = map(browser_of, (RECEPTIONIST, DOCTOR, STRANGER))
    looks = [(desk, f"/c/norte/{view}") for view in VIEWS]
    looks += [(doctor, looks[0][1]), (stranger, f"/c/sur/{VIEWS[0]}")]
    before: list[str] = []
    for change in (None, *CHANGES):
        if change:
            with within(norte):
                change(norte)
        kept = [anew(*look) for look in looks]
        forget_pieces(app)
        assert kept == [anew(*look) for look in looks]
        assert kept != before
        before = kept


def test_one_change_draws_one_column(app, anew, browser_of, within, norte, monkeypatch):
    with within(norte):
        book(norte)
    desk, path = browser_of(RECEPTIONIST), f"/c/norte/{VIEWS[0]}"
    anew(desk, path)
    templates: list[str] = []
    get = app.jinja_env.get_template
    monkeypatch.setattr(app.jinja_env, "get_template", lambda name, *rest: templates.append(name) or get(name, *rest))
    anew(desk, path)
    assert templates.count("agenda/_column.html") == 0
    with within(norte):
        hand.book_beside(norte)
    anew(desk, path)
    assert templates.count("agenda/_column.html") == 1


def test_each_clinic_language_and_permission_has_its_own(anew, browser_of, within, norte, sur):
    for house in (norte, sur):
        with within(house):
            book(house)
    desk, stranger = browser_of(RECEPTIONIST), browser_of(STRANGER)
    ours, theirs = anew(desk, f"/c/norte/{VIEWS[0]}"), anew(stranger, f"/c/sur/{VIEWS[0]}")
    assert ("María José" in ours, "María José" in theirs, "Lucía" in theirs) == (True, False, True)
    assert "/c/norte/" not in theirs
    token = csrf_of(desk.get(f"/c/norte/{VIEWS[0]}").text)
    desk.post("/me/language", data={"language": "en", "csrf_token": token})
    assert ("Booked" in anew(desk, f"/c/norte/{VIEWS[0]}"), "Agendada" in ours) == (True, True)


def test_few_are_remembered(app, anew, browser_of):
    desk = browser_of(RECEPTIONIST)
    app.extensions["drawn"] = Lately(3, drawn.SECONDS)
    for day in range(1, 6):
        anew(desk, f"/c/norte/agenda?day=2026-12-0{day}&by=practitioner")
    assert len(app.extensions["drawn"]._kept) == 3
