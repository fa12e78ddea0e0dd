"""The pages of price lists: they work, they need the permission, another clinic gets 404; with and without scripts."""

import re

import pytest

from clinic_portal.contracts.catalogs import EditPriceList
from clinic_portal.foundation.ids import new_id
from tests.budgets.counting import counting
from tests.catalogs.prices import effective, price, rows
from tests.catalogs.shelf_of_procedures import HTMX
from tests.stand.cast import DOCTOR, STRANGER

LISTS = "/c/norte/catalogs/procedures/price-lists"
PAGES = ("", "/{list}", "/{list}/edit", "/{list}/rule", "/{list}/changes", "/{list}/prices/{row}", "/{list}/export.csv")


@pytest.fixture
def cleaning(door, price_list):
    return rows(door, price_list)["CLEAN"]


def at(of, rest=""):
    return f"{LISTS}/{of.id}{rest}"


@pytest.fixture
def paths(price_list, cleaning):
    return [LISTS + rest.format(list=price_list.id, row=cleaning.id) for rest in PAGES]


def statuses(client, paths, **options):
    return {client.get(path, **options).status_code for path in paths}


def test_it_works(admin, paths):
    assert statuses(admin, paths) == {200}
    assert statuses(admin, paths, headers=HTMX) == {200}


def test_it_needs_the_permission(browser_of, paths):
    assert statuses(browser_of(DOCTOR), paths) == {403}


def test_another_clinic_gets_404(browser_of, paths):
    assert statuses(browser_of(STRANGER), paths) == {404}


def test_procedures_alone_lead_to_price_lists(admin):
    assert LISTS in admin.get("/c/norte/catalogs/procedures/arrangement").text
    assert LISTS not in admin.get("/c/norte/catalogs/allergens/arrangement").text


def test_a_list_is_begun_with_the_prices_of_another(admin, door, price_list):
    price(door, price_list, "CLEAN", "40")
    sent = {"name": "Mutua Plus", "note": "Con copago", "copy_of": str(price_list.id), "idempotency_key": new_id()}
    answers = [admin.send(LISTS, headers={}, **sent) for _again in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    page = admin.get(answers[0].location).text
    assert "Mutua Plus" in page
    assert "40,00" in page


def test_a_name_that_is_taken_is_said_beside_its_field(admin, price_list):
    answer = admin.send(LISTS, name="mutua", note="La otra", copy_of="", idempotency_key=new_id())
    assert answer.status_code == 422
    assert "ya tiene este nombre" in answer.text
    assert "La otra" in answer.text


@pytest.mark.parametrize("sent", [{"name": " "}, {"name": "x" * 121}, {"name": "Otra", "copy_of": "9"}])
def test_what_no_list_can_be_is_refused(admin, door, price_list, sent):
    assert admin.send(LISTS, idempotency_key=new_id(), **sent).status_code == 422
    assert door.price_lists(retired=True) == (price_list,)


def test_a_price_is_edited_in_its_cell(admin, door, price_list, cleaning):
    path = at(price_list, f"/prices/{cleaning.id}")
    answer = admin.send(path, price="40,00", version="0")
    assert answer.status_code == 200
    assert "−12,1 %" in answer.text
    assert "Deshacer" in answer.text
    assert effective(door, price_list)["CLEAN"] == "40.00"
    version = rows(door, price_list)["CLEAN"].version
    assert admin.send(f"{path}?version={version}", reset="1").status_code == 200
    assert effective(door, price_list)["CLEAN"] == "45.50"


def test_without_scripts_one_comes_back_to_the_rows_that_one_saw(admin, price_list, cleaning):
    path = at(price_list, f"/prices/{cleaning.id}")
    answer = admin.send(path, headers={}, price="40", version="0", q="limp", filter="priced")
    assert (answer.status_code, answer.location) == (303, f"{at(price_list)}?q=limp&filter=priced")
    assert "Precio puesto: Limpieza" in admin.get(answer.location).text


@pytest.mark.parametrize("typed", ["-1", "12,345", "mucho"])
def test_what_is_no_price_stays_in_its_cell_with_a_sentence(admin, door, price_list, cleaning, typed):
    answer = admin.send(at(price_list, f"/prices/{cleaning.id}"), price=typed, version="0")
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text
    assert effective(door, price_list)["CLEAN"] == "45.50"


@pytest.mark.parametrize("whole", [{}, {"whole": "1"}], ids=["cell", "form"])
def test_the_second_of_two_sees_both_prices_and_loses_nothing(admin, door, price_list, cleaning, whole):
    price(door, price_list, "CLEAN", "41")
    path = at(price_list, f"/prices/{cleaning.id}")
    answer = admin.send(path, price="39", version="0", **whole)
    assert answer.status_code == 409
    assert "39,00" in answer.text
    assert "41,00" in answer.text
    seen = re.search(r'name="version"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="version"', answer.text)
    assert admin.send(path, price="39", version=seen[1] or seen[2], **whole).status_code == 200
    assert effective(door, price_list)["CLEAN"] == "39.00"


def test_theirs_is_taken_into_the_form_without_saving(admin, door, price_list, cleaning):
    price(door, price_list, "CLEAN", "41")
    answer = admin.send(at(price_list, f"/prices/{cleaning.id}"), price="39", version="0", whole="1", take="price")
    assert 'value="41,00"' in answer.text
    assert effective(door, price_list)["CLEAN"] == "41.00"


def test_two_who_rename_a_list_see_both_names(admin, door, price_list):
    stale = EditPriceList(price_list_id=price_list.id, version=price_list.version, name="Mutua 2027")
    door.edit_price_list(stale)
    answer = admin.send(at(price_list, "/edit"), version=price_list.version, name="Mutua Norte", note="")
    assert answer.status_code == 409
    assert 'value="Mutua Norte"' in answer.text
    assert "Mutua 2027" in answer.text
    taken = admin.send(at(price_list, "/edit"), version=price_list.version, name="Mutua Norte", note="", take="all")
    assert 'value="Mutua 2027"' in taken.text
    answer = admin.send(
        at(price_list, "/edit"), headers={}, version=price_list.version + 1, name="Mutua Norte", note=""
    )
    assert answer.status_code == 303
    assert door.price_list(price_list.id).name == "Mutua Norte"


def test_a_list_is_retired_and_used_again(admin, door, price_list, cleaning):
    price(door, price_list, "CLEAN", "41")
    assert admin.send(at(price_list, "/retirement"), headers={}, version=price_list.version).status_code == 303
    page = admin.get(at(price_list)).text
    assert "está retirada" in page
    assert "41,00" in page
    assert "data-edit" not in page
    assert admin.send(at(price_list, f"/prices/{cleaning.id}"), price="1", version="0").status_code == 409
    assert admin.send(at(price_list, "/retirement"), headers={}, version=price_list.version).status_code == 409
    assert admin.send(at(price_list, "/reopening"), headers={}, version=price_list.version + 1).status_code == 303
    assert not door.price_list(price_list.id).retired


def test_a_change_is_taken_back(admin, door, price_list):
    price(door, price_list, "CLEAN", "41")
    change = door.price_changes(price_list.id)[0]
    assert f"/changes/{change.id}/undoing" in admin.get(at(price_list, "/changes")).text
    assert admin.send(at(price_list, f"/changes/{change.id}/undoing")).status_code == 200
    assert effective(door, price_list)["CLEAN"] == "45.50"
    assert admin.send(at(price_list, f"/changes/{change.id}/undoing")).status_code == 409


def test_the_grid_finds_and_filters(admin, door, price_list):
    price(door, price_list, "FILL", "50")
    assert admin.get(f"{at(price_list)}?q=limpieza").text.count("<tbody") == 1
    page = admin.get(f"{at(price_list)}?filter=priced&page=9", headers=HTMX).text
    assert page.count("<tbody") == 1
    assert "Empaste" in page
    assert "«zzz»" in admin.get(f"{at(price_list)}?q=zzz").text


def test_a_table_of_the_list_can_be_taken_away(admin, door, price_list):
    price(door, price_list, "FILL", "50")
    answer = admin.get(at(price_list, "/export.csv"))
    assert answer.mimetype == "text/csv"
    lines = answer.get_data(as_text=True).splitlines()
    assert lines[0] == "\ufeffCódigo;Nombre;En su clínica;En esta lista;A cobrar"
    assert "FILL;Empaste;60,00;50,00;50,00" in lines
    assert "TALK;Consejo;;;" in lines


def test_a_page_of_the_grid_costs_the_same_for_many_rows(admin, door, price_list, monkeypatch):
    admin.get(at(price_list))
    costs = []
    for text in ("limpieza", ""):
        with counting(monkeypatch) as counts:
            assert admin.get(f"{at(price_list)}?q={text}", headers=HTMX).status_code == 200
        costs.append(len(counts.statements))
    assert costs[0] == costs[1] <= 5
