"""Booking, moving and cancelling are told once they stand, and only what the patient does not know yet."""

import psycopg
import pytest

from clinic_portal.contracts.agenda import Message
from clinic_portal.contracts.notifications import Channel, DeliveryStatus, Occasion
from clinic_portal.foundation.clock import now
from tests.notifications.desk import in_days


def told(desk, appointment) -> list[tuple[Occasion, Channel]]:
    return sorted((one.occasion, one.channel) for one in desk.deliveries(appointment))


def both(*occasions: Occasion) -> list[tuple[Occasion, Channel]]:
    return sorted((occasion, channel) for occasion in occasions for channel in Channel)


def test_a_booking_leaves_as_sms_and_e_mail_and_the_agenda_shows_it(desk):
    appointment = desk.book(desk.register(), in_days(2, 10, 30))
    desk.work_off()
    assert told(desk, appointment) == both(Occasion.BOOKED)
    assert {one.status for one in desk.deliveries(appointment)} == {DeliveryStatus.SENT}
    assert {message.recipient for message in desk.mailbox()} == {"+34655555555", "maria@example.com"}
    assert desk.appointment(appointment).message is Message.SENT


def test_without_an_e_mail_address_the_sms_goes_alone(desk):
    appointment = desk.book(desk.register(email=""), in_days(2, 10))
    desk.work_off()
    assert told(desk, appointment) == [(Occasion.BOOKED, Channel.SMS)]


def test_a_move_and_a_cancellation_are_told(desk):
    appointment = desk.book(desk.register(), in_days(2, 10))
    desk.work_off()
    moved = desk.move(appointment, in_days(3, 12))
    desk.work_off()
    desk.cancel(moved)
    desk.work_off()
    assert told(desk, appointment) == both(Occasion.BOOKED, Occasion.MOVED, Occasion.CANCELLED)


def test_a_move_that_is_undone_is_not_told(desk):
    appointment = desk.book(desk.register(), in_days(2, 10))
    desk.work_off()
    moved = desk.move(appointment, in_days(3, 12))
    desk.move(moved, in_days(2, 10))
    desk.work_off()
    assert told(desk, appointment) == both(Occasion.BOOKED)


def test_a_booking_that_is_moved_at_once_is_told_once_as_it_stands(desk):
    appointment = desk.book(desk.register(email=""), in_days(2, 10))
    desk.move(appointment, in_days(2, 16, 45))
    desk.work_off()
    [only] = desk.deliveries(appointment)
    assert only.occasion is Occasion.BOOKED
    assert "16:45" in only.text


def test_a_booking_that_is_cancelled_at_once_is_not_told(desk):
    appointment = desk.book(desk.register(), in_days(2, 10))
    desk.cancel(appointment)
    desk.work_off()
    assert told(desk, appointment) == []


def test_a_cancellation_names_the_time_that_the_patient_knew(desk):
    appointment = desk.book(desk.register(email=""), in_days(2, 10))
    desk.work_off()
    desk.cancel(desk.move(appointment, in_days(3, 17, 15)))
    desk.work_off()
    last, _first = desk.deliveries(appointment)
    assert last.occasion is Occasion.CANCELLED
    assert "10:00" in last.text
    assert "17:15" not in last.text


def test_the_same_move_told_twice_with_another_between_is_no_repetition(desk):
    appointment = desk.book(desk.register(email=""), in_days(2, 10))
    desk.work_off()
    for hour in (11, 10, 11):
        appointment = desk.move(appointment, in_days(2, hour))
        desk.work_off()
    assert [one.occasion for one in desk.deliveries(appointment)] == [Occasion.MOVED] * 3 + [Occasion.BOOKED]
    assert len(desk.mailbox()) == 4


def test_another_practitioner_is_told(desk):
    appointment = desk.book(desk.register(email=""), in_days(2, 10))
    desk.work_off()
    desk.move(appointment, in_days(2, 10), practitioner=1)
    desk.work_off()
    assert "Dr. Soto" in desk.deliveries(appointment)[0].text


def test_facts_that_arrive_late_or_twice_tell_nothing_that_is_not_so(desk):
    appointment = desk.book(desk.register(), in_days(2, 10))
    desk.work_off()
    desk.cancel(appointment)
    desk.work_off()
    with psycopg.connect(desk.app.config["SETTINGS"].database_owner_url) as link:
        link.execute(f"SET LOCAL app.clinic_id = '{desk.house.id}'")
        link.execute("UPDATE events.outbox SET done_at = NULL, next_at = now() WHERE listener LIKE 'notifications.%'")
    desk.work_off()
    assert told(desk, appointment) == both(Occasion.BOOKED, Occasion.CANCELLED)


def test_the_message_waits_for_the_debounce(portal, norte, desk):
    patient = desk.register()
    patient_desk = type(desk)(portal(notify_debounce_seconds=180), norte)
    appointment = patient_desk.book(patient, in_days(2, 10))
    patient_desk.work_off()
    assert told(patient_desk, appointment) == []
    assert 170 < (patient_desk.due_at(appointment) - now()).total_seconds() <= 180
    patient_desk.work_off(hurry=True)
    assert told(patient_desk, appointment) == both(Occasion.BOOKED)
    assert patient_desk.due_at(appointment) is None


def test_a_second_change_puts_the_first_ones_message_off(portal, norte, desk):
    patient_desk = type(desk)(portal(notify_debounce_seconds=180), norte)
    appointment = patient_desk.book(desk.register(), in_days(2, 10))
    patient_desk.work_off()
    first = patient_desk.due_at(appointment)
    patient_desk.move(appointment, in_days(2, 11))
    patient_desk.work_off()
    assert patient_desk.due_at(appointment) > first


def test_a_patients_new_number_is_used(desk):
    patient = desk.register(email="")
    desk.edit(patient, phone="+34677777777")
    desk.book(patient, in_days(2, 10))
    desk.work_off()
    assert [message.recipient for message in desk.mailbox()] == ["+34677777777"]


@pytest.mark.parametrize("way", ["sms_url", "smtp_host"])
def test_outside_of_demo_mode_a_channel_without_provider_is_closed(portal, norte, desk, way):
    other = (
        {"sms_url": "http://127.0.0.1:9", "smtp_host": ""} if way == "smtp_host" else {"sms_url": "", "smtp_host": "x"}
    )
    closed = type(desk)(portal(demo=False, **other), norte)
    appointment = closed.book(desk.register(), in_days(2, 10))
    closed.work_off(rounds=2)
    assert [one.channel for one in closed.deliveries(appointment)] == [
        Channel.SMS if way == "smtp_host" else Channel.EMAIL
    ]


def test_another_clinic_sees_nothing_of_it(desk, sur):
    appointment = desk.book(desk.register(), in_days(2, 10))
    desk.work_off()
    assert type(desk)(desk.app, sur).deliveries(appointment) == ()
