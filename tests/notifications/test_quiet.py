"""Who changes an appointment may say that its patient is not to be told."""

from clinic_portal.contracts.notifications import Occasion
from tests.notifications.desk import in_days
from tests.notifications.test_notices import both, told


def test_what_is_done_quietly_is_not_told(desk):
    appointment = desk.book(desk.register(), in_days(2, 10), notify=False)
    moved = desk.move(appointment, in_days(3, 12), notify=False)
    desk.cancel(moved, notify=False)
    assert desk.due_at(appointment) is None
    desk.work_off()
    assert told(desk, appointment) == []


def test_a_quiet_move_leaves_the_word_of_the_booking_and_makes_it_true(desk):
    appointment = desk.book(desk.register(), in_days(2, 10))
    desk.move(appointment, in_days(3, 12), notify=False)
    desk.work_off()
    assert told(desk, appointment) == both(Occasion.BOOKED)
    assert all("12:00" in one.text for one in desk.deliveries(appointment))


def test_what_is_told_later_tells_where_the_appointment_was_quietly_put(desk):
    appointment = desk.book(desk.register(), in_days(2, 10))
    desk.work_off()
    moved = desk.move(appointment, in_days(3, 12), notify=False)
    desk.move(moved, in_days(3, 13))
    desk.work_off()
    assert told(desk, appointment) == both(Occasion.BOOKED, Occasion.MOVED)
