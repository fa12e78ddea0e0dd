"""Each thing that a kept page of the agenda shows is changed by another hand, and the page shows it at once."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient

from clinic_portal.contracts.agenda import (
    AgendaContract,
    AppointmentStatus,
    EditEquipment,
    MarkAppointment,
    SetDayPolicy,
    UndoDeed,
)
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.directory import find
from tests.agenda.by_another_hand import (
    Change,
    agenda,
    ask_to_move,
    be_asked_online,
    book_beside,
    cancel,
    close,
    close_the_afternoon,
    confirm,
    hold_a_place,
    live_elsewhere,
    move,
    plan_message,
    rename_kind,
    rename_practitioner,
    rename_room,
    send,
    show_the_week,
)
from tests.agenda.capacity import kind, machine
from tests.agenda.holding import hold
from tests.agenda.wishes import MORNING, NOW, wish
from tests.budgets.counting import counting
from tests.conftest import csrf_of
from tests.stand.cast import RECEPTIONIST

HTMX = {"HX-Request": "true"}
ON = f"day={MORNING.date()}&by=practitioner"
DAY, WEEK, MONTH = (f"/c/norte/agenda{span}?{ON}" for span in ("", "/week", "/month"))
PANEL = "/c/norte/agenda/appointments/1"


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=True) as moment:
        yield moment


@pytest.fixture
def passes(app, clock, monkeypatch) -> Callable[[float], None]:
    """`passes(7)`: seven seconds are over, by all clocks that a session knows."""
    steady, ahead = time.monotonic, [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: steady() + ahead[0])

    def later(seconds: float) -> None:
        ahead[0] += seconds
        clock.shift(seconds)
        redis = app.extensions["redis_client"]
        for key in redis.keys("session:*"):
            if redis.ttl(key) <= seconds:
                redis.delete(key)

    return later


@pytest.fixture
def desk(clock, within, norte, browser_of) -> FlaskClient:
    """A receptionist, who booked appointment 1 half an hour ago."""
    with within(norte):
        assert find(AgendaContract).book(wish(norte, notify=False)).id == 1
    clock.shift(1800)
    return browser_of(RECEPTIONIST)


@pytest.fixture
def kept(desk, woken) -> Callable[..., None]:
    """`kept(DAY)`: it was looked at until no page wakes for it."""

    def look(*paths: str) -> None:
        for path in paths * 3:
            seen(desk, path)
        woken.clear()
        for path in paths:
            seen(desk, path)
        assert woken == []

    return look


def seen(browser: FlaskClient, path: str) -> str:
    answer = browser.get(path, headers=HTMX if path == PANEL else {})
    assert answer.status_code == 200
    return answer.text


SHOWN: dict[str, tuple[Change, dict[str, str]]] = {
    "a kind's name": (rename_kind, {DAY: "Consulta larga", WEEK: "Consulta larga", PANEL: "Consulta larga"}),
    "a name": (rename_practitioner, {DAY: "Dra. Vega Mora", WEEK: "Dra. Vega Mora", PANEL: "Dra. Vega Mora"}),
    "a room's name": (rename_room, {DAY: "Cubículo azul", WEEK: "Cubículo azul", PANEL: "Cubículo azul"}),
    "the clinic's hour": (live_elsewhere, {DAY: "<time>09:00", WEEK: "<time>09:00", PANEL: "09:00 – 09:30"}),
    "hours": (close_the_afternoon, {DAY: "Congreso", WEEK: "Congreso"}),
    "a closed day": (close, {DAY: "Obras", WEEK: "Obras", MONTH: "Cerrado"}),
    "a hold": (hold_a_place, {DAY: "lo está reservando", WEEK: "lo está reservando"}),
    "a move": (move, {DAY: "<time>13:00", WEEK: "<time>13:00", PANEL: "Movida"}),
    "a cancellation": (cancel, {PANEL: "Se agendó por error"}),
    "a confirmation": (
        confirm,
        {DAY: "is-confirmed hue", WEEK: "is-confirmed hue", PANEL: "Confirmada por el paciente"},
    ),
    "a wish": (ask_to_move, {DAY: "Pide otra hora", WEEK: "Pide otra hora"}),
    "a message": (send, {DAY: "icon told", WEEK: "icon told"}),
    "a booking": (book_beside, {DAY: "Iñaki", WEEK: "Iñaki", MONTH: "2 citas"}),
    "a notice": (plan_message, {PANEL: "delivery-due"}),
    "a request": (be_asked_online, {DAY: 'Pedidas en línea: 1"', WEEK: 'Pedidas en línea: 1"'}),
    "a feature": (show_the_week, {DAY: "week-strip"}),
}


@pytest.mark.parametrize("what", SHOWN)
def test_it_shows_at_once(desk, kept, within, norte, what):
    change, words = SHOWN[what]
    kept(*words)
    assert [path for path, word in words.items() if word in seen(desk, path)] == []
    with within(norte):
        change(norte)
    assert [word for path, word in words.items() if word not in seen(desk, path)] == []


@pytest.fixture
def drawn(desk, monkeypatch) -> Callable[[str], bool]:
    """`drawn(DAY)`: whether a look at it asks the database."""

    def look(path: str) -> bool:
        with counting(monkeypatch) as counts:
            seen(desk, path)
        return bool(counts.statements)

    return look


def test_a_hold_that_ran_out_is_gone_though_nobody_says_so(desk, kept, drawn, within, norte, passes):
    with within(norte):
        hold(norte, later=120, seconds=30)
    kept(DAY, WEEK)
    passes(10)
    assert not drawn(DAY)
    assert all("lo está reservando" in seen(desk, path) for path in (DAY, WEEK))
    passes(21)
    assert not any("lo está reservando" in seen(desk, path) for path in (DAY, WEEK))


def test_whom_one_asks_about_shows_when_it_is_time_and_by_the_clinics_rule(desk, kept, drawn, within, norte, passes):
    rules = {"amber_minutes": 15, "red_minutes": 30, "cancel_hours": 24, "noshow_limit": 2}
    with within(norte):
        agenda().set_day_policy(SetDayPolicy(version=0, prompt_minutes=1, **rules))
        starts_at = MORNING - timedelta(hours=1)
        agenda().book(wish(norte, patient_id=norte.patients[1], starts_at=starts_at, notify=False))
    passes((starts_at + timedelta(seconds=40) - now()).total_seconds())
    kept(DAY)
    passes(10)
    assert not drawn(DAY)
    assert "¿Vinieron?" not in seen(desk, DAY)
    passes(21)
    assert "¿Vinieron?" in seen(desk, DAY)
    kept(DAY)
    with within(norte):
        agenda().set_day_policy(SetDayPolicy(version=1, prompt_minutes=0, **rules))
    assert "¿Vinieron?" not in seen(desk, DAY)


def test_what_is_about_to_be_told_and_what_can_be_undone_end_by_themselves(desk, kept, within, norte, passes):
    with within(norte):
        move(norte)
        plan_message(norte)
    passes(9 * 60 + 30)
    with within(norte):
        plan_message(norte)
    kept(PANEL)
    assert "1/undo" in seen(desk, PANEL)
    passes(31)
    assert "1/undo" not in seen(desk, PANEL)
    kept(PANEL)
    assert "delivery-due" in seen(desk, PANEL)
    passes(59)
    passes(59)
    kept(PANEL)
    passes(32)
    assert "delivery-due" not in seen(desk, PANEL)


def test_undone_by_another_hand_it_is_undone(desk, kept, within, norte):
    with within(norte):
        move(norte)
    kept(DAY, PANEL)
    with within(norte):
        agenda().undo(UndoDeed(appointment_id=1, version=2))
    assert ("<time>10:00" in seen(desk, DAY), "Deshecha" in seen(desk, PANEL)) == (True, True)


def test_a_limit_of_noshows_marks_at_once(desk, kept, within, norte):
    with within(norte):
        missed = agenda().book(wish(norte, starts_at=NOW, notify=False))
        agenda().mark(MarkAppointment(appointment_id=missed.id, version=1, status=AppointmentStatus.NOSHOW))
    kept(PANEL)
    assert "badge outline noshows" in seen(desk, PANEL)
    with within(norte):
        told = agenda().day_policy().model_dump() | {"noshow_limit": 1}
        agenda().set_day_policy(SetDayPolicy.model_validate(told))
    assert "badge warn noshows" in seen(desk, PANEL)


def test_equipment_has_no_version_and_a_panel_that_names_it_is_not_kept(desk, within, norte):
    with within(norte):
        one = machine(norte)
        scan = kind(equipment_ids=(one.id,))
        booked = agenda().book(wish(norte, type_id=scan.id, starts_at=MORNING + timedelta(hours=2)))
    path = PANEL.replace("/1", f"/{booked.id}")
    assert [f"{one.name}<" in seen(desk, path) for _ in range(3)] == [True] * 3
    with within(norte):
        told = {"equipment_id": one.id, "version": one.version, "capacity": 1}
        agenda().edit_equipment(EditEquipment(**told, name="Ecógrafo nuevo"))
    assert "Ecógrafo nuevo" in seen(desk, path)


def test_another_language_is_another_page(desk, kept):
    kept(DAY, PANEL)
    desk.post("/me/language", data={"language": "en", "csrf_token": csrf_of(seen(desk, DAY))})
    assert ("Booked" in seen(desk, PANEL), "Agenda of the day" in seen(desk, DAY)) == (True, True)
