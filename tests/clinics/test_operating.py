"""What operators do to clinics: under their own role, seen by every process at once, and recorded."""

from collections.abc import Iterator

import psycopg
import pytest
from flask import Flask

from clinic_portal.contexts.clinics.service import ClinicsService
from clinic_portal.contracts.clinics import (
    AlreadyOpen,
    AlreadySuspended,
    ClinicsContract,
    ClinicSearch,
    ClinicState,
    CreateClinic,
    Flag,
    SlugTaken,
    SuspendClinic,
    UnknownFlag,
)
from clinic_portal.foundation import flags
from clinic_portal.foundation.actor import acting_as
from clinic_portal.foundation.database.operator import as_operator
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.events.consume import consume
from clinic_portal.foundation.record.look import Sought, entries
from clinic_portal.foundation.redis_client import connect, redis_breaker
from clinic_portal.foundation.refusals import NotAllowed, NotFound
from clinic_portal.foundation.tenancy import HOUSE
from tests.stand.cast import House

WHY = "No paga desde marzo"


@pytest.fixture
def clinics(app: Flask) -> Iterator[ClinicsContract]:
    with app.app_context():
        yield find(ClinicsContract)


def said(verb: str, about: int | None = None) -> list[tuple[object, object]]:
    with as_operator() as link:
        return [(entry.before, entry.after) for entry in entries(link, Sought(about=about, verb=verb))[0]]


def relay() -> None:
    """Let the listeners of the house react, as worker and relay do."""
    with as_operator() as link:
        found = link.execute("SELECT id FROM events.outbox WHERE clinic_id = %s AND done_at IS NULL", [HOUSE])
        for (outbox_id,) in found.fetchall():
            consume(HOUSE, outbox_id)


def slugs(clinics: ClinicsContract, **search: object) -> list[str]:
    return [entry.slug for entry in clinics.clinics(ClinicSearch.model_validate(search)).entries]


def test_a_suspended_clinic_is_gone_at_once_for_every_process(clinics, norte: House, sur: House):
    other = ClinicsService()
    assert clinics.find_clinic("sur")
    assert other.find_clinic("sur")
    clinics.suspend_clinic(SuspendClinic(slug="sur", reason=WHY))
    assert clinics.find_clinic("sur") is None
    assert other.find_clinic("sur") is None
    assert clinics.find_clinic("norte")
    assert clinics.clinic_ids() == (norte.id,)
    other.reopen_clinic("sur")
    assert clinics.find_clinic("sur")


def test_suspending_and_reopening_are_recorded_with_the_reason(clinics, sur: House):
    clinics.suspend_clinic(SuspendClinic(slug="sur", reason=WHY))
    clinics.reopen_clinic("sur")
    (suspended,), (reopened,) = said("clinic.suspend", sur.id), said("clinic.reopen", sur.id)
    assert suspended[0] == {"suspended_at": None}
    assert suspended[1]["reason"] == WHY
    assert reopened == ({"suspended_at": suspended[1]["suspended_at"]}, {"suspended_at": None})


def test_the_second_operator_is_told(clinics):
    with pytest.raises(AlreadyOpen):
        clinics.reopen_clinic("sur")
    clinics.suspend_clinic(SuspendClinic(slug="sur", reason=WHY))
    with pytest.raises(AlreadySuspended):
        clinics.suspend_clinic(SuspendClinic(slug="sur", reason="Otra razón"))
    assert len(said("clinic.suspend")) == 1


def test_a_suspension_that_redis_missed_reaches_it_by_the_outbox(app: Flask, clinics, sur: House):
    assert clinics.find_clinic("sur")
    there = app.extensions["redis_client"]
    app.extensions["redis_client"] = connect("redis://127.0.0.1:1/0")
    try:
        clinics.suspend_clinic(SuspendClinic(slug="sur", reason=WHY))
    finally:
        app.extensions["redis_client"] = there
        redis_breaker.close()
    app.extensions["owed_drops"].clear()  # as in a process that has ended with its debts
    relay()
    assert clinics.find_clinic("sur") is None


def test_what_was_begun_in_a_suspended_clinic_is_finished(clinics, within, sur: House):
    clinics.suspend_clinic(SuspendClinic(slug="sur", reason=WHY))
    with within(sur):
        assert clinics.directory().clinic.suspended
        assert clinics.directory().practitioners


def test_the_registry_is_searched_filtered_and_paged(clinics, monkeypatch):
    for slug, name in (("este", "Clínica Éste"), ("oeste", "Clínica Oeste")):
        clinics.create_clinic(CreateClinic(slug=slug, name=name, country="MX"))
    clinics.suspend_clinic(SuspendClinic(slug="oeste", reason=WHY))
    clinics.switch_flag("sur", Flag.WEEK_STRIP, on=True)
    assert slugs(clinics) == ["este", "norte", "oeste", "sur"]
    assert slugs(clinics, text="CLINICA este") == ["este"]
    assert slugs(clinics, text="est") == ["este", "oeste"]
    assert slugs(clinics, text="nadie") == []
    assert slugs(clinics, state=ClinicState.SUSPENDED) == ["oeste"]
    assert slugs(clinics, state=ClinicState.OPEN, text="oeste") == []
    assert slugs(clinics, flag=Flag.WEEK_STRIP) == ["sur"]
    monkeypatch.setattr("clinic_portal.contexts.clinics.registry.PAGE", 2)
    page = clinics.clinics(ClinicSearch(after="norte"))
    assert ([entry.slug for entry in page.entries], page.total, page.more) == (["oeste", "sur"], 4, False)
    assert clinics.clinics(ClinicSearch()).more


def test_a_flag_is_one_clinics_and_seen_at_once(clinics, within, norte: House, sur: House):
    with within(norte):
        assert not flags.is_on(Flag.WEEK_STRIP)
    ClinicsService().switch_flag("norte", Flag.WEEK_STRIP, on=True)
    with within(norte):
        assert flags.is_on(Flag.WEEK_STRIP)
    with within(sur):
        assert not flags.is_on(Flag.WEEK_STRIP)
    assert clinics.flag_counts() == {"agenda.week-strip": 1}
    clinics.switch_flag("norte", Flag.WEEK_STRIP, on=False)
    with within(norte):
        assert not flags.is_on(Flag.WEEK_STRIP)
    assert said("flag.switch", norte.id) == [({"on": True}, {"on": False}), ({"on": False}, {"on": True})]


def test_a_flag_that_is_so_already_is_no_deed_and_no_fact(clinics, app: Flask):
    clinics.switch_flag("norte", Flag.WEEK_STRIP, on=False)
    assert said("flag.switch") == []
    for on in (True, True, False, False):
        clinics.switch_flag("norte", Flag.WEEK_STRIP, on=on)
    assert len(said("flag.switch")) == 2
    with psycopg.connect(app.config["SETTINGS"].database_owner_url) as link:
        link.execute(f"SET LOCAL app.clinic_id = '{HOUSE}'")
        told = link.execute(
            "SELECT payload ->> 'on' FROM events.event WHERE name = 'FlagSwitched' ORDER BY occurred_at"
        )
        assert [on for (on,) in told] == ["true", "false"]


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (lambda door: door.switch_flag("norte", "no.such-flag", on=True), UnknownFlag),
        (lambda door: door.switch_flag("nowhere", Flag.WEEK_STRIP, on=True), NotFound),
        (lambda door: door.suspend_clinic(SuspendClinic(slug="nowhere", reason=WHY)), NotFound),
        (lambda door: door.reopen_clinic("nowhere"), NotFound),
        (lambda door: door.registered_clinic("nowhere"), NotFound),
        (lambda door: door.create_clinic(CreateClinic(slug="norte", name="Otra")), SlugTaken),
    ],
)
def test_what_cannot_be_is_refused_and_not_recorded(clinics, wish, refusal):
    before = said("")
    with pytest.raises(refusal):
        wish(clinics)
    assert said("") == before


def test_no_clinics_person_does_any_of_it(clinics, app: Flask):
    with psycopg.connect(app.config["SETTINGS"].database_owner_url) as link:
        (admin,) = link.execute("SELECT id FROM identity.app_user WHERE email = 'admin@norte.example'").fetchone()
    with acting_as(admin), pytest.raises(NotAllowed):
        clinics.suspend_clinic(SuspendClinic(slug="norte", reason=WHY))
    assert clinics.find_clinic("norte")


def test_the_webs_role_switches_nothing(app: Flask, norte: House):
    statement = "INSERT INTO clinics.feature_flag VALUES (%s, 'agenda.week-strip', true, now())"
    with psycopg.connect(app.config["SETTINGS"].database_url) as link:
        link.execute(f"SET LOCAL app.clinic_id = '{norte.id}'")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            link.execute(statement, [norte.id])
