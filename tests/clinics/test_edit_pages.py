"""The forms of the clinic's house: saved, compared when somebody was quicker, and nothing that was typed is lost."""

from datetime import time

import pytest

from tests.clinics.arranging import door
from tests.clinics.sent import HTMX, SETTINGS, form_of, opened
from tests.conftest import csrf_of
from tests.stand.cast import ADMIN, RECEPTIONIST, STRANGER


@pytest.fixture
def desk(browser_of):
    return browser_of(ADMIN)


def every_address(house) -> list[str]:
    return [
        f"{SETTINGS}/profile",
        f"{SETTINGS}/texts/es",
        f"{SETTINGS}/logo",
        f"{SETTINGS}/branches/new",
        f"{SETTINGS}/branches/{house.branch}/edit",
        f"{SETTINGS}/branches/{house.branch}/rooms/new",
        f"{SETTINGS}/rooms/{house.rooms[0]}/edit",
        f"{SETTINGS}/practitioners/new",
        f"{SETTINGS}/practitioners/{house.practitioners[0]}/edit",
        *(
            f"{SETTINGS}/{word}/{part_id}/retirement"
            for word, part_id in (
                ("branches", house.branch),
                ("rooms", house.rooms[0]),
                ("practitioners", house.practitioners[0]),
            )
        ),
    ]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "panel"])
@pytest.mark.parametrize("language", ["es", "en"])
def test_each_form_opens_for_the_admin_alone(desk, browser_of, norte, headers, language):
    reception, stranger = browser_of(RECEPTIONIST), browser_of(STRANGER)
    desk.set_cookie("language", language)
    for address in every_address(norte):
        answer = desk.get(address, headers=headers)
        assert (answer.status_code, "<!doctype" in answer.text) == (200, not headers), address
        assert reception.get(address, headers=headers).status_code == 403
        assert stranger.get(address, headers=headers).status_code == 404


def test_reception_sees_the_house_and_nothing_to_change_it_with(browser_of, desk):
    for client, there in ((browser_of(RECEPTIONIST), False), (desk, True)):
        page = client.get(SETTINGS).text
        assert ("/edit" in page, "retirement" in page, "/new" in page, "/texts" in page) == (there,) * 4


def test_the_profile_is_saved_and_worn_by_every_page(desk, within, norte):
    typed = {"name": "Clínica del Norte", "country": "MX", "currency": "MXN", "time_zone": "America/Mexico_City"}
    answer = desk.post(f"{SETTINGS}/profile", data=opened(desk, f"{SETTINGS}/profile", **typed))
    assert (answer.status_code, answer.location) == (303, SETTINGS)
    page = desk.get(answer.location).text
    assert page.count("Clínica del Norte") >= 3
    for shown in ("México", "peso mexicano (MXN)", "America/Mexico_City", "La clínica está guardada."):
        assert shown in page
    with within(norte):
        assert door().directory().clinic.version == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"time_zone": "Marte/Olimpo"}, "time_zone"),
        ({"time_zone": ""}, "time_zone"),
        ({"currency": "XXQ"}, "currency"),
        ({"country": "ZZ"}, "country"),
        ({"language": "fr"}, "language"),
    ],
)
def test_a_profile_that_cannot_be_is_refused_beside_its_field(desk, within, norte, wrong, field):
    data = {**opened(desk, f"{SETTINGS}/profile", name="Sigue aquí"), **wrong}
    answer = desk.post(f"{SETTINGS}/profile", data=data, headers=HTMX)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert "name" in wrong or "Sigue aquí" in answer.text
    with within(norte):
        assert door().directory().clinic.name == "Clínica Norte"


def test_a_branch_is_opened_with_its_hours(desk, within):
    typed = {"name": "Puerto", "address": "Muelle 3", "phone": "915 55 01 14"}
    hours = {"hours-0-0-opens": "09:00", "hours-0-0-closes": "14:00", "hours-0-1-opens": "16:00"}
    data = opened(desk, f"{SETTINGS}/branches/new", **typed, **hours, **{"hours-0-1-closes": "20:00"})
    for _twice in range(2):
        answer = desk.post(f"{SETTINGS}/branches/new", data=data)
        assert (answer.status_code, answer.location) == (303, SETTINGS)
    page = desk.get(SETTINGS).text
    puerto = page[page.index("Puerto</h2>") :]
    assert "<dt>lunes</dt><dd>09:00–14:00, 16:00–20:00</dd>" in puerto
    assert "<dt>martes a domingo</dt><dd>Cerrado</dd>" in puerto
    assert page.count("Puerto</h2>") == 1


def test_in_the_panel_the_house_is_put_anew_and_the_panel_closes(desk, norte):
    address = f"{SETTINGS}/branches/{norte.branch}/edit"
    answer = desk.post(address, data=opened(desk, address, name="Plaza"), headers=HTMX)
    assert answer.status_code == 200
    assert '<hx-partial hx-target="#panel-body"' in answer.text
    assert "Plaza</h2>" in answer.text[answer.text.index('hx-target="#house"') :]
    alone = desk.post(
        address,
        data=opened(desk, address, name="Plaza Mayor"),
        headers={"HX-Request": "true", "HX-Current-URL": f"http://localhost{address}"},
    )
    assert alone.headers["HX-Redirect"] == SETTINGS


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("14:00", "09:00"), "terminan antes de empezar"),
        (("09:00", "09:00"), "empiezan y terminan a la vez"),
        (("00:00", "24:00"), "la última es 23:59"),
        (("25:61", "26:00"), "la última es 23:59"),
        (("09:00", ""), "Indique las dos horas"),
        (("", "14:00"), "Indique las dos horas"),
        (("mañana", "tarde"), "Indique las dos horas"),
        (("07:30", "08:30"), "se solapan"),
    ],
)
@pytest.mark.parametrize("kind", ["branches", "practitioners"])
def test_hours_that_cannot_be_stand_marked_with_all_that_was_typed(desk, within, norte, kind, typed, sentence):
    part = norte.branch if kind == "branches" else norte.practitioners[0]
    address = f"{SETTINGS}/{kind}/{part}/edit"
    hours = {"hours-2-0-opens": "08:00", "hours-2-0-closes": "20:00"}
    hours |= {"hours-2-1-opens": typed[0], "hours-2-1-closes": typed[1]}
    answer = desk.post(address, data=opened(desk, address, name="Sigue aquí", **hours), headers=HTMX)
    assert answer.status_code == 422
    assert sentence in answer.text[answer.text.index('id="hours-2-error"') :]
    assert 'id="hours-3-error"' not in answer.text
    assert "Sigue aquí" in answer.text
    assert all(f'value="{text}"' in answer.text for text in typed)


def test_without_scripts_a_day_gets_another_row_and_is_copied(desk, within, norte):
    address = f"{SETTINGS}/branches/{norte.branch}/edit"
    data = opened(desk, address, name="Sigue aquí")
    more = desk.post(address, data={**data, "do": "more-0"})
    assert more.status_code == 200
    assert 'name="hours-0-1-opens"' in more.text
    assert "Sigue aquí" in more.text
    two = {**form_of(more.text), "hours-0-0-closes": "13:00", "hours-0-1-opens": "15:00", "hours-0-1-closes": "19:00"}
    copied = desk.post(address, data={**two, "do": "copy", "copy-from": "0", "copy-to": "weekdays"})
    saved = desk.post(address, data=form_of(copied.text))
    assert saved.status_code == 303
    with within(norte):
        home = door().directory()
    by_day = [[one.closes for one in home.hours if one.weekday == weekday] for weekday in range(7)]
    assert by_day == [[time(13), time(19)]] * 5 + [[time(20)]] * 2


@pytest.mark.parametrize("way", [("x", "all"), ("0", "x"), ("", ""), ("9", "9"), ("-1", "0")])
def test_a_copy_of_nothing_changes_nothing(desk, norte, way):
    address = f"{SETTINGS}/branches/{norte.branch}/edit"
    data = opened(desk, address)
    copied = desk.post(address, data={**data, "do": "copy", "copy-from": way[0], "copy-to": way[1]})
    same = {name: value for name, value in form_of(copied.text).items() if name.startswith("hours-")}
    assert same == {name: value for name, value in data.items() if name.startswith("hours-")}


def test_a_name_that_is_taken_is_said_beside_it(desk, norte):
    address = f"{SETTINGS}/branches/{norte.branch}/rooms/new"
    answer = desk.post(address, data=opened(desk, address, name="Cubículo 2"), headers=HTMX)
    assert answer.status_code == 422
    assert "Ya existe este nombre" in answer.text[answer.text.index('id="name-error"') :]


def test_rooms_go_up_and_down(desk, within, norte):
    token = csrf_of(desk.get(SETTINGS).text)
    place = f"{SETTINGS}/rooms/{norte.rooms[1]}/place"
    assert desk.post(place, data={"csrf_token": token, "way": "earlier"}).status_code == 303
    page = desk.get(SETTINGS).text
    assert page.index("Cubículo 2") < page.index("Cubículo 1")
    moved = desk.post(place, data={"csrf_token": token, "way": "later"}, headers=HTMX)
    assert moved.text.index("Cubículo 1") < moved.text.index("Cubículo 2")
    assert desk.post(place, data={"csrf_token": token, "way": "sideways"}).status_code == 422


def test_texts_are_kept_for_each_language(desk, within, norte):
    for language, greeting in (("es", "Gracias por venir."), ("en", "Thank you for coming.")):
        address = f"{SETTINGS}/texts/{language}"
        assert desk.post(address, data=opened(desk, address, greeting=greeting)).location == address
    with within(norte):
        home = door().directory()
    assert (home.text("es").greeting, home.text("en").greeting) == ("Gracias por venir.", "Thank you for coming.")
    assert desk.get(f"{SETTINGS}/texts/fr").status_code == 404
