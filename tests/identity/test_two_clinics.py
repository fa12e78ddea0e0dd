"""A person of two clinics switches by the address; two tabs on two clinics never mix."""

import re
from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from flask.testing import FlaskClient

from clinic_portal.contracts.identity import IdentityContract, JoinClinic, Role
from clinic_portal.foundation.tenancy import inside
from tests.stand.cast import ADMIN, BOTH, OPERATOR, RECEPTIONIST, STRANGER, Cast


def title(client: FlaskClient, slug: str) -> str:
    page = client.get(f"/c/{slug}/settings")
    assert page.status_code == 200
    found = re.search(r"<title>([^<]*)</title>", page.text)
    assert found
    return found[1].partition("·")[2].strip()


def test_two_tabs_in_turn_each_stay_in_their_clinic(browser_of) -> None:
    client = browser_of(BOTH)
    for _turn in range(3):
        assert title(client, "norte") == "Clínica Norte"
        assert title(client, "sur") == "Clínica Sur"


def test_two_tabs_at_once_each_stay_in_their_clinic(app: Flask, browser_of) -> None:
    cookie = browser_of(BOTH).get_cookie("session").value

    def tab(slug: str) -> list[str]:
        client = app.test_client()
        client.set_cookie("session", cookie)
        return [title(client, slug) for _visit in range(8)]

    with ThreadPoolExecutor(4) as tabs:
        norte, sur, norte_again, sur_again = tabs.map(tab, ["norte", "sur", "norte", "sur"])
    assert set(norte) == set(norte_again) == {"Clínica Norte"}
    assert set(sur) == set(sur_again) == {"Clínica Sur"}


def test_every_address_on_a_clinics_page_stays_in_it(browser_of) -> None:
    client = browser_of(BOTH)
    client.get("/c/norte/settings")
    page = client.get("/c/sur/settings").text
    menu = page[page.index("menu-list") : page.index("</header>")]
    elsewhere = set(re.findall(r'="(/c/norte[^"]*)"', page)) - set(re.findall(r'="(/c/norte[^"]*)"', menu))
    assert elsewhere == set()
    assert re.findall(r'="(/c/norte[^"]*)"', menu) == ["/c/norte/agenda"]


def test_the_menu_offers_ones_own_clinics_only(browser_of) -> None:
    assert "Clínica Sur" in browser_of(BOTH).get("/c/norte/settings").text
    assert "Clínica Sur" not in browser_of(RECEPTIONIST).get("/c/norte/settings").text


def test_another_clinic_is_not_there(browser_of) -> None:
    for client, slug in (
        (browser_of(RECEPTIONIST), "sur"),
        (browser_of(STRANGER), "norte"),
        (browser_of(ADMIN), "sur"),
    ):
        answer = client.get(f"/c/{slug}/settings")
        nowhere = client.get("/c/nirgendwo/settings")
        assert (answer.status_code, nowhere.status_code) == (404, 404)
        assert answer.text.replace(slug, "X") == nowhere.text.replace("nirgendwo", "X")


def test_who_arrives_goes_to_their_only_clinic(browser_of) -> None:
    assert browser_of(RECEPTIONIST).get("/").location == "/c/norte/agenda"


def test_who_has_several_chooses_once_and_then_goes_to_the_last(browser_of) -> None:
    client = browser_of(BOTH)
    assert client.get("/").location == "/clinics"
    page = client.get("/clinics").text
    assert "/c/norte/agenda" in page
    assert "/c/sur/agenda" in page
    client.get("/c/sur/settings")
    assert client.get("/").location == "/c/sur/agenda"
    client.get("/c/norte/settings")
    assert client.get("/").location == "/c/norte/agenda"


def test_a_last_clinic_that_is_not_ones_own_is_not_followed(browser_of) -> None:
    client = browser_of(RECEPTIONIST)
    client.set_cookie("clinic", "sur")
    assert client.get("/").location == "/c/norte/agenda"


def test_an_operator_without_a_clinic_begins_where_clinics_are_run(browser_of) -> None:
    client = browser_of(OPERATOR)
    assert client.get("/").location == "/operator/clinics"
    assert "No pertenece a ninguna clínica." in client.get("/clinics").text


def test_the_role_of_one_clinic_does_not_reach_into_the_other(
    browser_of, identity: IdentityContract, cast: Cast, app: Flask
) -> None:
    client = browser_of(BOTH)
    with client.session_transaction() as kept:
        person = identity.find_session(kept["_user_id"])
    with inside(cast.norte.id):
        identity.join_clinic(JoinClinic(user_id=person.user_id, role=Role.ADMIN))
    page = client.get("/clinics").text
    norte = page[page.rindex("Clínica Norte</a>") :]
    assert "Administrador" in norte[: norte.index("</li>")]
    sur = page[page.rindex("Clínica Sur</a>") :]
    assert "Recepcionista" in sur[: sur.index("</li>")]
