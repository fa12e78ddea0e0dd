"""Whose eyes a catalog is seen with."""

import pytest

from tests.catalogs.shelf_of_procedures import fill_procedures
from tests.stand.cast import ADMIN, DOCTOR, RECEPTIONIST

ONE = "/c/norte/catalogs/procedures"
PRICE = "60,00\N{NO-BREAK SPACE}€"


@pytest.fixture
def seen(app, browser_of):
    fill_procedures(app)
    return lambda person, address=ONE: browser_of(person).get(address).text


def test_the_desk_sees_prices_and_minutes(seen):
    page = seen(RECEPTIONIST)
    assert PRICE in page
    assert 'data-label="Minutos"' in page
    assert 'class="term-facts"' not in page


def test_a_doctor_sees_facts_and_no_prices(seen):
    page = seen(DOCTOR)
    assert PRICE not in page
    assert 'class="term-facts"' in page


@pytest.mark.parametrize(("role", "priced"), [("doctor", False), ("receptionist", True)])
def test_an_admin_tries_on_another_s_eyes_and_is_told_so(seen, role, priced):
    page = seen(ADMIN, f"{ONE}?as={role}")
    assert (PRICE in page) == priced
    assert "Ve este catálogo como" in page


def test_nobody_else_does(seen):
    page = seen(DOCTOR, f"{ONE}?as=receptionist")
    assert PRICE not in page
    assert "Ve este catálogo como" not in page
