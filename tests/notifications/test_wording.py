"""What stands in a message: the patient's language, the clinic's wall clock, one SMS."""

from datetime import UTC, datetime

import pytest
from flask_babel import force_locale

from clinic_portal.contexts.notifications import gsm
from clinic_portal.contexts.notifications.wording.facts import Facts
from clinic_portal.contexts.notifications.wording.letters import appointment_letter, reset_letter
from clinic_portal.contexts.notifications.wording.sms import sms
from clinic_portal.contracts.clinics import BranchView, ClinicTexts, ClinicView
from clinic_portal.contracts.notifications import Occasion

MEXICO = ClinicView(
    id=1,
    slug="norte",
    name="Clínica Norte",
    language="es",
    country="MX",
    currency="MXN",
    time_zone="America/Mexico_City",
)
SPAIN = MEXICO.model_copy(update={"country": "ES", "currency": "EUR", "time_zone": "Europe/Madrid"})
BRANCH = BranchView(id=1, name="Centro", address="Calle Mayor 1", phone="+34911234567")
WHEN, BEFORE = datetime(2026, 11, 25, 9, 30, tzinfo=UTC), datetime(2026, 11, 24, 8, tzinfo=UTC)


def facts(language: str = "es", clinic: ClinicView = SPAIN, branch: BranchView | None = BRANCH, **others) -> Facts:
    return Facts(clinic, branch, "Dra. Vega", "María José Núñez", language, WHEN, **others)


@pytest.fixture
def write(app):
    def written(occasion: Occasion, about: Facts):
        with app.app_context(), force_locale(about.language):
            return sms(occasion, about), appointment_letter(occasion, about)

    return written


def test_a_booking_in_spanish(write):
    text, letter = write(Occasion.BOOKED, facts())
    assert text == "Clinica Norte: su cita es el mié, 25 nov, 10:30 con Dra. Vega. Centro, Calle Mayor 1"
    assert letter.subject == "Su cita en Clínica Norte: mié, 25 nov, 10:30"
    assert letter.text.splitlines() == [
        "Hola, María José Núñez:",
        "",
        "Su cita está reservada:",
        "",
        "Cuándo: miércoles, 25 de noviembre de 2026, 10:30",
        "Con: Dra. Vega",
        "Dónde: Centro, Calle Mayor 1",
        "",
        "Si no puede venir, avísenos con tiempo, por favor: +34 911 23 45 67",
        "",
        "Clínica Norte",
    ]


def test_a_booking_in_english(write):
    text, letter = write(Occasion.BOOKED, facts("en"))
    assert text.startswith("Clinica Norte: your appointment is on Wed, 25 Nov, 10:30 with Dra. Vega.")
    assert "When: Wednesday, 25 November 2026, 10:30" in letter.text


def test_the_wall_clock_is_the_clinics(write):
    text, _letter = write(Occasion.BOOKED, facts(clinic=MEXICO))
    assert "3:30" in text


def test_a_move_names_both_times(write):
    text, letter = write(Occasion.MOVED, facts(was_at=BEFORE))
    assert "su cita ha cambiado. Ahora es el mié, 25 nov, 10:30" in text
    assert "Antes: martes, 24 de noviembre de 2026, 9:00" in letter.text


def test_a_cancellation_asks_to_call(write):
    text, letter = write(Occasion.CANCELLED, facts())
    assert "queda cancelada" in text
    assert "Para pedir otra, llámenos: +34 911 23 45 67" in letter.text


@pytest.mark.parametrize("occasion", [Occasion.BOOKED, Occasion.MOVED, Occasion.CANCELLED])
@pytest.mark.parametrize("language", ["es", "en"])
def test_an_sms_is_one_message_even_in_a_clinic_with_many_words(write, occasion, language):
    wordy = SPAIN.model_copy(update={"name": "Clínica Odontológica Núñez y Asociados"})
    branch = BRANCH.model_copy(update={"name": "Centro", "address": "Avenida de la Constitución Española, 1234, 3º B"})
    text, _letter = write(occasion, facts(language, clinic=wordy, branch=branch))
    assert gsm.length(text) <= gsm.ONE_SMS
    assert "10:30" in text
    assert "Dra. Vega" in text


def test_no_branch_leaves_no_gap(write):
    text, letter = write(Occasion.BOOKED, facts(branch=None))
    assert text.endswith("Dra. Vega.")
    assert "Dónde" not in letter.text
    assert "Si no puede venir, avísenos con tiempo, por favor." in letter.text


def test_the_letter_for_a_new_password_holds_its_link(app):
    with app.app_context(), force_locale("es"):
        letter = reset_letter("https://portal.example/password/reset/x")
    assert letter.subject == "Nueva contraseña"
    assert "https://portal.example/password/reset/x" in letter.text.splitlines()


WORDS = ClinicTexts(
    language="es",
    greeting="Gracias por confiar en nosotros.",
    footer="Urgencias: 900 100 100",
    cancellation_policy="Avise 24 horas antes.",
    directions="Metro Sol, salida Mayor.",
)


def test_the_clinics_own_words_stand_where_they_belong(write):
    text, letter = write(Occasion.BOOKED, facts(texts=WORDS))
    assert text.endswith("Centro, Calle Mayor 1 Urgencias: 900 100 100")
    lines = [line for line in letter.text.splitlines() if line]
    assert lines[1] == WORDS.greeting
    assert lines[lines.index("Dónde: Centro, Calle Mayor 1") + 1] == WORDS.directions
    assert lines[-3:] == [WORDS.cancellation_policy, "Clínica Norte", WORDS.footer]


def test_a_cancellation_says_neither_how_to_come_nor_how_to_cancel(write):
    _text, letter = write(Occasion.CANCELLED, facts(texts=WORDS))
    assert WORDS.directions not in letter.text
    assert WORDS.cancellation_policy not in letter.text
    assert letter.text.endswith(WORDS.footer)


def test_a_footer_that_does_not_fit_is_left_out_of_an_sms_before_the_place(write):
    text, letter = write(Occasion.BOOKED, facts(texts=WORDS.model_copy(update={"footer": "Lea esto. " * 12})))
    assert text == "Clinica Norte: su cita es el mié, 25 nov, 10:30 con Dra. Vega. Centro, Calle Mayor 1"
    assert "Lea esto." in letter.text
