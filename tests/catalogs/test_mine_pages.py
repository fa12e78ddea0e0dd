"""One's own stars on the pages of a catalog: given and taken away with and without scripts, seen by nobody else."""

import pytest

from clinic_portal.contracts.catalogs import CatalogKind, CatalogsContract, NoteUse
from clinic_portal.contracts.identity import IdentityContract
from clinic_portal.foundation.actor import acting_as
from clinic_portal.foundation.directory import find
from tests.budgets.counting import counting
from tests.catalogs.shelf_of_procedures import HTMX, fill_procedures, row_of
from tests.conftest import csrf_of
from tests.stand.cast import ADMIN, DOCTOR, RECEPTIONIST, STRANGER

ONE = "/c/norte/catalogs/procedures"
PROCEDURES = CatalogKind.PROCEDURES


@pytest.fixture
def someone(app, browser_of):
    """`someone(DOCTOR)` is signed in, with a way to send."""
    fill_procedures(app)

    def sit_down(email):
        client = browser_of(email)
        token = csrf_of(client.get("/c/norte/agenda" if email != STRANGER else "/c/sur/agenda").text)
        client.send = lambda path, headers=HTMX, **data: client.post(
            path, data={"csrf_token": token, **data}, headers=headers
        )
        return client

    return sit_down


@pytest.fixture
def cleaning(someone, within, norte):
    with within(norte):
        return row_of(find(CatalogsContract), "D1110").id


def mine_of(page):
    return page.split('id="mine"')[1].split("</section>")[0]


def test_a_star_is_given_and_taken_away(someone, cleaning):
    doctor = someone(DOCTOR)
    assert "Pulse la estrella" in mine_of(doctor.get(ONE).text)
    given = doctor.send(f"{ONE}/mine/{cleaning}", starred="1")
    assert given.status_code == 200
    assert "Limpieza dental" in mine_of(given.text)
    page = doctor.get(ONE).text
    assert "Limpieza dental" in mine_of(page)
    row = page.split(f'id="star-{cleaning}"')[1].split(">")[0]
    assert 'aria-pressed="true"' in row
    assert 'value="0"' in row
    assert "Limpieza dental" not in mine_of(doctor.send(f"{ONE}/mine/{cleaning}", starred="0").text)


def test_nobody_else_sees_it(someone, cleaning):
    someone(DOCTOR).send(f"{ONE}/mine/{cleaning}", starred="1")
    assert "Limpieza dental" not in mine_of(someone(RECEPTIONIST).get(ONE).text)


def test_without_scripts_one_comes_back_to_the_rows_that_one_saw(someone, cleaning):
    answer = someone(DOCTOR).send(f"{ONE}/mine/{cleaning}", headers={}, starred="1", q="limp", page="1")
    assert (answer.status_code, answer.location) == (303, f"{ONE}?q=limp&page=1")


def test_what_is_used_most_comes_by_itself(someone, cleaning, within, norte):
    desk = someone(RECEPTIONIST)
    with within(norte), acting_as(find(IdentityContract).staff(RECEPTIONIST).rows[0].user_id):
        find(CatalogsContract).note_use(NoteUse(kind=PROCEDURES, term_ids=(cleaning,), place="charts"))
    found = mine_of(desk.get(ONE).text)
    assert "Lo que más usa" in found
    assert "60,00" in found


def test_a_doctor_sees_no_prices_there_either(someone, cleaning):
    assert "60,00" not in mine_of(someone(DOCTOR).send(f"{ONE}/mine/{cleaning}", starred="1").text)


def test_with_another_s_eyes_there_is_nothing_of_ones_own(someone, cleaning):
    admin = someone(ADMIN)
    admin.send(f"{ONE}/mine/{cleaning}", starred="1")
    page = admin.get(f"{ONE}?as=doctor").text
    assert 'id="mine"' not in page
    assert "data-star" not in page


def test_another_clinic_gets_404(someone, cleaning):
    assert someone(STRANGER).send(f"{ONE}/mine/{cleaning}", starred="1").status_code == 404
    assert someone(DOCTOR).send(f"{ONE}/mine/999999", starred="1").status_code == 404
    assert someone(DOCTOR).send(f"/c/norte/catalogs/diseases/mine/{cleaning}", starred="1").status_code == 404


def test_who_types_finds_ones_favourites_first(someone, cleaning):
    doctor = someone(DOCTOR)
    options = f"{ONE}/options?of=q&q="
    assert doctor.get(f"{options}e").text.index("D2140") < doctor.get(f"{options}e").text.index("D1110")
    doctor.send(f"{ONE}/mine/{cleaning}", starred="1")
    found = doctor.get(f"{options}e").text
    assert found.index("D1110") < found.index("D2140")
    assert "D1110 ★ suyo" in found
    assert doctor.get(options).text.index("D1110") < doctor.get(options).text.index("D0120")


def test_stars_cost_no_statement_a_row_and_a_warm_page_none(someone, cleaning, monkeypatch):
    doctor = someone(DOCTOR)
    doctor.send(f"{ONE}/mine/{cleaning}", starred="1")
    costs = []
    for address in (f"{ONE}?q=limpieza", ONE):
        with counting(monkeypatch) as cold:
            assert doctor.get(address, headers=HTMX).status_code == 200
        costs.append(len(cold.statements))
    assert max(costs) <= 4
    doctor.get(ONE, headers=HTMX)
    with counting(monkeypatch) as warm:
        assert doctor.get(ONE, headers=HTMX).status_code == 200
    assert (warm.statements, warm.commands) == ([], ["MGET"])
