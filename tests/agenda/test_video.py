"""An appointment by video: its link is checked, kept, shown wherever the appointment is, and taken back."""

from datetime import timedelta

import pytest
import time_machine
from pydantic import ValidationError

from clinic_portal.contracts.agenda import (
    AddCalendar,
    AgendaContract,
    AppointmentStatus as Status,
    BookSeries,
    CancelAppointment,
    Chosen,
    LinkVideo,
    MarkAppointment,
    NotThatStep,
    Recurrence,
    UndoDeed,
    Unit,
)
from clinic_portal.contracts.identity import ChangeMemberRole, IdentityContract, Permission
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.refusals import NotFound, Stale
from tests.agenda.icalendar import events
from tests.agenda.test_pages import form_of
from tests.agenda.wishes import MORNING, NOW, wish
from tests.conftest import csrf_of
from tests.stand.cast import RECEPTIONIST, STRANGER
from tests.stand.staff import hire, own_role

URL, OTHER = "https://meet.norte.example/sala-1?k=Ab_9~x", "https://video.example:8443/r/2"
ONE = "/c/norte/agenda/appointments/1"
BAD = (
    "http://meet.norte.example/1", "javascript:alert(1)", "https://", "https://meet norte", "https://a@evil.example/",
    'https://meet.example/"><b>', "https://meet.example/\nX", f"https://meet.example/{'a' * 280}", "meet.example",
    "https://méet.example", "https://-a.example", "https://meet.example/{x}", "https://meet.example/a\\b",
)  # fmt: skip


@pytest.fixture
def agenda(within, norte):
    with time_machine.travel(NOW, tick=True), within(norte):
        yield find(AgendaContract)


@pytest.fixture
def desk(browser_of, within, norte):
    with within(norte):
        find(AgendaContract).book(wish(norte, starts_at=MORNING.replace(year=MORNING.year + 4), video_url=URL))
    return browser_of(RECEPTIONIST)


def link(agenda, one, url):
    return agenda.link_video(LinkVideo(appointment_id=one.id, version=one.version, video_url=url))


@pytest.mark.parametrize("url", BAD)
def test_what_is_no_address_is_refused(url):
    with pytest.raises(ValidationError):
        LinkVideo(appointment_id=1, version=1, video_url=url)


@pytest.mark.parametrize("url", ["", URL, OTHER, "https://1.example", f"https://meet.example/{'a' * 279}"])
def test_what_is_one_is_taken(url):
    assert LinkVideo(appointment_id=1, version=1, video_url=url).video_url == url


def test_it_is_booked_changed_by_version_and_taken_back(agenda, norte, sur, within):
    booked = agenda.book(wish(norte, video_url=URL))
    assert agenda.appointment(booked.id) == booked
    changed = link(agenda, booked, OTHER)
    assert (changed.video_url, changed.version) == (OTHER, 2)
    assert link(agenda, changed, OTHER).version == 2, "the same changes nothing"
    with pytest.raises(Stale):
        link(agenda, booked, "")
    undone = agenda.undo(UndoDeed(appointment_id=booked.id, version=2))
    assert (undone.video_url, [one.what for one in agenda.history(booked.id)]) == (URL, ["undone", "linked", "booked"])
    done = agenda.mark(MarkAppointment(appointment_id=booked.id, version=3, status=Status.FULFILLED))
    with pytest.raises(NotThatStep):
        link(agenda, done, "")
    with within(sur), pytest.raises(NotFound):
        link(agenda, done, "")


def test_a_series_has_it_at_each_of_its_times(agenda, norte):
    rule = Recurrence(first=MORNING.date(), at=MORNING.time(), every=1, unit=Unit.WEEK, count=2)
    times = (MORNING, MORNING + timedelta(days=7))
    series = agenda.book_series(
        BookSeries(
            idempotency_key=new_id(), patient_id=norte.patients[0], practitioner_id=norte.practitioners[0],
            type_id=norte.visit, minutes=30, recurrence=rule, video_url=URL,
            chosen=tuple(Chosen(day=one.date(), starts_at=one) for one in times),
        )
    )  # fmt: skip
    assert [one.video_url for one in series.appointments] == [URL, URL]


def test_the_day_and_the_calendar_have_it_until_it_is_cancelled(agenda, norte):
    booked = agenda.book(wish(norte, video_url=URL))
    (entry,) = agenda.day(norte.branch, MORNING.date()).entries
    calendar = agenda.add_calendar(AddCalendar(practitioner_id=norte.practitioners[0])).token
    assert (entry.video_url, events(agenda.calendar(calendar))[0]["CONFERENCE"]) == (URL, URL)
    assert "CONFERENCE;VALUE=URI;FEATURE=VIDEO:" in agenda.calendar(calendar)
    agenda.cancel(CancelAppointment(appointment_id=booked.id, version=1, reason="patient"))
    assert "CONFERENCE" not in agenda.calendar(calendar)


@pytest.mark.parametrize("path", ["", "/peek", "/video"])
def test_panel_card_and_form_show_it(desk, path):
    assert URL in desk.get(f"{ONE}{path}").text


def test_the_sheet_shows_it_to_who_may_see_patients(desk, norte):
    day = MORNING.replace(year=MORNING.year + 4).date()
    assert URL in desk.get(f"/c/norte/agenda/sheet?day={day}&branch={norte.branch}").text


def test_its_patient_joins_from_their_own_page(desk, app, within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        token = agenda.visit_token(agenda.visit_link(1, "es"))
    page = app.test_client().get(f"/c/norte/visit/{token}")
    assert (page.status_code, URL in page.text, "Unirse a la videollamada" in page.text) == (200, True, True)
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_it_is_changed_in_the_panel_and_a_stale_change_is_compared(desk):
    fields = {"csrf_token": csrf_of(desk.get(f"{ONE}/video").text), "version": 1}
    wrong = desk.post(f"{ONE}/video", data=fields | {"video_url": "http://x"})
    assert (wrong.status_code, 'value="http://x"' in wrong.text, "https://" in wrong.text) == (422, True, True)
    htmx = {"HX-Request": "true", "HX-Source": "form#video-form"}
    assert desk.post(f"{ONE}/video", data=fields | {"video_url": OTHER}, headers=htmx).status_code == 200
    stale = desk.post(f"{ONE}/video", data=fields | {"video_url": ""})
    assert (stale.status_code, OTHER in stale.text) == (409, True)
    assert desk.post(f"{ONE}/video", data=fields | {"version": 2, "video_url": ""}).status_code == 303
    assert "Unirse" not in desk.get(f"{ONE}/peek").text


def test_the_booking_form_takes_it(desk, norte):
    wrong = desk.post("/c/norte/agenda/appointments", data=form_of(desk, norte, video_url="meet.example"))
    assert (wrong.status_code, 'value="meet.example"' in wrong.text) == (422, True)
    assert desk.post("/c/norte/agenda/appointments", data=form_of(desk, norte, video_url=OTHER)).status_code == 303
    assert OTHER in desk.get("/c/norte/agenda/appointments/2").text


def test_who_may_only_look_changes_nothing_and_a_stranger_finds_nothing(desk, within, browser_of, norte):
    with within(norte):
        role = own_role("Mirador", frozenset({Permission.SEE_AGENDA}))
        command = ChangeMemberRole(user_id=hire("mirador@norte.example"), role=role.role.key, version=1)
        find(IdentityContract).change_member_role(command)
    assert browser_of("mirador@norte.example").get(f"{ONE}/video").status_code == 403
    assert browser_of(STRANGER).get(f"{ONE}/video").status_code == 404
