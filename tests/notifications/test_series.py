"""A series is told in one message, whatever is done to it; what is undone is withdrawn or corrected in one, too."""

from datetime import timedelta

from clinic_portal.contexts.notifications.gsm import ONE_SMS, length
from clinic_portal.contexts.notifications.visits import HIDDEN
from clinic_portal.contracts.agenda import AddAppointmentType, AgendaContract, AppointmentStatus, Message, Scope
from clinic_portal.contracts.notifications import Channel, DeliveryStatus, Occasion
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.tenancy import inside
from tests.notifications import series
from tests.notifications.desk import in_days
from tests.notifications.test_notices import both, told

HOUR = timedelta(hours=1)


def letters(desk):
    """What left as e-mail, the oldest first."""
    return [one for one in reversed(desk.mailbox()) if one.channel is Channel.EMAIL]


def test_a_series_is_told_in_one_sms_and_one_letter_with_all_times(desk):
    booked = series.book(desk, desk.register())
    desk.work_off()
    [text] = [one.text for one in desk.mailbox() if one.channel is Channel.SMS]
    assert length(text) <= ONE_SMS
    assert text.count("10:30") == 4
    [letter] = letters(desk)
    assert letter.text.count("10:30") == 4
    assert letter.text.count("/visit/") == 4
    assert HIDDEN not in letter.text
    for one in booked:
        assert told(desk, one) == both(Occasion.BOOKED), "each of them shows what was told of it"
        assert desk.appointment(one).message is Message.SENT


def test_a_long_series_is_told_by_its_rhythm(desk):
    series.book(desk, desk.register(email=""), count=12)
    desk.work_off()
    [only] = desk.mailbox()
    assert length(only.text) <= ONE_SMS
    assert "12 citas" in only.text
    assert "cada semana" in only.text


def test_moving_from_here_on_is_one_message_about_those_that_moved(desk):
    booked = series.book(desk, desk.register())
    desk.work_off()
    series.move(desk, booked[1], HOUR, Scope.FOLLOWING)
    desk.work_off()
    _, letter = letters(desk)
    assert (letter.text.count("11:30"), letter.text.count("10:30")) == (3, 3), "the new times beside the old ones"
    assert told(desk, booked[0]) == both(Occasion.BOOKED)
    assert told(desk, booked[3]) == both(Occasion.BOOKED, Occasion.MOVED)


def test_cancelling_all_is_one_message(sms_desk, provider):
    booked = series.book(sms_desk, sms_desk.register(email=""))
    sms_desk.work_off()
    series.cancel(sms_desk, booked[0], Scope.ALL)
    sms_desk.work_off()
    assert len(provider.requests) == 2
    assert "canceladas" in provider.requests[1].form["Body"]


def test_the_last_one_alone_is_told_as_one(desk):
    booked = series.book(desk, desk.register(email=""))
    desk.work_off()
    series.cancel(desk, booked[3], Scope.FOLLOWING)
    desk.work_off()
    assert "su cita del" in desk.deliveries(booked[3])[0].text


def test_done_quietly_nothing_is_told(desk):
    booked = series.book(desk, desk.register(), notify=False)
    moved = series.move(desk, booked[0], HOUR, notify=False)
    desk.undo(moved[0])
    desk.work_off()
    assert desk.mailbox() == ()


def test_one_that_is_moved_before_the_word_is_due_is_told_by_itself(portal, norte, desk):
    patient_desk = type(desk)(portal(notify_debounce_seconds=180), norte)
    booked = series.book(patient_desk, patient_desk.register(email=""))
    patient_desk.work_off()
    patient_desk.move(booked[2], in_days(17, 16))
    patient_desk.work_off()
    patient_desk.work_off(hurry=True)
    others, alone = sorted((one.text for one in patient_desk.mailbox()), key=lambda text: "16:00" in text)
    assert "16:00" in alone
    assert "3 citas" in others


def test_undoing_takes_the_whole_act_back_and_nothing_goes_out(desk):
    booked = series.book(desk, desk.register())
    desk.work_off()
    moved = series.move(desk, booked[1], 7 * 24 * HOUR, Scope.FOLLOWING)
    desk.undo(moved[1])
    desk.work_off()
    assert [desk.appointment(one).starts_at for one in booked] == [one.starts_at for one in booked]
    assert len(letters(desk)) == 1


def test_undone_after_it_was_told_it_is_corrected_in_one_message(desk):
    booked = series.book(desk, desk.register(email=""))
    desk.work_off()
    cancelled = series.cancel(desk, booked[1])
    desk.work_off()
    desk.undo(cancelled[2])
    desk.work_off()
    assert {desk.appointment(one).status for one in booked} == {AppointmentStatus.BOOKED}
    occasions = [one.occasion for one in desk.deliveries(booked[3])]
    assert occasions == [Occasion.BOOKED, Occasion.CANCELLED, Occasion.BOOKED]
    assert len(desk.mailbox()) == 3


def wait_for_the_word(desk, appointment, many):
    """Work off until the message stands in the ledger and has not been tried."""
    for _ in range(6):
        if len(desk.deliveries(appointment)) == many:
            break
        desk.work_off(rounds=1)
    assert desk.deliveries(appointment)[0].status is DeliveryStatus.WAITING


def test_a_message_that_waits_untried_is_withdrawn_with_all_that_it_says(sms_desk, provider):
    booked = series.book(sms_desk, sms_desk.register(email=""))
    sms_desk.work_off()
    moved = series.move(sms_desk, booked[0], HOUR)
    wait_for_the_word(sms_desk, booked[3], 2)
    sms_desk.undo(moved[0])
    sms_desk.work_off()
    assert len(provider.requests) == 1
    assert {sms_desk.deliveries(one)[0].status for one in booked} == {DeliveryStatus.FAILED}


def test_what_was_changed_since_stays_when_the_act_is_undone(desk):
    booked = series.book(desk, desk.register(email=""))
    desk.work_off()
    moved = series.move(desk, booked[0], HOUR)
    desk.move(moved[2], in_days(18, 16))
    desk.undo(moved[0])
    desk.work_off()
    stands = [desk.appointment(one).starts_at for one in booked]
    assert stands == [booked[0].starts_at, booked[1].starts_at, in_days(18, 16), booked[3].starts_at]
    assert told(desk, booked[0]) == [(Occasion.BOOKED, Channel.SMS)]
    assert told(desk, booked[2]) == [(Occasion.BOOKED, Channel.SMS), (Occasion.MOVED, Channel.SMS)]


def test_undoing_one_alone_tells_the_others_of_a_withdrawn_word_anew(sms_desk, provider):
    booked = series.book(sms_desk, sms_desk.register(email=""))
    sms_desk.work_off()
    alone = sms_desk.move(booked[1], in_days(9, 12))
    sms_desk.work_off()
    cancelled = series.cancel(sms_desk, booked[0], Scope.ALL)
    sms_desk.work_off(rounds=2)
    sms_desk.undo(cancelled[0])
    sms_desk.work_off()
    assert sms_desk.appointment(alone).starts_at == in_days(9, 12)
    assert {one.status for one in map(sms_desk.appointment, booked)} == {AppointmentStatus.BOOKED}


def test_another_clinic_sees_nothing_of_it(desk, sur):
    booked = series.book(desk, desk.register())
    desk.work_off()
    assert type(desk)(desk.app, sur).deliveries(booked[2]) == ()


def test_each_patient_of_a_group_that_moves_is_told_once(desk):
    with desk.app.app_context(), inside(desk.house.id):
        kind = find(AgendaContract).add_type(AddAppointmentType(name="Clase", minutes=30, seats=3)).id
    group = [
        desk.book(desk.register(email="", phone=phone, name=name), in_days(2, 10), type_id=kind)
        for phone, name in (("655555555", ("Marta", "Ibáñez")), ("655555556", ("Luis", "Pardo")))
    ]
    desk.work_off()
    desk.move(group[0], in_days(2, 12), whole_group=True)
    desk.work_off()
    assert [told(desk, one) for one in group] == [[(Occasion.BOOKED, Channel.SMS), (Occasion.MOVED, Channel.SMS)]] * 2
    assert len(desk.mailbox()) == 4
