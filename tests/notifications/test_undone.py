"""What is undone is not told, if it has not been told; else the patient hears how things stand."""

import pytest

from clinic_portal.contracts.notifications import DeliveryStatus, Occasion
from tests.notifications.desk import in_days
from tests.notifications.test_notices import both, told

DEEDS = {
    "moved": lambda desk, one: desk.move(one, in_days(3, 12)),
    "cancelled": lambda desk, one: desk.cancel(one),
}


@pytest.mark.parametrize("deed", list(DEEDS))
def test_undone_before_it_is_told_nothing_goes_out(desk, deed):
    appointment = desk.book(desk.register(), in_days(2, 10))
    desk.work_off()
    desk.undo(DEEDS[deed](desk, appointment))
    desk.work_off()
    assert told(desk, appointment) == both(Occasion.BOOKED)


@pytest.mark.parametrize(("deed", "word"), [("moved", Occasion.MOVED), ("cancelled", Occasion.CANCELLED)])
def test_undone_after_it_was_told_it_is_corrected(desk, deed, word):
    appointment = desk.book(desk.register(), in_days(2, 10))
    desk.work_off()
    done = DEEDS[deed](desk, appointment)
    desk.work_off()
    desk.undo(done)
    desk.work_off()
    correction = Occasion.MOVED if deed == "moved" else Occasion.BOOKED
    assert told(desk, appointment) == both(Occasion.BOOKED, word, correction)
    assert "10:00" in desk.deliveries(appointment)[0].text


def test_a_booking_that_is_undone_was_never_told(desk):
    appointment = desk.book(desk.register(), in_days(2, 10))
    desk.undo(appointment)
    desk.work_off()
    assert told(desk, appointment) == []


def test_undoing_what_was_told_tells_nothing_of_what_was_quiet(desk):
    appointment = desk.book(desk.register(), in_days(2, 10), notify=False)
    desk.undo(desk.move(appointment, in_days(3, 12)))
    desk.work_off()
    assert told(desk, appointment) == []


def test_a_message_that_waits_untried_is_withdrawn(sms_desk, provider):
    appointment = sms_desk.book(sms_desk.register(email=""), in_days(2, 10))
    sms_desk.work_off()
    moved = sms_desk.move(appointment, in_days(3, 12))
    for _ in range(3):
        sms_desk.work_off(rounds=1)
        if len(sms_desk.deliveries(appointment)) == 2:
            break
    assert sms_desk.deliveries(appointment)[0].status is DeliveryStatus.WAITING
    sms_desk.undo(moved)
    sms_desk.work_off()
    assert len(provider.requests) == 1
    assert [one.status for one in sms_desk.deliveries(appointment)] == [DeliveryStatus.FAILED, DeliveryStatus.SENT]


def test_what_is_planned_for_an_appointment_that_moves_is_planned_anew(portal, norte, desk):
    patient_desk = type(desk)(portal(notify_debounce_seconds=180), norte)
    appointment = patient_desk.book(patient_desk.register(), in_days(2, 10))
    patient_desk.work_off()
    first = patient_desk.due_at(appointment)
    moved = patient_desk.move(appointment, in_days(3, 10))
    patient_desk.work_off()
    assert patient_desk.due_at(appointment) > first
    patient_desk.undo(moved)
    patient_desk.work_off(hurry=True)
    assert all("10:00" in one.text for one in patient_desk.deliveries(appointment))
    assert told(patient_desk, appointment) == both(Occasion.BOOKED)
