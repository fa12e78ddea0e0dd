"""The clinic's page: where, when, in which rooms and by whom patients are seen."""

from datetime import time

import pytest
from flask import Flask

from clinic_portal.contracts.clinics import AddBranch, ClinicsContract
from clinic_portal.contracts.identity import ROLE_PERMISSIONS, Permission, Role
from clinic_portal.foundation.directory import find
from tests.stand.cast import DOCTOR, OPERATOR, RECEPTIONIST, STRANGER, House


def test_it_shows_the_house(browser_of) -> None:
    page = browser_of(RECEPTIONIST).get("/c/norte/settings").text
    for shown in ("Clínica Norte", "Centro", "Calle Mayor 1", "911 23 45 67", "Cubículo 2", "Dra. Vega", "08:00–20:00"):
        assert shown in page
    for shown in ("lunes a domingo", "España", "euro (EUR)", "español", "Europe/Madrid"):
        assert shown in page
    assert "hue-2" in page
    assert "Peña" not in page


def test_it_speaks_english(browser_of) -> None:
    client = browser_of(RECEPTIONIST)
    client.set_cookie("language", "en")
    page = client.get("/c/norte/settings").text
    for shown in ("Opening hours", "Monday to Sunday", "Spain", "Euro (EUR)", "Spanish"):
        assert shown in page


def test_a_day_with_a_break_and_a_closed_one(within, norte: House, browser_of) -> None:
    hours = (*((day, time(9), time(14)) for day in range(5)), *((day, time(16), time(20)) for day in range(4)))
    with within(norte):
        find(ClinicsContract).add_branch(AddBranch(name="Puerto", hours=hours))
    page = browser_of(RECEPTIONIST).get("/c/norte/settings").text
    puerto = page[page.index("Puerto") :]
    assert "<dt>lunes a jueves</dt><dd>09:00–14:00, 16:00–20:00</dd>" in puerto
    assert "<dt>viernes</dt><dd>09:00–14:00</dd>" in puerto
    assert "<dt>sábado a domingo</dt><dd>Cerrado</dd>" in puerto
    assert "Todavía nadie" in puerto


def test_it_needs_the_permission(browser_of, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browser_of(DOCTOR)
    assert client.get("/c/norte/settings").status_code == 200
    without = ROLE_PERMISSIONS[Role.DOCTOR] - {Permission.SEE_CLINIC}
    monkeypatch.setitem(ROLE_PERMISSIONS, Role.DOCTOR, without)
    answer = client.get("/c/norte/settings")
    assert answer.status_code == 403
    assert "Calle Mayor" not in answer.text


@pytest.mark.parametrize("email", [STRANGER, OPERATOR])
def test_for_a_stranger_it_is_not_there(browser_of, email: str) -> None:
    answer = browser_of(email).get("/c/norte/settings")
    assert answer.status_code == 404
    assert "Norte" not in answer.text


def test_it_asks_for_a_sign_in(app: Flask) -> None:
    assert app.test_client().get("/c/norte/settings").location == "/login?next=/c/norte/settings"
