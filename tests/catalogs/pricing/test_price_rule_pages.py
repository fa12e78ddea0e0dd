"""Many prices by a rule: seen first, carried out as seen, and shown anew when something moved meanwhile."""

import re

import pytest

from tests.catalogs.prices import PX, begin, effective, price, rows
from tests.catalogs.shelf_of_procedures import HTMX
from tests.catalogs.terms import laid

RULE = {"percent": "-10", "base": "", "rounding": "1"}


@pytest.fixture
def path(price_list):
    return f"/c/norte/catalogs/procedures/price-lists/{price_list.id}"


def looked(admin, path, **rule):
    return admin.get(f"{path}/rule", query_string={**RULE, **rule}, headers=HTMX)


def seen(page):
    return re.search(r'name="seen" value="(\w+)"', page.text)[1]


def test_looking_shows_each_price_and_changes_none(admin, door, price_list, path):
    page = looked(admin, path).text
    assert "2 precios cambiarían" in page
    assert "los precios de su clínica −10 %, redondeado a 1,00" in page
    assert "41,00" in page
    assert "54,00" in page
    assert "1 no tiene un precio" in page
    assert door.price_list(price_list.id).prices == 0


def test_what_was_seen_is_carried_out_and_taken_back(admin, door, price_list, path):
    answer = admin.send(f"{path}/rule", headers={}, **RULE, seen=seen(looked(admin, path)))
    assert (answer.status_code, answer.location) == (303, path)
    assert effective(door, price_list) == {"CLEAN": "41.00", "FILL": "54.00", "TALK": "None"}
    assert "Por regla: 2 términos" in admin.get(path).text
    admin.send(f"{path}/changes/{door.price_changes(price_list.id)[0].id}/undoing")
    assert effective(door, price_list)["CLEAN"] == "45.50"


def test_nothing_is_carried_out_that_nobody_saw(admin, door, price_list, path):
    answer = admin.send(f"{path}/rule", **RULE)
    assert answer.status_code == 200
    assert "2 precios cambiarían" in answer.text
    assert door.price_list(price_list.id).prices == 0


def test_prices_that_moved_meanwhile_are_shown_anew(admin, door, price_list, path):
    before = seen(looked(admin, path))
    door.arrange(laid(PX, rows(door, price_list)["CLEAN"].id, price="100"))
    answer = admin.send(f"{path}/rule", **RULE, seen=before)
    assert answer.status_code == 409
    assert "no se guardó nada" in answer.text
    assert "90,00" in answer.text
    assert door.price_list(price_list.id).prices == 0
    assert admin.send(f"{path}/rule", **RULE, seen=seen(answer)).status_code == 200
    assert effective(door, price_list)["CLEAN"] == "90.00"


def test_a_rule_is_about_what_its_words_find_and_may_leave_prices_alone(admin, door, price_list, path):
    assert "1 precio cambiaría" in looked(admin, path, q="limpieza").text
    price(door, price_list, "CLEAN", "30")
    page = looked(admin, path, fill_only="1").text
    assert "1 precio cambiaría" in page
    assert "Empaste" in page


@pytest.mark.parametrize("percent", ["mucho", "-101", "1001", "1,234", "²"])
def test_what_is_no_percentage_is_said_beside_its_field(admin, path, percent):
    answer = looked(admin, path, percent=percent)
    assert answer.status_code == 422
    assert "de -100 a 1000" in answer.text
    assert f'value="{percent}"' in answer.text


@pytest.mark.parametrize("sent", [{"rounding": "3"}, {"base": "999"}, {"q": "x" * 101}])
def test_what_no_rule_can_be_is_refused(admin, path, sent):
    assert looked(admin, path, **sent).status_code == 422


def test_a_price_that_would_be_too_high_is_refused(admin, door, price_list, path):
    dear = begin(door, "Cara")
    price(door, dear, "CLEAN", "9999999999.99")
    answer = looked(admin, path, percent="1", base=str(dear.id))
    assert answer.status_code == 422
    assert "demasiado alto" in answer.text


def test_a_retired_list_can_only_be_looked_at_by_rule(admin, door, price_list, path):
    admin.send(f"{path}/retirement", version=price_list.version)
    page = admin.get(f"{path}/rule", query_string=RULE).text
    assert "41,00" in page
    assert "rule-application" not in page
