"""Two who take one name at one moment: one has it, and the other reads so beside the field."""

import psycopg
import pytest
from flask import Flask

from clinic_portal.contracts.clinics import (
    AddBranch,
    AddRoom,
    ClinicsContract,
    ClinicSearch,
    CreateClinic,
    NameTaken,
    SlugTaken,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.tenancy import inside
from tests.clinics.arranging import door
from tests.conftest import csrf_of
from tests.operations.test_clinics_pages import FILLED, NEW
from tests.stand.cast import OPERATOR, House
from tests.stand.first import while_waiting


@pytest.fixture
def address(app: Flask) -> str:
    return app.config["SETTINGS"].database_owner_url


def refusal_of(act) -> type[Refusal] | None:
    try:
        act()
    except Refusal as refusal:
        return type(refusal)
    return None


def test_the_second_operator_who_takes_a_short_name_reads_so(app: Flask, address: str, browser_of, norte: House):
    operator = browser_of(OPERATOR)
    data = {"csrf_token": csrf_of(operator.get(NEW).text), **FILLED}
    taken = "INSERT INTO clinics.clinic (slug) VALUES ('este')"
    answer = while_waiting(address, norte.id, taken, lambda: operator.post(NEW, data=data))
    assert answer.status_code == 422
    assert "Otra clínica ya tiene este nombre corto." in answer.text[answer.text.index('id="slug-error"') :]


def test_of_two_who_go_on_with_a_clinic_that_was_begun_one_opens_it(app: Flask, address: str):
    with psycopg.connect(address) as link:
        (begun,) = link.execute("INSERT INTO clinics.clinic (slug) VALUES ('este') RETURNING id").fetchone()
    opened = f"""INSERT INTO clinics.clinic_profile (clinic_id, name, language, country, currency, time_zone, version)
        VALUES ({begun}, 'Este', 'es', 'ES', 'EUR', 'Europe/Madrid', 1)"""

    def create() -> type[Refusal] | None:
        with app.app_context():
            return refusal_of(
                lambda: find(ClinicsContract).create_clinic(CreateClinic(slug="este", name="Otra del Este"))
            )

    assert while_waiting(address, begun, opened, create) is SlugTaken
    with app.app_context():
        (entry,) = find(ClinicsContract).clinics(ClinicSearch(text="este")).entries
    assert entry.name == "Este"


@pytest.mark.parametrize("part", ["branch", "room"])
def test_the_second_of_two_places_of_one_name_is_refused(app: Flask, address: str, norte: House, part: str):
    taken = {
        "branch": f"""INSERT INTO clinics.branch (clinic_id, name, address, phone, version)
            VALUES ({norte.id}, 'Puerto', '', '', 1)""",
        "room": f"""INSERT INTO clinics.room (clinic_id, branch_id, name, version, place)
            VALUES ({norte.id}, {norte.branch}, 'Puerto', 1, 9)""",
    }
    wishes = {
        "branch": lambda: door().add_branch(AddBranch(name="Puerto")),
        "room": lambda: door().add_room(AddRoom(branch_id=norte.branch, name="Puerto")),
    }

    def add() -> type[Refusal] | None:
        with app.app_context(), inside(norte.id):
            return refusal_of(wishes[part])

    assert while_waiting(address, norte.id, taken[part], add) is NameTaken
