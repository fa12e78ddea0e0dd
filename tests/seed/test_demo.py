"""The demo: its cast can sign in, its day is full and in every state, nobody is sent a word about the past."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import psycopg
import pytest
import time_machine
from flask import Flask

from clinic_portal.app import create_app
from clinic_portal.cli.seed.cast import PASSWORD, STAFF
from clinic_portal.cli.seed.catalog.reader import medications, procedures
from clinic_portal.cli.seed.command import seed
from clinic_portal.contracts.agenda import AgendaContract, AppointmentStatus, Message, WaitlistQuery, WaitlistState
from clinic_portal.contracts.agenda.recalls import FindRecalls
from clinic_portal.contracts.catalogs import CatalogKind, CatalogsContract, TermQuery, TermView
from clinic_portal.contracts.clinics import ClinicDirectory, ClinicsContract
from clinic_portal.contracts.identity import IdentityContract, SignIn
from clinic_portal.contracts.notifications import NotificationsContract
from clinic_portal.contracts.patients import PatientsContract
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.database import db
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.redis_client import client
from clinic_portal.foundation.tenancy import inside
from tests.stand.servers import TEMPLATE, Addresses, create_database, drop_database
from tests.stand.settings import portal_settings

MADRID = ZoneInfo("Europe/Madrid")


@pytest.fixture(scope="module")
def demo(addresses: Addresses, process_number: int) -> Iterator[Flask]:
    """A portal in demo mode, seeded twice; the second time changes nothing."""
    name = f"demo_{process_number}"
    create_database(addresses, name, TEMPLATE)
    app = create_app(portal_settings(addresses, name, process_number, demo=True))
    with app.app_context():
        client().flushdb()
    runner = app.test_cli_runner()
    afternoon = datetime.now(MADRID).replace(hour=17)  # whenever this runs, some of today's patients have not come
    with time_machine.travel(afternoon, tick=True):
        for _ in range(2):
            outcome = runner.invoke(seed, ["--demo"])
            assert outcome.exit_code == 0, outcome.output
    yield app
    with app.app_context():
        db.engine.dispose()
        client().flushdb()
    drop_database(addresses, name)


@pytest.fixture
def portal(demo: Flask) -> Iterator[Flask]:
    with demo.app_context():
        yield demo


@pytest.fixture
def house(portal: Flask) -> Iterator[ClinicDirectory]:
    """Inside Clínica Norte."""
    clinic = find(ClinicsContract).find_clinic("norte")
    with inside(clinic.id):
        yield find(ClinicsContract).directory()


def test_everybody_of_the_cast_can_sign_in_where_they_work(portal):
    for email, _name, places in STAFF:
        person = find(IdentityContract).sign_in(
            SignIn(email=email, password=PASSWORD, address="127.0.0.1", agent="test")
        )
        assert [(place.slug, place.role) for place in person.memberships] == list(places)


def test_the_house_is_furnished_once(house):
    assert [branch.name for branch in house.branches] == ["Centro", "Chamartín"]
    assert len(house.practitioners) == 8
    assert len(house.rooms) == 8
    assert "agenda.week-strip" in house.flags
    assert find(PatientsContract).page("").total == 150
    assert find(CatalogsContract).counts()[CatalogKind.DISEASES] == 14_498 - 5


def test_today_is_full_and_in_every_state(house):
    day = today(house.clinic.time_zone)
    entries = [one for branch in house.branches for one in find(AgendaContract).day(branch.id, day).entries]
    assert len(entries) > 60
    assert {one.status for one in entries} == set(AppointmentStatus)
    assert any(one.confirmed for one in entries)
    assert all(one.patient_name and one.patient_phone for one in entries)


def test_a_month_behind_and_a_week_ahead_are_there(house):
    branch, day = house.branches[0].id, today(house.clinic.time_zone)
    counts = find(AgendaContract).day_counts(branch, day.replace(day=1), 28)
    assert sum(counts) > 300
    assert find(AgendaContract).day_counts(branch, day, 8)[-1] > 0


def test_some_are_due_and_some_of_them_were_called(house):
    far = today(house.clinic.time_zone) + timedelta(days=60)
    due = find(AgendaContract).recalls(FindRecalls(until=far)).recalls
    assert (len(due), sum(one.contacted_by == "call" for one in due)) == (7, 2)


def test_some_wait_for_an_earlier_time_the_urgent_first(house):
    waiting = find(AgendaContract).waitlist(WaitlistQuery(branch_id=house.branches[0].id)).entries
    assert (len(waiting), [one.urgent for one in waiting[:2]]) == (5, [True, False])
    assert {one.state for one in waiting} == {WaitlistState.WAITING}


def test_an_appointment_has_its_history_and_its_message(house):
    day = find(AgendaContract).day(house.branches[0].id, today(house.clinic.time_zone))
    done = next(one for one in day.entries if one.status is AppointmentStatus.FULFILLED)
    assert find(AgendaContract).history(done.id)[-1].what == "booked"
    told = find(NotificationsContract).deliveries(done.id)
    assert (told[0].status == "failed") == (done.message is Message.FAILED)
    assert told[0].recipient == done.patient_phone


def test_nothing_waits_in_the_outbox_about_an_appointment(demo):
    with psycopg.connect(demo.config["SETTINGS"].database_relay_url) as relay:
        waiting = relay.execute("SELECT DISTINCT name FROM events.outbox").fetchall()
    assert not [name for (name,) in waiting if name.startswith("Appointment")]


def test_a_clinics_own_words_are_found(house):
    found = find(CatalogsContract).diseases(TermQuery(kind=CatalogKind.DISEASES, text="tension alta"))
    assert found.terms[0].code == "I10"


def test_a_clinic_has_prices_words_and_procedures_of_its_own(house):
    def first(text: str) -> TermView | None:
        found = find(CatalogsContract).terms(TermQuery(kind=CatalogKind.PROCEDURES, text=text)).terms
        return found[0] if found else None

    cleaning, whitening = first("limpieza de boca"), first("blanqueamiento")
    assert (cleaning.code, cleaning.price, cleaning.favourite) == ("dental-cleaning", Decimal(60), True)
    assert (whitening.own, whitening.price) == (True, Decimal(290))
    assert first("relleno de acido hialuronico") is None
    counts = find(CatalogsContract).counts()
    assert counts[CatalogKind.PROCEDURES] == len(procedures()) - 5 + 2
    assert counts[CatalogKind.MEDICATIONS] == len(medications())
    assert counts[CatalogKind.TREATMENT_TEMPLATES] == 15


def test_the_other_clinic_has_its_own_prices(portal):
    with inside(find(ClinicsContract).find_clinic("sur").id):
        found = find(CatalogsContract).terms(TermQuery(kind=CatalogKind.PROCEDURES, text="dental-cleaning")).terms
        own = find(CatalogsContract).terms(TermQuery(kind=CatalogKind.PROCEDURES, text="blanqueamiento")).terms
    assert [(term.label, term.price) for term in found] == [("Higiene dental", Decimal(50))]
    assert own == ()


def test_outside_of_demo_mode_it_is_refused(app):
    outcome = app.test_cli_runner().invoke(seed, ["--demo"])
    assert outcome.exit_code == 1, outcome.output
    assert "DEMO=1" in outcome.output


def test_groups_stand_in_their_seats_with_their_equipment(house):
    agenda = find(AgendaContract)
    kind = next(one for one in agenda.types() if one.seats > 1)
    branch = next(one for one in house.branches if one.name == "Chamartín")
    week = (today(house.clinic.time_zone) + timedelta(days=offset) for offset in range(8))
    entries = [one for day in week for one in agenda.day(branch.id, day).entries if one.type_id == kind.id]
    sessions = {one.session for one in entries}
    assert 1 <= len(sessions) < len(entries)
    for session in sessions:
        members = agenda.group(next(one.id for one in entries if one.session == session))
        assert len({(one.practitioner_id, one.room_id, one.starts_at) for one in members}) == 1
        assert {one.equipment_ids for one in members} == {kind.equipment_ids}
    assert {one.name for one in agenda.equipment()} == {"Ecógrafo", "Juego de colchonetas"}
    assert max(one.capacity for one in agenda.room_capacities()) == 2
