"""The waiting list: what is kept of a wish, whom a freed time fits, and one press that books."""

from datetime import timedelta

import pytest
import time_machine

from clinic_portal.contracts.agenda import (
    AgendaContract,
    BadDays,
    BookWaiting,
    CancelAppointment,
    EditWaitlistEntry,
    NotWaiting,
    SlotTaken,
    UndoDeed,
    UnknownChoice,
    WaitlistQuery,
    WaitlistState,
    WithdrawFromWaitlist,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.refusals import NotFound, Stale
from tests.agenda.capacity import book, kind
from tests.agenda.waiting import fitting, gap, wait
from tests.agenda.wishes import MORNING, NOW


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def agenda(within, norte):
    with within(norte):
        yield find(AgendaContract)


def edited(entry, **changes):
    fields = entry.model_dump(include=set(EditWaitlistEntry.model_fields)) | changes
    return EditWaitlistEntry(entry_id=entry.id, **fields)


def listed(agenda, **query):
    return [one.id for one in agenda.waitlist(WaitlistQuery(**query)).entries]


def book_it(agenda, norte, entry, later=0, **more):
    fields = {"entry_id": entry.id, "version": entry.version, "branch_id": norte.branch}
    at = {"practitioner_id": norte.practitioners[0], "starts_at": MORNING + timedelta(minutes=later)}
    return agenda.book_waiting(BookWaiting(idempotency_key=new_id(), **(fields | at | more)))


def test_the_list_shows_urgent_first_then_who_waits_longest_by_branch_and_whom(agenda, norte):
    calm, urgent = wait(norte), wait(norte, 1, urgent=True)
    hers = wait(norte, practitioner_id=norte.practitioners[1], branch_id=norte.branch, note="Solo por la tarde")
    assert listed(agenda) == [urgent.id, calm.id, hers.id]
    assert listed(agenda, practitioner_id=norte.practitioners[0]) == [urgent.id, calm.id]
    assert listed(agenda, patient_id=norte.patients[0]) == [calm.id, hers.id]
    assert listed(agenda, branch_id=norte.branch + 99) == [urgent.id, calm.id]
    found = agenda.waitlist_entry(hers.id)
    assert (found.patient_name, found.patient_phone) == ("María José Núñez Álvarez", "+34611111111")
    assert (found.state, found.note) == (WaitlistState.WAITING, "Solo por la tarde")


@pytest.mark.parametrize(
    ("wrong", "refusal", "field"),
    [
        ({"practitioner_id": 999}, UnknownChoice, "practitioner_id"),
        ({"branch_id": 999}, UnknownChoice, "branch_id"),
        ({"type_id": 999}, UnknownChoice, "type_id"),
        ({"patient_id": 999}, UnknownChoice, "patient_id"),
        ({"last_day": MORNING.date() - timedelta(days=1)}, BadDays, "last_day"),
        ({"since": 600, "until": 620}, BadDays, "until"),
    ],
)
def test_what_cannot_be_wished_is_refused_by_field(agenda, norte, wrong, refusal, field):
    with pytest.raises(refusal) as refused:
        wait(norte, **wrong)
    assert set(refused.value.fields) == {field}


def test_a_change_keeps_versions_apart_and_who_is_withdrawn_stays_readable(agenda, norte):
    entry = wait(norte)
    changed = agenda.edit_waitlist_entry(edited(entry, urgent=True, weekdays=(4, 0, 4)))
    assert (changed.urgent, changed.weekdays, changed.version) == (True, (0, 4), 2)
    with pytest.raises(Stale) as stale:
        agenda.edit_waitlist_entry(edited(entry, note="tarde"))
    assert stale.value.theirs == changed
    with pytest.raises(Stale):
        agenda.withdraw_from_waitlist(WithdrawFromWaitlist(entry_id=entry.id, version=1, reason="ya no"))
    gone = agenda.withdraw_from_waitlist(WithdrawFromWaitlist(entry_id=entry.id, version=2, reason="ya no"))
    assert (gone.state, gone.reason) == (WaitlistState.WITHDRAWN, "ya no")
    assert (listed(agenda), listed(agenda, over=True)) == ([], [entry.id])
    with pytest.raises(NotWaiting):
        agenda.edit_waitlist_entry(edited(gone))
    with pytest.raises(NotFound):
        agenda.waitlist_entry(999)


def test_after_their_last_day_they_wait_no_more_by_looking_alone(agenda, norte):
    entry = wait(norte, last_day=MORNING.date())
    with time_machine.travel(NOW + timedelta(days=1)):
        assert agenda.waitlist_entry(entry.id).state is WaitlistState.EXPIRED
        assert (listed(agenda), listed(agenda, over=True)) == ([], [entry.id])


def test_a_freed_time_fits_whom_it_suits_and_nobody_while_it_is_taken(agenda, norte):
    booked = book(norte)
    calm, urgent = wait(norte), wait(norte, 1, urgent=True)
    wait(norte, practitioner_id=norte.practitioners[1])
    wait(norte, weekdays=(3,))
    wait(norte, since=12 * 60)
    wait(norte, first_day=MORNING.date() + timedelta(days=1))
    assert agenda.who_fits(gap(norte)) == ()
    agenda.cancel(CancelAppointment(appointment_id=booked.id, version=1, reason="viaje"))
    book(norte, 30)
    assert fitting(agenda.who_fits(gap(norte))) == [urgent.id, calm.id]
    longer = wait(norte, minutes=45)
    assert longer.id not in fitting(agenda.who_fits(gap(norte)))
    assert agenda.who_fits(gap(norte))[0].starts_at == MORNING
    retired = kind(minutes=30, practitioner_ids=(norte.practitioners[1],))
    wait(norte, type_id=retired.id, urgent=True)
    assert fitting(agenda.who_fits(gap(norte))) == [urgent.id, calm.id], "a kind that she does not give"


def test_one_press_books_and_the_second_is_told(agenda, norte):
    first, second = wait(norte, note="Trae informe"), wait(norte, 1)
    booked = book_it(agenda, norte, first)
    assert (booked.starts_at, booked.minutes, booked.note) == (MORNING, 30, "Trae informe")
    found = agenda.waitlist_entry(first.id)
    assert (found.state, found.appointment_id) == (WaitlistState.BOOKED, booked.id)
    with pytest.raises(SlotTaken) as taken:
        book_it(agenda, norte, second)
    assert taken.value.clash.patient_name == "María José Núñez Álvarez"
    assert agenda.waitlist_entry(second.id).state is WaitlistState.WAITING
    with pytest.raises(NotWaiting):
        book_it(agenda, norte, found, 60)
    with pytest.raises(Stale):
        book_it(agenda, norte, second, 60, version=9)


def test_another_clinic_sees_and_touches_nothing(agenda, within, norte, sur):
    entry = wait(norte)
    with within(sur):
        assert listed(agenda) == []
        with pytest.raises(NotFound):
            agenda.waitlist_entry(entry.id)
        with pytest.raises(NotFound):
            agenda.withdraw_from_waitlist(WithdrawFromWaitlist(entry_id=entry.id, version=1, reason="ajeno"))
        with pytest.raises(NotFound):
            book_it(agenda, sur, entry)


def test_whoever_was_booked_from_the_list_waits_again_when_that_is_undone(agenda, norte):
    first, second = wait(norte), wait(norte, 1)
    booked = book_it(agenda, norte, first)
    seen, stamp = agenda.waitlist_entry(first.id), agenda.waitlist_stamp()
    agenda.undo(UndoDeed(appointment_id=booked.id, version=booked.version))
    found = agenda.waitlist_entry(first.id)
    assert (found.state, found.appointment_id, found.version) == (WaitlistState.WAITING, None, seen.version + 1)
    assert agenda.waitlist_stamp() != stamp
    assert agenda.waitlist_entry(second.id).version == second.version
    assert book_it(agenda, norte, found).starts_at == MORNING
