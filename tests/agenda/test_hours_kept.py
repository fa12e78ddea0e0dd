"""A booking keeps the hours, or is told what closes them; whoever may takes a closed time on purpose."""

import pytest
import time_machine

from clinic_portal.contexts.agenda.availability import remembered
from clinic_portal.contracts.agenda import (
    AddException,
    AgendaContract,
    AvailabilityChanged,
    MoveAppointment,
    OutsideHours,
    Whose,
    Why,
)
from clinic_portal.foundation.directory import find
from tests.agenda.test_pages import HTMX, form_of
from tests.agenda.wishes import MORNING, NOW, wish
from tests.stand.cast import ADMIN, RECEPTIONIST

TUESDAY = MORNING.date()
NIGHT = MORNING.replace(hour=22)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


def door() -> AgendaContract:
    return find(AgendaContract)


def block(whose: Whose, resource_id: int, reason: str = "Congreso") -> None:
    door().add_exception(
        AddException(whose=whose, resource_id=resource_id, first_day=TUESDAY, last_day=TUESDAY, reason=reason)
    )


def test_a_closed_hour_is_refused_by_name_with_open_times(within, norte):
    with within(norte):
        with pytest.raises(OutsideHours) as refused:
            door().book(wish(norte, starts_at=NIGHT))
        assert (refused.value.why, refused.value.reason) == (Why.BRANCH, "")
        assert [one.starts_at.strftime("%d %H:%M") for one in refused.value.alternatives] == [
            "01 18:30", "01 18:15", "01 18:00",
        ]  # fmt: skip


def test_what_would_end_after_the_hours_is_refused_too(within, norte):
    with within(norte):
        door().book(wish(norte, starts_at=MORNING.replace(hour=18, minute=30), minutes=30))
        with pytest.raises(OutsideHours):
            door().book(wish(norte, patient_id=norte.patients[1], starts_at=MORNING.replace(hour=18), minutes=65))


def test_an_absence_is_refused_with_its_reason_and_another_practitioner_is_not(within, norte):
    with within(norte):
        block(Whose.PRACTITIONER, norte.practitioners[0])
        with pytest.raises(OutsideHours) as refused:
            door().book(wish(norte))
        assert (refused.value.why, refused.value.reason) == (Why.BLOCK, "Congreso")
        assert door().book(wish(norte, practitioner_id=norte.practitioners[1])).starts_at == MORNING


def test_a_room_out_of_use_is_left_out_and_refused_when_it_is_asked_for(within, norte):
    with within(norte):
        block(Whose.ROOM, norte.rooms[0], "Pintura")
        with pytest.raises(OutsideHours) as refused:
            door().book(wish(norte, room_id=norte.rooms[0]))
        assert (refused.value.why, refused.value.reason) == (Why.BLOCK, "Pintura")
        assert door().book(wish(norte)).room_id == norte.rooms[1]


def test_a_closed_time_can_be_taken_on_purpose_and_the_history_says_so(within, norte):
    with within(norte):
        booked = door().book(wish(norte, starts_at=NIGHT, anyway=True))
        assert [(one.what, one.detail) for one in door().history(booked.id)] == [
            ("overbooked", "hours"),
            ("booked", ""),
        ]
        assert not booked.overbooked, "nobody else stands there: the database keeps it free of others"


def test_a_move_keeps_the_hours_as_well(within, norte):
    with within(norte):
        booked = door().book(wish(norte))
        move = MoveAppointment(
            appointment_id=booked.id,
            version=booked.version,
            practitioner_id=norte.practitioners[0],
            starts_at=NIGHT,
            minutes=30,
        )
        with pytest.raises(OutsideHours):
            door().move(move)
        assert door().move(move.model_copy(update={"anyway": True})).starts_at == NIGHT


def test_the_board_shows_the_reason_and_the_form_what_is_closed_and_when_it_is_not(within, norte, browser_of):
    with within(norte):
        block(Whose.PRACTITIONER, norte.practitioners[0])
    desk = browser_of(RECEPTIONIST)
    board = desk.get(f"/c/norte/agenda?day={TUESDAY}").text
    assert board.count('class="block ') == 1
    assert "Congreso" in board
    fields = form_of(desk, norte, day=TUESDAY.isoformat())
    answer = desk.post("/c/norte/agenda/appointments", data=fields, headers=HTMX)
    assert answer.status_code == 409
    assert "Este tiempo está bloqueado." in answer.text
    assert "Congreso" in answer.text
    assert answer.text.count('name="at"') == 3
    assert 'name="anyway"' not in answer.text, "a receptionist may not overrule it"
    assert desk.post("/c/norte/agenda/appointments", data=fields | {"anyway": "1"}).status_code == 403


def test_whoever_may_overbook_books_a_closed_time_on_purpose(norte, browser_of):
    admin = browser_of(ADMIN)
    fields = form_of(admin, norte, day=TUESDAY.isoformat(), time="21:30")
    asked = admin.post("/c/norte/agenda/appointments", data=fields, headers=HTMX)
    assert (asked.status_code, "La sucursal está cerrada a esa hora." in asked.text) == (409, True)
    assert 'name="anyway"' in asked.text
    assert admin.post("/c/norte/agenda/appointments", data=fields | {"anyway": "1"}).status_code == 303


def test_with_a_stale_cache_a_booking_is_still_refused_and_the_event_makes_it_fresh(within, norte, monkeypatch):
    away = norte.practitioners[0]
    with within(norte):
        door().hours(norte.branch, TUESDAY)
        with monkeypatch.context() as patch:
            patch.setattr(remembered, "forget_after_commit", lambda: None)
            block(Whose.PRACTITIONER, away)
        assert door().hours(norte.branch, TUESDAY)[0].practitioners[away].open != (), "the drop was lost"
        with pytest.raises(OutsideHours):
            door().book(wish(norte))
        door().on_availability_changed(AvailabilityChanged())
        assert door().hours(norte.branch, TUESDAY)[0].practitioners[away].open == ()


def test_without_redis_a_booking_keeps_the_hours(within, norte, without_redis):
    with within(norte):
        block(Whose.PRACTITIONER, norte.practitioners[0])
        with pytest.raises(OutsideHours):
            door().book(wish(norte))
        assert door().book(wish(norte, practitioner_id=norte.practitioners[1])).starts_at == MORNING
