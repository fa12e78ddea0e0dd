"""Patients book by themselves: what they are offered, how they prove who they are, and what that touches."""

from datetime import timedelta

import pytest
import time_machine

from clinic_portal.contracts.agenda import (
    AgendaContract,
    AppointmentStatus as Status,
    CancelAppointment,
    IdentifyPatient,
    MarkAppointment,
    NotThatStep,
    OnlineTimeGone,
    TooManyOnline,
    UnknownChoice,
)
from clinic_portal.contracts.agenda.online import ChooseOnlineTime, FindOnlineTimes, SetOnlinePolicy
from clinic_portal.contracts.clinics import ClinicsContract, Flag
from clinic_portal.contracts.patients import PatientsContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import NotFound, Stale
from tests.agenda.online import (
    HERE,
    KNOWN,
    NEW,
    asked,
    book_it,
    later,
    offer,
    open_online,
    prove,
    rules,
    times,
)
from tests.agenda.wishes import MORNING, NOW, wish


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def agenda(within, norte):
    """Inside norte, which has opened it."""
    with within(norte):
        open_online(norte)
        yield find(AgendaContract)


@pytest.mark.parametrize("closed", ["flag", "policy", "kind"])
def test_it_is_nowhere_unless_flag_clinic_and_kind_say_so(agenda, norte, within, closed):
    first = times(norte)[0]
    token = agenda.ask_online(asked(norte, first))
    if closed == "flag":
        find(ClinicsContract).switch_flag("norte", Flag.ONLINE_BOOKING, on=False)
    elif closed == "policy":
        rules(open=False)
    else:
        offer(norte.visit, online=False)
    with within(norte):
        with pytest.raises(NotFound):
            times(norte)
        with pytest.raises(NotFound):
            agenda.ask_online(asked(norte, first))
        with pytest.raises(NotFound):
            prove(token)
    assert agenda.day(norte.branch, NOW.date()).entries == ()


def test_times_are_free_far_enough_near_enough_and_each_said_once(agenda, norte):
    agenda.book(wish(norte, starts_at=MORNING))
    rules(notice_minutes=119, horizon_days=2)
    found = times(norte)
    assert found[0].starts_at == MORNING, "two hours from now, with the other practitioner"
    assert found[0].practitioner_id == norte.practitioners[1]
    assert len({one.starts_at for one in found}) == len(found)
    mine = times(norte, practitioner_id=norte.practitioners[0])
    assert mine[0].starts_at == MORNING + timedelta(minutes=30)
    last = agenda.online_times(FindOnlineTimes(address=HERE, type_id=norte.visit, first=NOW.date() + timedelta(days=2)))
    assert last.times
    assert last.later is None
    assert times(norte, first=NOW.date() + timedelta(days=3)) == ()
    offer(norte.visit, notice_minutes=26 * 60)
    assert times(norte)[0].starts_at >= NOW + timedelta(hours=26), "the stricter of the two holds"


def test_a_new_patient_books_and_the_desk_is_told_who_it_may_be(agenda, norte):
    seen = book_it(norte, times(norte)[0])
    assert seen.outcome == "booked"
    (request,) = agenda.online_requests()
    assert (request.known, request.identified, request.contact) == (False, False, "+34699001122")
    assert request.appointment.status is Status.BOOKED
    patient = find(PatientsContract).patient(request.appointment.patient_id)
    assert patient.name == "Nadia Nueva"
    assert "Nadie ha comprobado" in patient.notes
    ids = {"appointment_id": request.appointment.id, "version": request.appointment.version}
    with pytest.raises(UnknownChoice):
        agenda.identify(IdentifyPatient(**ids, patient_id=999_999))
    known = agenda.identify(IdentifyPatient(**ids, patient_id=norte.patients[1]))
    assert (known.identified, known.appointment.patient_name) == (True, "Iñaki García López")
    assert agenda.online_requests() == ()
    with pytest.raises(Stale):
        agenda.identify(IdentifyPatient(**ids, patient_id=norte.patients[0]))


def test_the_waiting_room_calls_whoever_the_desk_takes_them_for(agenda, norte):
    book_it(norte, times(norte, practitioner_id=norte.practitioners[0])[0])
    (request,) = agenda.online_requests()
    seen = {"appointment_id": request.appointment.id, "version": request.appointment.version}
    came = agenda.mark(MarkAppointment(**seen, status=Status.ARRIVED))
    (before,), stamp = agenda.queue(norte.branch).entries, agenda.queue_stamp()
    agenda.identify(IdentifyPatient(appointment_id=came.id, version=came.version, patient_id=norte.patients[1]))
    (after,) = agenda.queue(norte.branch).entries
    assert (before.patient_name, after.patient_name) == ("Nadia Nueva", "Iñaki García López")
    assert (after.number, after.state, after.since) == (before.number, before.state, before.since)
    assert agenda.queue_stamp() != stamp


def test_whoever_proves_phone_and_name_is_proposed_and_nothing_of_the_record_changes(agenda, norte):
    before = find(PatientsContract).patient(norte.patients[0])
    typed = KNOWN | {"given": "maria jose", "email": "otra@nadie.example"}
    seen = book_it(norte, times(norte)[0], **typed)
    (request,) = agenda.online_requests()
    assert (request.known, request.appointment.patient_id) == (True, norte.patients[0])
    assert find(PatientsContract).patient(norte.patients[0]) == before
    assert "611111111" not in seen.model_dump_json().replace("+34611111111", "")


@pytest.mark.parametrize(
    "typed", [KNOWN | {"phone": "699001122"}, KNOWN | {"family": "Impostora"}], ids=["name", "phone"]
)
def test_an_impostor_changes_nothing_and_learns_nothing(agenda, norte, typed):
    patients = find(PatientsContract)
    before = patients.patient(norte.patients[0])
    first = times(norte)[0]
    mine, theirs = (
        book_it(norte, first, **typed),
        book_it(norte, later(first, minutes=30), **NEW | {"phone": "688000111"}),
    )
    assert mine.model_dump().keys() == theirs.model_dump().keys()
    assert (mine.outcome, theirs.outcome) == ("booked", "booked")
    assert patients.patient(norte.patients[0]) == before
    assert agenda.patient_appointments(norte.patients[0]) == ()


def test_of_only_known_patients_nobody_learns_whether_they_are_one(agenda, norte):
    rules(known_only=True)
    first = times(norte)[0]
    known, new = book_it(norte, first, **KNOWN), book_it(norte, later(first, minutes=30))
    assert (known.outcome, new.outcome) == ("requested", "requested")
    (request,) = agenda.online_requests()
    assert (request.known, request.appointment.status) == (True, Status.BOOKED)
    assert [one.name for one in find(PatientsContract).search("Nadia")] == []


def test_who_comes_late_for_a_time_proves_it_once_and_chooses_another(agenda, norte):
    first = times(norte, practitioner_id=norte.practitioners[0])[0]
    token = agenda.ask_online(asked(norte, first))
    agenda.book(wish(norte, starts_at=first.starts_at, anyway=True))
    with pytest.raises(OnlineTimeGone) as gone:
        prove(token)
    assert "Núñez" not in str(vars(gone.value))
    assert agenda.online_visit(token, HERE).proved
    other = later(first, minutes=30)
    seen = agenda.choose_online_time(ChooseOnlineTime(token=token, address=HERE, **other.model_dump()))
    assert (seen.outcome, seen.starts_at) == ("booked", other.starts_at)


@pytest.mark.parametrize("shift", [{"minutes": 7}, {"days": 90}, {"days": -1}, {"hours": 14}], ids=str)
def test_a_time_that_was_never_offered_is_not_given(agenda, norte, shift):
    with pytest.raises(OnlineTimeGone):
        agenda.ask_online(asked(norte, later(times(norte)[0], **shift)))


def test_one_person_and_one_day_have_their_limits(agenda, norte):
    rules(most_open=2, daily_practitioner=0)
    first = times(norte, practitioner_id=norte.practitioners[0])[0]
    for number in range(2):
        book_it(norte, later(first, minutes=30 * number))
    with pytest.raises(TooManyOnline):
        book_it(norte, later(first, minutes=90))
    rules(daily_practitioner=2)
    days = {one.starts_at.date() for one in times(norte, practitioner_id=norte.practitioners[0])}
    assert NOW.date() not in days
    assert times(norte, practitioner_id=norte.practitioners[1])[0].starts_at.date() == NOW.date()
    rules(daily_clinic=2)
    assert times(norte, practitioner_id=norte.practitioners[1])[0].starts_at.date() > NOW.date()


def test_what_is_asked_for_keeps_its_time_until_it_is_approved_or_declined(agenda, norte):
    rules(approval=True, answer_hours=3)
    first, *_ = times(norte, practitioner_id=norte.practitioners[0])
    assert book_it(norte, first).outcome == "requested"
    (request,) = agenda.online_requests()
    assert (request.appointment.status, request.late, agenda.requests_waiting()) == (Status.PENDING, False, 1)
    assert first not in times(norte, practitioner_id=norte.practitioners[0])
    ids = {"appointment_id": request.appointment.id, "version": request.appointment.version}
    with pytest.raises(NotThatStep):
        agenda.mark(MarkAppointment(**ids, status=Status.ARRIVED))
    with time_machine.travel(NOW + timedelta(hours=4)):
        assert [one.id for one in agenda.day_end(norte.branch, NOW.date()).unanswered] == [request.appointment.id]
        assert agenda.online_request(request.appointment.id).late
    assert agenda.day_end(norte.branch, NOW.date()).unanswered == ()
    assert agenda.mark(MarkAppointment(**ids, status=Status.BOOKED)).status is Status.BOOKED
    assert [one.what for one in agenda.history(request.appointment.id)] == ["booked", "requested"]
    assert agenda.requests_waiting() == 0
    book_it(norte, later(first, minutes=30))
    other = next(one for one in agenda.online_requests() if one.appointment.status is Status.PENDING).appointment
    agenda.cancel(CancelAppointment(appointment_id=other.id, version=other.version, reason="otra"))
    assert later(first, minutes=30) in times(norte, practitioner_id=norte.practitioners[0])
    assert agenda.requests_waiting() == 0


def test_two_administrators_do_not_overwrite_each_other(agenda):
    seen = agenda.online_policy()
    rules(text="Traiga su tarjeta.")
    with pytest.raises(Stale) as stale:
        agenda.set_online_policy(SetOnlinePolicy(**seen.model_dump() | {"text": "Otra cosa"}))
    assert stale.value.theirs.text == "Traiga su tarjeta."


def test_another_clinics_token_kind_and_request_are_nothing(agenda, norte, sur, within):
    token = agenda.ask_online(asked(norte, times(norte)[0]))
    prove(token)
    (request,) = agenda.online_requests()
    with within(sur):
        open_online(sur)
        with pytest.raises(NotFound):
            agenda.online_visit(token, HERE)
        with pytest.raises(NotFound):
            times(sur, type_id=norte.visit)
        with pytest.raises(NotFound):
            agenda.online_request(request.appointment.id)
        assert agenda.online_requests() == ()
