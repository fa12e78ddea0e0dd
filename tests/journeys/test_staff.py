"""An administrator invites somebody, who accepts from the mail box, works, and is out the moment the access ends."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import PHONE, assert_accessible
from tests.stand.cast import ADMIN
from tests.stand.house import House

Desk = Callable[..., Page]
EMAIL = "quirina@correo.example"
PASSWORD = "una frase bien larga"


def invite(page: Page, portal: House, email: str, name: str) -> None:
    page.goto(f"{portal.url}/c/norte/staff/invitations/new")
    page.get_by_label("Correo").fill(email)
    page.get_by_role("textbox", name="Nombre").fill(name)
    page.get_by_label("Rol").select_option(label="Recepcionista")
    page.get_by_role("button", name="Enviar la invitación").click()
    expect(page.locator("#flashes")).to_contain_text(email)


def link_for(page: Page, portal: House, email: str) -> str:
    """From the demo's mail box, where the letter arrives by itself."""
    page.goto(f"{portal.url}/mailbox")
    letter = page.locator(".kept", has_text=email).locator("a", has_text="/invitations/").first
    expect(letter).to_be_visible()
    return str(letter.get_attribute("href"))


def accept(guest: Page, link: str) -> None:
    guest.goto(link)
    assert_accessible(guest)
    guest.locator("#password").fill(PASSWORD)
    guest.locator("#repeated").fill(PASSWORD)
    guest.get_by_role("button", name="Unirse").click()
    expect(guest.locator("#day")).to_be_visible()


def test_from_the_invitation_to_the_end_of_access(
    desk: Desk, portal: House, contexts: Callable[..., BrowserContext]
) -> None:
    admin, guest = desk(ADMIN), contexts().new_page()
    invite(admin, portal, EMAIL, "Quirina Paz")
    assert_accessible(admin)
    expect(admin.locator("#staff")).to_contain_text("Invitado")
    accept(guest, link_for(admin, portal, EMAIL))
    guest.goto(f"{portal.url}/c/norte/patients")
    expect(guest.get_by_role("link", name="María José Núñez Álvarez")).to_be_visible()
    admin.goto(f"{portal.url}/c/norte/staff")
    admin.get_by_role("searchbox", name="Nombre o correo").fill("quir")
    expect(admin.locator("#staff tbody tr")).to_have_count(1)
    admin.get_by_role("link", name="Quirina Paz").click()
    assert_accessible(admin)
    expect(admin.locator("#member-sessions li")).to_have_count(1)
    admin.get_by_role("button", name="Desactivar").click()
    expect(admin.locator("#member")).to_contain_text("Desactivado")
    guest.reload()
    expect(guest.get_by_role("heading", name="Aquí no hay nada")).to_be_visible()
    admin.get_by_role("button", name="Reactivar").click()
    expect(admin.locator("#member")).to_contain_text("Activo")
    guest.reload()
    expect(guest.get_by_role("link", name="María José Núñez Álvarez")).to_be_visible()
    assert admin.complaints == []


def test_a_role_of_the_clinics_own_from_the_keyboard(desk: Desk, portal: House) -> None:
    admin = desk(ADMIN)
    admin.goto(f"{portal.url}/c/norte/roles")
    assert_accessible(admin)
    admin.get_by_role("link", name="Nuevo rol").press("Enter")
    name = admin.get_by_role("textbox", name="Nombre")
    expect(name).to_be_focused()
    admin.keyboard.type("Archivo")
    admin.keyboard.press("Tab")
    admin.keyboard.press("Space")
    expect(admin.get_by_label("Ver la agenda")).to_be_checked()
    assert_accessible(admin)
    name.press("Enter")
    expect(admin.locator("#roles")).to_contain_text("Archivo")
    admin.get_by_role("link", name="Archivo").press("Enter")
    admin.get_by_label("Ver la agenda").uncheck()
    admin.get_by_role("button", name="Guardar").click()
    expect(admin.locator(".field-error")).to_contain_text("Elija al menos una cosa")
    expect(admin.get_by_role("textbox", name="Nombre")).to_have_value("Archivo")
    assert_accessible(admin)


def test_without_scripts_an_invitation_is_sent_again_and_withdrawn(desk: Desk, portal: House) -> None:
    admin = desk(ADMIN, java_script_enabled=False)
    invite(admin, portal, "otra@correo.example", "Otra Persona")
    for action, said in (("Volver a enviar", "de nuevo en camino"), ("Retirar", "se ha retirado")):
        admin.get_by_role("button", name=f"{action} la invitación a otra@correo.example").click()
        expect(admin.locator("#flashes")).to_contain_text(said)
    expect(admin.locator("#staff")).not_to_contain_text("otra@correo.example")


@pytest.mark.parametrize("path", ["staff", "staff/invitations/new", "roles", "roles/new", "staff/2"])
@pytest.mark.parametrize("face", [{"viewport": PHONE}, {"color_scheme": "dark"}], ids=["phone", "dark"])
def test_each_page_is_accessible_on_a_phone_and_in_the_dark(
    desk: Desk, portal: House, path: str, face: dict[str, object]
) -> None:
    page = desk(ADMIN, **face)
    page.goto(f"{portal.url}/c/norte/{path}")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
