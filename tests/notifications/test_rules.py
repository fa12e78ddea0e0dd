"""What a patient must hear, from what they know and how the appointment stands."""

from datetime import UTC, datetime, timedelta

from clinic_portal.contexts.notifications.rules import News, Standing, is_last, news, telling_key
from clinic_portal.contracts.notifications import Channel, Occasion

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)
LATER = TOMORROW + timedelta(hours=2)
YESTERDAY = NOW - timedelta(days=1)


def at(moment: datetime, cancelled: bool = False, practitioner: int = 1, branch: int = 1) -> Standing:
    return Standing(cancelled, moment, practitioner, branch)


def test_a_new_appointment_is_news():
    assert news(None, at(TOMORROW), NOW) == News(Occasion.BOOKED, at(TOMORROW))


def test_what_the_patient_knows_is_no_news():
    assert news(at(TOMORROW), at(TOMORROW), NOW) is None


def test_another_time_is_news_and_names_the_old_one():
    assert news(at(TOMORROW), at(LATER), NOW) == News(Occasion.MOVED, at(LATER), TOMORROW)


def test_another_practitioner_or_branch_is_news_without_an_old_time():
    assert news(at(TOMORROW), at(TOMORROW, practitioner=2), NOW) == News(
        Occasion.MOVED, at(TOMORROW, practitioner=2), None
    )
    assert news(at(TOMORROW), at(TOMORROW, branch=2), NOW) == News(Occasion.MOVED, at(TOMORROW, branch=2), None)


def test_a_cancellation_names_the_time_that_the_patient_knows():
    assert news(at(TOMORROW), at(LATER, cancelled=True), NOW) == News(Occasion.CANCELLED, at(TOMORROW))


def test_a_booking_cancelled_before_anybody_knew_of_it_is_no_news():
    assert news(None, at(TOMORROW, cancelled=True), NOW) is None


def test_a_cancellation_is_told_once():
    assert news(at(TOMORROW, cancelled=True), at(TOMORROW, cancelled=True), NOW) is None


def test_an_appointment_that_is_booked_again_is_news():
    assert news(at(TOMORROW, cancelled=True), at(TOMORROW), NOW) == News(Occasion.BOOKED, at(TOMORROW))


def test_the_past_is_not_announced():
    assert news(None, at(YESTERDAY), NOW) is None
    assert news(at(TOMORROW), at(YESTERDAY), NOW) is None
    assert news(at(YESTERDAY), at(YESTERDAY, cancelled=True), NOW) is None


def test_a_key_is_the_same_for_the_same_telling_and_only_for_that():
    key = telling_key(1, 2, 3, Channel.SMS)
    others = {telling_key(1, 2, 3, Channel.EMAIL), telling_key(1, 2, 4, Channel.SMS), telling_key(2, 2, 3, Channel.SMS)}
    assert key == telling_key(1, 2, 3, Channel.SMS)
    assert key not in others
    assert len(others) == 3


def test_tries_are_bounded():
    assert not is_last(9)
    assert is_last(10)
