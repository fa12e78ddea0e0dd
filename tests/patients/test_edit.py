"""Editing: what one read is what one changes; who was slower sees both."""

import pytest
from sqlalchemy import select

from clinic_portal.contexts.patients.models import Patient
from clinic_portal.contracts.patients import BadPhone, Sex
from clinic_portal.foundation.events.tables import EventRow
from clinic_portal.foundation.refusals import NotFound, Stale
from clinic_portal.foundation.work import work
from tests.patients.people import changed, door, register


def facts(name: str) -> int:
    with work() as session:
        return len(session.scalars(select(EventRow.id).where(EventRow.name == name)).all())


def test_what_is_changed_is_kept_and_found(within, norte):
    with within(norte):
        patient = register()
        edited = door().edit(changed(patient, family="Núñez", phone="+34 699 99 99 99", sex=Sex.FEMALE, notes="a\r\nb"))
        assert edited.version == patient.version + 1
        assert (edited.family, edited.phone, edited.sex, edited.notes) == ("Núñez", "+34699999999", Sex.FEMALE, "a\nb")
        assert door().patient(patient.id) == edited
        assert [one.id for one in door().search("nunez ana")] == [norte.patients[0], patient.id][1:]
        assert door().search("pena") == ()
        assert door().search("655555555") == ()


def test_the_slower_one_is_shown_what_stands(within, norte):
    with within(norte):
        patient = register()
        quicker = door().edit(changed(patient, notes="theirs"))
        with pytest.raises(Stale) as refused:
            door().edit(changed(patient, notes="mine"))
        assert refused.value.theirs == quicker
        assert door().edit(changed(patient, notes="mine", version=quicker.version)).notes == "mine"


def test_nothing_changed_is_no_change(within, norte):
    with within(norte):
        patient = register()
        before = facts("PatientChanged")
        assert door().edit(changed(patient)) == patient
        assert facts("PatientChanged") == before
        door().edit(changed(patient, notes="new"))
        assert facts("PatientChanged") == before + 1


def test_a_bad_phone_changes_nothing(within, norte):
    with within(norte):
        patient = register()
        with pytest.raises(BadPhone):
            door().edit(changed(patient, phone="12"))
        assert door().patient(patient.id) == patient


def test_another_clinics_patient_is_nobody(within, norte, sur):
    with within(norte):
        patient = register()
    with within(sur):
        for ask in (
            lambda: door().patient(patient.id),
            lambda: door().edit(changed(patient, notes="x")),
            lambda: door().remember_visit(1, patient.id),
        ):
            with pytest.raises(NotFound):
                ask()
        assert door().search("ruiz") == ()
        assert door().recent(1) == ()
    with within(norte), work() as session:
        assert session.scalar(select(Patient.notes).where(Patient.id == patient.id)) == ""


def test_the_recent_ones_are_each_persons_own_latest_first(within, norte):
    with within(norte):
        first, second = register(), register(given="Luis", family="Vega", phone="644 44 44 44")
        for patient in (first, second, first):
            door().remember_visit(7, patient.id)
        door().remember_visit(8, second.id)
        assert [one.id for one in door().recent(7)] == [first.id, second.id]
        assert [one.id for one in door().recent(7, 1)] == [first.id]
        assert [one.id for one in door().recent(8)] == [second.id]
