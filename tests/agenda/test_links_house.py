"""Links that the clinic gives away: a waiting room's screen and a practitioner's calendar."""

from datetime import timedelta

import pytest
import time_machine

from clinic_portal.contracts.agenda import (
    AddCalendar,
    AddScreen,
    AgendaContract,
    AppointmentStatus as Status,
    CalendarShows,
    CallNext,
    CancelAppointment,
    LinkPurpose,
    MarkAppointment,
    MoveAppointment,
    RevokeLink,
    UnknownChoice,
)
from clinic_portal.contracts.clinics import AddPractitioner, ClinicsContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.refusals import NotFound
from tests.agenda.icalendar import events, properties
from tests.agenda.online import book_it, open_online, times
from tests.agenda.wishes import MORNING, NOW, wish


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


def test_a_screen_shows_numbers_and_rooms_and_no_name(within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        link = agenda.add_screen(AddScreen(branch_id=norte.branch, name="Entrada"))
        booked = agenda.book(wish(norte))
        agenda.mark(MarkAppointment(appointment_id=booked.id, version=1, status=Status.ARRIVED))
        assert (agenda.screen(link.token).waiting, agenda.screen(link.token).calls) == (1, ())
        agenda.call_next(CallNext(idempotency_key=new_id(), branch_id=norte.branch))
        shown = agenda.screen(link.token)
        assert [(call.number, call.place, call.state) for call in shown.calls] == [(1, "Cubículo 1", "called")]
        assert "Núñez" not in shown.model_dump_json()


def test_a_revoked_link_opens_nothing_and_another_clinics_is_not_found(within, norte, sur):
    with within(norte):
        agenda = find(AgendaContract)
        screen = agenda.add_screen(AddScreen(branch_id=norte.branch, name="Entrada"))
        diary = agenda.add_calendar(AddCalendar(practitioner_id=norte.practitioners[0]))
        with pytest.raises(UnknownChoice):
            agenda.add_screen(AddScreen(branch_id=sur.branch, name="Ajena"))
        with pytest.raises(UnknownChoice):
            agenda.add_calendar(AddCalendar(practitioner_id=sur.practitioners[0]))
    with within(sur):
        for open_ in (lambda: agenda.screen(screen.token), lambda: agenda.calendar(diary.token)):
            with pytest.raises(NotFound):
                open_()
        with pytest.raises(NotFound):
            agenda.revoke_link(RevokeLink(link_id=screen.id))
    with within(norte):
        with pytest.raises(NotFound):
            agenda.calendar(screen.token)
        assert agenda.revoke_link(RevokeLink(link_id=screen.id)).revoked
        with pytest.raises(NotFound):
            agenda.screen(screen.token)
        assert agenda.secret_links(LinkPurpose.SCREEN) == ()


@pytest.mark.parametrize(
    ("shows", "summary"), [(CalendarShows.BUSY, "Ocupado"), (CalendarShows.INITIALS, "M. J. N. Á.")]
)
def test_a_calendar_names_nobody(within, norte, shows, summary):
    with within(norte):
        agenda = find(AgendaContract)
        link = agenda.add_calendar(AddCalendar(practitioner_id=norte.practitioners[0], shows=shows))
        agenda.book(wish(norte, note="Secreto"))
        agenda.book(wish(norte, practitioner_id=norte.practitioners[1]))
        calendar = agenda.calendar(link.token)
    (event,) = events(calendar)
    assert event["SUMMARY"] == summary
    assert (event["DTSTART"], event["DTEND"]) == ("20261201T090000Z", "20261201T093000Z")
    assert "Secreto" not in calendar
    assert "Núñez" not in calendar


def test_an_event_keeps_its_uid_counts_its_changes_and_ends_as_cancelled(within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        link = agenda.add_calendar(AddCalendar(practitioner_id=norte.practitioners[0]))
        booked = agenda.book(wish(norte))
        before = events(agenda.calendar(link.token))[0]
        assert agenda.calendar(link.token) == agenda.calendar(link.token)
        moved = agenda.move(
            MoveAppointment(
                appointment_id=booked.id,
                version=1,
                practitioner_id=norte.practitioners[0],
                starts_at=MORNING + timedelta(hours=1),
                minutes=30,
            )
        )
        after = events(agenda.calendar(link.token))[0]
        agenda.cancel(CancelAppointment(appointment_id=booked.id, version=moved.version, reason="patient"))
        over = events(agenda.calendar(link.token))[0]
    assert before["UID"] == after["UID"] == over["UID"]
    assert [int(one["SEQUENCE"]) for one in (before, after, over)] == [0, 1, 2]
    assert [one["STATUS"] for one in (before, after, over)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert after["DTSTART"] == "20261201T100000Z"


def test_what_was_asked_for_online_is_tentative_until_it_is_approved(within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        open_online(norte, approval=True)
        first, *_ = times(norte, practitioner_id=norte.practitioners[0])
        book_it(norte, first)
        link = agenda.add_calendar(AddCalendar(practitioner_id=norte.practitioners[0]))
        (asked,) = events(agenda.calendar(link.token))
        (request,) = agenda.online_requests()
        seen = {"appointment_id": request.appointment.id, "version": request.appointment.version}
        agenda.mark(MarkAppointment(**seen, status=Status.BOOKED))
        (approved,) = events(agenda.calendar(link.token))
    assert [(one["STATUS"], one["TRANSP"]) for one in (asked, approved)] == [
        ("TENTATIVE", "OPAQUE"),
        ("CONFIRMED", "OPAQUE"),
    ]


def test_lines_are_folded_at_75_octets_and_special_characters_escaped(within, norte):
    name = "Dra. Ñandú, á; b\\c " * 5
    with within(norte):
        clinics = find(ClinicsContract)
        practitioner = clinics.add_practitioner(AddPractitioner(branch_id=norte.branch, name=name.strip()))
        link = find(AgendaContract).add_calendar(AddCalendar(practitioner_id=practitioner.id))
        calendar = find(AgendaContract).calendar(link.token)
    assert max(len(line.encode()) for line in calendar.split("\r\n")) <= 75
    assert properties(calendar)["X-WR-CALNAME"] == f"{name.strip()} · Clínica Norte"
