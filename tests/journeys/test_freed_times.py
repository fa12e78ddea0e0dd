"""A place is held while a form is open, a booking is taken back by a key, and a freed time finds who waits for it."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from clinic_portal.contracts.agenda import AddToWaitlist, AgendaContract
from clinic_portal.contracts.notifications import DeliveryStatus, NotificationsContract, Occasion
from clinic_portal.contracts.patients import PatientsContract, RegisterPatient
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import inside
from tests.journeys.conftest import PHONE, assert_accessible
from tests.journeys.steps import book, choose_patient, click_gap, coming, open_day, origin
from tests.stand.cast import BOTH, RECEPTIONIST

MARIA, INAKI = "María José Núñez Álvarez", "Iñaki García López"
CLARA, PEDRO = ("Clara", "Espera Ríos"), ("Pedro", "Espera Vela")


def mail_of(name: tuple[str, str]) -> str:
    return f"{name[0].lower()}@espera.example"


@pytest.fixture
def waiting(portal_app, norte) -> date:
    """Two who would come on one day alone; the second is urgent."""
    day = coming(106)
    with portal_app.app_context(), inside(norte.id):
        for number, name in enumerate((CLARA, PEDRO)):
            about = {"given": name[0], "family": name[1], "email": mail_of(name), "phone": f"68810600{number}"}
            patient = find(PatientsContract).register(RegisterPatient(idempotency_key=new_id(), language="es", **about))
            wish = {"type_id": norte.visit, "minutes": 30, "first_day": day, "last_day": day, "urgent": number == 1}
            command = AddToWaitlist(
                idempotency_key=new_id(), patient_id=patient.id, note="Puede venir enseguida", **wish
            )
            find(AgendaContract).add_to_waitlist(command)
    return day


def received(desk: Page, address: str, words: str) -> str:
    """What of their mail answers to some words, as soon as it is there."""
    found = re.compile(rf"{re.escape(address)}(?:(?!@espera).){{0,900}}?{words}", re.DOTALL)
    desk.goto(f"{origin(desk)}/mailbox")
    for _ in range(60):
        if message := found.search(desk.locator("main").inner_text()):
            return message[message.lastindex or 0]
        desk.wait_for_timeout(500)
        desk.reload()
    raise AssertionError(f"{address} is told nothing of {words}")


def told_in_the_end(portal_app, norte, page: Page, appointment_id: int) -> Occasion | None:
    """What of an appointment that is cancelled its patient heard last; None is nothing at all."""
    for _ in range(40):
        with portal_app.app_context(), inside(norte.id):
            door = find(NotificationsContract)
            sent = [one for one in door.deliveries(appointment_id) if one.status is DeliveryStatus.SENT]
            if door.due_at(appointment_id) is None and (not sent or sent[0].occasion is not Occasion.BOOKED):
                return sent[0].occasion if sent else None
        page.wait_for_timeout(250)
    raise AssertionError("the patient expects an appointment that is no more")


def test_a_held_place_is_seen_by_the_other_desk_and_a_key_takes_its_booking_back(desk, portal_app, norte):
    rosa, berta = desk(RECEPTIONIST), desk(BOTH)
    open_day(rosa, coming(105))
    open_day(berta, coming(105))
    first = norte.practitioners[0]
    form = click_gap(rosa, first, "10:15")
    expect(form.locator("#hold")).to_contain_text("Reservado para usted")
    expect(berta.locator(f"#column-{first} .held")).to_contain_text("Rosa Recepción lo está reservando")
    assert_accessible(berta)
    other = click_gap(berta, first, "10:00")
    expect(other.locator("#hold")).to_contain_text("Rosa Recepción")
    choose_patient(other, "inaki", INAKI)
    other.get_by_role("button", name="Agendar").click()
    expect(other.locator("#clash")).to_contain_text("Rosa Recepción lo está reservando")
    expect(other.locator("#clash .times button")).to_have_count(3)
    assert_accessible(berta)
    choose_patient(form, "nunez", MARIA)
    form.get_by_role("button", name="Agendar").click()
    card = rosa.locator("article.appointment", has_text=MARIA)
    expect(card).to_have_count(1)
    expect(rosa.locator("#undo-last button")).to_be_visible()
    appointment_id = int(card.get_attribute("id").removeprefix("appointment-"))
    card.locator("a").focus()
    rosa.keyboard.press("u")
    expect(card).to_have_count(0)
    expect(rosa.locator("#undo-last button")).to_have_count(0)
    expect(berta.locator("article.appointment")).to_have_count(0)
    assert told_in_the_end(portal_app, norte, rosa, appointment_id) in {None, Occasion.CANCELLED}
    other.locator("#clash .times button").first.click()
    expect(berta.locator("article.appointment", has_text=INAKI)).to_have_count(1)
    assert not [line for line in rosa.complaints if "409" not in line]


def test_a_freed_time_is_offered_and_the_first_yes_has_it(desk, contexts, waiting, norte):
    rosa, mail = desk(RECEPTIONIST), desk(RECEPTIONIST)
    open_day(rosa, waiting)
    book(rosa, norte.practitioners[0], "11:00", "nunez", MARIA).locator("a").click()
    rosa.locator("#panel a.is-cancelled").click()
    rosa.get_by_label("Se agendó por error").check()
    rosa.locator("#panel").get_by_role("button", name="Cancelar").click()
    fits = rosa.locator("#fits-form")
    expect(rosa.locator("#panel")).to_contain_text("2 de la lista de espera pueden venir")
    expect(fits.locator("li strong")).to_have_text([" ".join(PEDRO), " ".join(CLARA)])
    assert_accessible(rosa)
    assert rosa.locator("#panel .panel-main").evaluate("main => main.scrollWidth <= main.clientWidth")
    for name in (PEDRO, CLARA):
        fits.get_by_label(" ".join(name)).first.check()
    fits.get_by_role("button", name="Ofrecer por mensaje").click()
    expect(rosa.locator("#flashes, #toasts").first).to_contain_text("Se pregunta por mensaje a 2 personas")
    open_day(rosa, waiting)
    first, second = (
        f"{origin(mail)}/c/norte/offer/" + received(mail, mail_of(name), r"/c/norte/offer/([\w-]{22})")
        for name in (CLARA, PEDRO)
    )
    phone, late = contexts(viewport=PHONE, java_script_enabled=False).new_page(), contexts(viewport=PHONE).new_page()
    phone.goto(first)
    phone.get_by_role("button", name="Sí, la quiero").click()
    expect(phone.get_by_text("Es suya: le esperamos.")).to_be_visible()
    expect(rosa.locator("article.appointment", has_text=" ".join(CLARA))).to_have_count(1)
    late.goto(second)
    expect(late.get_by_role("alert")).to_contain_text("Otra persona ha tomado esta hora")
    assert_accessible(late)
    received(mail, mail_of(PEDRO), "ya está ocupada")
    small = desk(RECEPTIONIST, viewport=PHONE)
    small.goto(f"{origin(small)}/c/norte/agenda/waiting-list")
    expect(small.locator("main")).to_contain_text(" ".join(PEDRO))
    assert_accessible(small)
    assert small.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert rosa.complaints == []
