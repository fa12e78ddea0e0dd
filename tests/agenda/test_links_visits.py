"""The link in a patient's message: it shows, confirms, cancels and asks to move one appointment, and nothing else."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import text

from clinic_portal.contexts.agenda.links.tokens import digest_of
from clinic_portal.contracts.agenda import (
    AgendaContract,
    AppointmentStatus as Status,
    AskToMove,
    CancelVisit,
    ConfirmVisit,
    MoveAppointment,
    NotThatStep,
    SetDayPolicy,
    SettleWish,
    TooLateToCancel,
)
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import NotFound, Stale, Throttled
from clinic_portal.foundation.work import work
from tests.agenda.wishes import MORNING, NOW, wish

HERE = "198.51.100.7"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def visit(within, norte):
    """An appointment two days ahead, and the token of its link."""
    with within(norte):
        booked = find(AgendaContract).book(wish(norte, starts_at=MORNING + timedelta(days=2)))
        return booked, token_of(booked)


def token_of(booked):
    agenda = find(AgendaContract)
    return agenda.visit_token(agenda.visit_link(booked.id, "es"))


def test_the_database_keeps_the_digest_alone_and_the_token_is_always_the_same(within, norte, visit):
    booked, token = visit
    with within(norte):
        assert token_of(booked) == token
        with work() as session:
            rows = session.execute(text("SELECT * FROM agenda.secret_link").execution_options(**{REVIEWED: "a test"}))
            (row,) = rows.mappings()
    assert row["digest"] == digest_of(token)
    assert token not in str(dict(row))
    assert len(token) == 22


def test_a_patient_confirms_and_the_board_shows_it(within, norte, visit):
    booked, token = visit
    with within(norte):
        agenda = find(AgendaContract)
        agenda.visit(token, HERE)
        assert agenda.appointment(booked.id).confirmed_at is None, "looking does nothing"
        agenda.confirm_visit(ConfirmVisit(token=token, version=booked.version, address=HERE))
        entry = agenda.day(norte.branch, booked.starts_at.date()).entries[0]
        assert (entry.confirmed, entry.asked_to_move) == (True, False)


def test_a_patient_cancels_in_time_and_not_within_the_clinics_window(within, norte, visit):
    booked, token = visit
    cancel = CancelVisit(token=token, version=booked.version, address=HERE)
    with within(norte):
        agenda = find(AgendaContract)
        rules = {"amber_minutes": 15, "red_minutes": 30, "noshow_limit": 2}
        agenda.set_day_policy(SetDayPolicy(version=0, cancel_hours=72, **rules))
        assert not agenda.visit(token, HERE).may_cancel
        with pytest.raises(TooLateToCancel):
            agenda.cancel_visit(cancel)
        agenda.set_day_policy(SetDayPolicy(version=1, cancel_hours=1, **rules))
        with pytest.raises(Stale):
            agenda.set_day_policy(SetDayPolicy(version=1, cancel_hours=5, **rules))
        assert agenda.cancel_visit(cancel).appointment.status is Status.CANCELLED
        assert agenda.appointment(booked.id).cancellation_reason == "link"
        with pytest.raises(NotThatStep):
            agenda.cancel_visit(cancel)


def test_a_wish_to_move_stands_on_the_board_and_in_a_list_until_somebody_moves_it(within, norte, visit):
    booked, token = visit
    with within(norte):
        agenda = find(AgendaContract)
        agenda.ask_to_move(AskToMove(token=token, version=1, address=HERE, wish="Mejor por la tarde"))
        assert agenda.visit(token, HERE).asked_to_move
        (asked,) = agenda.move_wishes()
        assert (asked.appointment.id, asked.wish) == (booked.id, "Mejor por la tarde")
        assert agenda.day(norte.branch, booked.starts_at.date()).entries[0].asked_to_move
        assert agenda.history(booked.id)[0].what == "moveasked"
        agenda.settle_wish(SettleWish(appointment_id=booked.id))
        assert agenda.move_wishes() == ()
        agenda.settle_wish(SettleWish(appointment_id=booked.id))
        with pytest.raises(NotFound):
            agenda.settle_wish(SettleWish(appointment_id=999))
        agenda.ask_to_move(AskToMove(token=token, version=1, address=HERE))
        moved = agenda.move(
            MoveAppointment(
                appointment_id=booked.id,
                version=1,
                practitioner_id=booked.practitioner_id,
                starts_at=booked.starts_at + timedelta(hours=2),
                minutes=30,
            )
        )
        assert agenda.move_wishes() == ()
        with pytest.raises(Stale):
            agenda.confirm_visit(ConfirmVisit(token=token, version=1, address=HERE))
        agenda.confirm_visit(ConfirmVisit(token=token, version=moved.version, address=HERE))


def test_the_link_ends_when_the_appointment_begins(within, norte, visit):
    booked, token = visit
    with time_machine.travel(booked.starts_at + timedelta(seconds=1)), within(norte), pytest.raises(NotFound):
        find(AgendaContract).visit(token, HERE)


def test_no_other_clinic_and_no_other_purpose_opens_it(within, norte, sur, visit):
    _, token = visit
    with within(sur), pytest.raises(NotFound):
        find(AgendaContract).visit(token, HERE)
    with within(norte):
        agenda = find(AgendaContract)
        for wrong in (token[::-1], "", "x" * 22, "á" * 22, "x" * 5000):
            with pytest.raises(NotFound):
                agenda.visit(wrong, HERE)
        for other in (agenda.screen, agenda.calendar):
            with pytest.raises(NotFound):
                other(token)


def test_a_flood_is_held_up(within, norte, visit):
    _, token = visit
    with time_machine.travel(NOW, tick=False), within(norte):
        for _ in range(60):
            find(AgendaContract).visit(token, HERE)
        with pytest.raises(Throttled):
            find(AgendaContract).visit(token, HERE)
        find(AgendaContract).visit(token, "203.0.113.9")
