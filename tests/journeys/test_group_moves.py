"""A class is dragged with all its seats, put back, cut and pasted; a series' mark leads to its others."""

import pytest
from playwright.sync_api import Page, expect

from clinic_portal.contracts.agenda import AddAppointmentType, AgendaContract, BookAppointment
from clinic_portal.foundation.clock import at_local
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import inside
from tests.journeys.conftest import assert_accessible
from tests.journeys.steps import choose_patient, click_gap, coming, drag, open_day
from tests.stand.cast import RECEPTIONIST

MADRID = "Europe/Madrid"
DAY, SERIES = coming(123), coming(125)


@pytest.fixture
def class_(portal_app, norte):
    """Two of three seats at ten."""
    with portal_app.app_context(), inside(norte.id):
        agenda = find(AgendaContract)
        kind = agenda.add_type(AddAppointmentType(name="Clase que se mueve", minutes=60, seats=3))
        for patient in norte.patients:
            agenda.book(
                BookAppointment(
                    idempotency_key=new_id(), patient_id=patient, practitioner_id=norte.practitioners[0],
                    type_id=kind.id, starts_at=at_local(DAY, 10 * 60, MADRID), minutes=60, notify=False,
                )
            )  # fmt: skip


def stands_at(page: Page, time: str) -> None:
    card = page.locator(".appointment.group")
    expect(card).to_have_count(1)
    expect(card.locator("time")).to_have_text(time)
    expect(card).to_contain_text("2 de 3")


def test_a_class_moves_as_one(desk, norte, class_):
    page = desk(RECEPTIONIST)
    open_day(page, DAY)
    stands_at(page, "10:00")
    drag(page, page.locator(".appointment.group"), norte.practitioners[0], "12:00", answer="Todo el grupo (2)")
    assert_accessible(page)
    page.locator("#proposal").get_by_text("No, sin avisar").click()
    stands_at(page, "12:00")
    page.keyboard.press("u")
    stands_at(page, "10:00")

    page.locator(".appointment.group > a").focus()
    page.keyboard.press("k")
    expect(page.locator(".appointment.group.is-cut")).to_have_count(1)
    page.locator(f"#column-{norte.practitioners[1]} .gap").first.focus()
    page.keyboard.press("p")
    expect(page.locator("#proposal").get_by_label("Todo el grupo (2)")).to_be_checked()
    page.locator("#proposal").get_by_text("No, sin avisar").click()
    expect(page.locator(f"#column-{norte.practitioners[1]} .appointment.group")).to_contain_text("2 de 3")
    assert page.complaints == []


def test_a_mark_leads_to_the_series(desk, norte):
    page = desk(RECEPTIONIST)
    open_day(page, SERIES)
    panel = click_gap(page, norte.practitioners[0], "10:00")
    choose_patient(panel, "nunez maria", "María José Núñez Álvarez")
    panel.get_by_text("Repetir").click()
    panel.get_by_label("Veces").fill("2")
    panel.locator("[name=unit]").select_option("day")
    panel.get_by_role("button", name="Ver las horas").click()
    panel.get_by_role("button", name="Agendar la serie").click()
    mark = page.get_by_role("link", name="1 de 2 de la serie")
    expect(mark).to_have_text("1/2")
    assert_accessible(page)
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel .series-times > li")).to_have_count(2)
    assert page.complaints == []
