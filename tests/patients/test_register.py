"""Registering: name and phone suffice, twice sent is once done, and the likely duplicates must be answered."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from clinic_portal.contexts.patients.models import Patient
from clinic_portal.contracts.patients import BadPhone, DuplicateProbe, PossibleDuplicates
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.events.tables import EventRow
from clinic_portal.foundation.refusals import KeyReused
from clinic_portal.foundation.work import work
from tests.patients.people import door, register, typed


def count() -> int:
    with work() as session:
        return session.scalar(select(func.count(Patient.id))) or 0


def test_name_and_phone_suffice(within, norte):
    with within(norte):
        patient = register(given="  Ana ", family="Ruiz\tPeña", phone="655 55 55 55")
        assert (patient.given, patient.family, patient.phone) == ("Ana", "Ruiz Peña", "+34655555555")
        assert door().patient(patient.id) == patient


def test_a_phone_that_no_network_connects_is_refused(within, norte):
    with within(norte):
        for phone in ("12", "abc", "+34 6", "6" * 30):
            with pytest.raises(BadPhone) as refused:
                register(phone=phone)
            assert set(refused.value.fields) == {"phone"}


def test_a_foreign_phone_is_kept_whole(within, norte):
    with within(norte):
        assert register(phone="+52 55 1234 5678").phone == "+525512345678"


def test_sent_twice_is_registered_once(within, norte):
    with within(norte):
        before, command = count(), typed()
        assert door().register(command) == door().register(command)
        assert count() == before + 1
        with pytest.raises(KeyReused):
            door().register(command.model_copy(update={"given": "Inés"}))


def test_it_is_a_fact(within, norte):
    with within(norte):
        patient = register(email="ana@example.com")
        with work() as session:
            facts = select(EventRow.payload).where(EventRow.name == "PatientCreated").order_by(EventRow.id.desc())
            payload = session.scalars(facts).first()
    assert payload == {
        "patient_id": patient.id,
        "name": "Ana Ruiz Peña",
        "phone": "+34655555555",
        "email": "ana@example.com",
        "language": "es",
    }


def test_a_likely_duplicate_must_be_answered(within, norte):
    with within(norte):
        known, before = register(), count()
        with pytest.raises(PossibleDuplicates) as warned:
            register(given="Luis", family="Vega")
        assert [one.patient.id for one in warned.value.likely] == [known.id]
        assert count() == before, "nothing is kept of what was refused"
        with pytest.raises(PossibleDuplicates):
            register(given="Luis", family="Vega", another_person=(known.id + 1,))
        assert register(given="Luis", family="Vega", another_person=(known.id,)).id != known.id


def test_an_answer_counts_for_those_who_were_shown_only(within, norte):
    with within(norte):
        first = register()
        second = register(given="Luis", family="Vega", another_person=(first.id,))
        with pytest.raises(PossibleDuplicates) as warned:
            register(given="Eva", family="Sol", another_person=(first.id,))
        assert {one.patient.id for one in warned.value.likely} == {first.id, second.id}


def test_the_refused_form_can_be_answered_with_its_own_key(within, norte):
    with within(norte):
        known, command = register(), typed(given="Luis", family="Vega")
        with pytest.raises(PossibleDuplicates):
            door().register(command)
        answered = command.model_copy(update={"another_person": (known.id,)})
        assert door().register(answered) == door().register(answered)


@pytest.mark.parametrize(
    "probe",
    [
        {"phone": "655 555 555"},
        {"document": "12345678-Z"},
        {"email": "ANA@example.com"},
        {"given": "Ana", "family": "Peña Ruiz"},
        {"given": "ana", "family": "rruis pena"},
    ],
)
def test_each_look_up_finds(within, norte, probe):
    with within(norte):
        known = register(document="12.345.678-z", email="ana@example.com")
        assert [one.patient.id for one in door().likely_duplicates(DuplicateProbe(**probe))] == [known.id]


def test_nothing_typed_finds_nobody(within, norte):
    with within(norte):
        register()
        assert door().likely_duplicates(DuplicateProbe()) == ()
        assert door().likely_duplicates(DuplicateProbe(given="Ana", phone="6")) == ()


def test_two_desks_at_once_do_not_overlook_each_other(within, norte):
    start = threading.Barrier(4)

    def try_it(number: int) -> str:
        with within(norte):
            start.wait()
            try:
                register(given=f"Persona{number}", family="Vega")
            except PossibleDuplicates:
                return "warned"
            return "registered"

    with ThreadPoolExecutor(4) as desks:
        assert sorted(desks.map(try_it, range(4))) == ["registered", "warned", "warned", "warned"]


def test_another_clinic_is_no_duplicate(within, norte, sur):
    with within(norte):
        register(document="1")
    with within(sur):
        assert register(document="1")


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("محمد", "الأحمد"),
        ("דוד", "כהן"),
        ("美玲", "王"),
        ("मीरा", "शर्मा"),
        ("Ana 🌷", "Ruiz"),
        ("A\u0301na", "Ru\u0308iz"),
        ("A\x00na", "Ruiz\u202e"),
        ("\ufdfa" * 120, "\ufdfa" * 120),
        ("á" * 120, "ñ" * 120),
    ],
)
def test_every_script_is_registered_and_found(within, norte, given, family):
    with within(norte):
        patient = register(given=given, family=family)
        assert patient.id in {one.id for one in door().search(family[:30])}
        assert patient.id in {one.id for one in door().page(given[:30]).patients}


def test_rows_of_words_belong_to_the_clinic(within, norte):
    with within(norte):
        register()
        with work() as session:
            owners = select(Patient.clinic_id).distinct().execution_options(**{REVIEWED: "row security alone answers"})
            assert session.scalars(owners).all() == [norte.id]
