"""A clinic's own terms: added, copied, edited by two, retired; treatments step by step, without scripts, too."""

import re

import pytest

from clinic_portal.contracts.catalogs import (
    AddOwnTerm,
    CatalogKind,
    CatalogsContract,
    GridFilter,
    GridQuery,
    OwnTermFields,
    ProcedureFacts,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from tests.catalogs.shelf_of_procedures import PROCEDURES, fill_procedures, row_of
from tests.catalogs.terms import fill
from tests.conftest import csrf_of
from tests.stand.cast import ADMIN, DOCTOR, SUR_ADMIN

CATALOGS = "/c/norte/catalogs"
OWN = f"{CATALOGS}/procedures/own"
TREATMENTS = CatalogKind.TREATMENT_TEMPLATES


@pytest.fixture
def door(app, within, norte):
    fill(app)
    fill_procedures(app)
    with within(norte):
        yield find(CatalogsContract)


@pytest.fixture
def admin(door, browser_of):
    client = browser_of(ADMIN)
    token = csrf_of(client.get(CATALOGS).text)
    client.send = lambda path, **data: client.post(path, data={"csrf_token": token, **data})
    return client


def own(door, kind=PROCEDURES):
    return door.grid(GridQuery(kind=kind, filter=GridFilter.OWN)).rows


def add(admin, **fields):
    return admin.send(f"{OWN}/new", name_es="Blanqueamiento", price="150", minutes="60", **fields)


@pytest.mark.parametrize("kind", CatalogKind)
def test_each_catalog_has_a_form_of_its_own(admin, door, kind):
    assert admin.get(f"{CATALOGS}/{kind.value}/own/new").status_code == 200
    added = admin.send(f"{CATALOGS}/{kind.value}/own/new", name_es="Término propio", synonyms="uno\r\ndos")
    assert added.status_code == 303
    (row,) = own(door, kind)
    assert (row.names, row.synonyms, row.badge.value) == ({"es": "Término propio"}, ("uno", "dos"), "own")
    assert admin.get(f"{CATALOGS}/{kind.value}/own/{row.id}").status_code == 200
    assert "Término propio" in admin.get(f"{CATALOGS}/{kind.value}").text


@pytest.fixture
def own_id(app, within, norte):
    with within(norte):
        fields = OwnTermFields(names={"es": "Propio"}, facts=ProcedureFacts())
        return find(CatalogsContract).add_own(AddOwnTerm(idempotency_key=new_id(), kind=PROCEDURES, fields=fields)).id


def test_it_needs_the_permission(own_id, browser_of):
    assert browser_of(DOCTOR).get(f"{OWN}/{own_id}").status_code == 403


def test_another_clinic_gets_404(own_id, browser_of):
    sur = browser_of(SUR_ADMIN)
    assert sur.get(f"/c/sur/catalogs/procedures/own/{own_id}").status_code == 404
    assert sur.get(f"{OWN}/{own_id}").status_code == 404


def test_a_shared_term_is_not_edited_as_own_but_copied(admin, door):
    shared = row_of(door, "D1110")
    assert admin.get(f"{OWN}/{shared.id}").status_code == 404
    page = admin.get(f"{OWN}/new?copy={shared.id}").text
    assert 'value="Limpieza dental"' in page
    assert 'value="60,00"' in page


def test_a_medication_says_what_is_in_it(admin, door):
    path = f"{CATALOGS}/medications/own/new"
    admin.send(path, name_es="Jarabe", ingredients="Clavulanic acid, amoxicillin", form="Syrup", strength="250 mg/5 ml")
    (row,) = own(door, CatalogKind.MEDICATIONS)
    assert row.facts.ingredients == ("clavulanic-acid", "amoxicillin")
    assert (row.facts.form, row.facts.strength) == ("syrup", "250 mg/5 ml")
    refused = admin.send(path, name_es="Otro", ingredients="★")
    assert refused.status_code == 422


@pytest.mark.parametrize(("wrong", "said"), [({"price": "1,234"}, "dos decimales"), ({"minutes": "0"}, "de 1 a 1440")])
def test_what_is_wrong_is_said_beside_its_field_and_the_rest_stays(admin, door, wrong, said):
    answer = admin.send(f"{OWN}/new", **{"name_es": "Blanqueamiento", **wrong})
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="Blanqueamiento"' in answer.text
    assert admin.send(f"{OWN}/new", name_es=" ").status_code == 422


def test_sent_twice_it_is_added_once_and_a_code_belongs_to_one(admin, door):
    key = re.search(r'name="idempotency_key"[^>]*value="([^"]+)"', admin.get(f"{OWN}/new").text)[1]
    add(admin, idempotency_key=key, code="B1")
    assert add(admin, idempotency_key=key, code="B1").status_code == 303
    assert len(own(door)) == 1
    taken = admin.send(f"{OWN}/new", name_es="Otro", code="B1")
    assert taken.status_code == 422
    assert "Otro término ya tiene este código" in taken.text


def test_the_later_of_two_sees_both_texts(admin, door):
    add(admin)
    (row,) = own(door)
    fields = {"version": row.version, "price": "150", "minutes": "60", "code": row.code}
    admin.send(f"{OWN}/{row.id}", name_es="Blanqueamiento dental", **fields)
    late = admin.send(f"{OWN}/{row.id}", name_es="Aclarado", **fields)
    assert late.status_code == 409
    assert 'value="Aclarado"' in late.text
    assert "Blanqueamiento dental" in late.text
    taken = admin.send(f"{OWN}/{row.id}", name_es="Aclarado", take="all", **fields)
    assert 'value="Blanqueamiento dental"' in taken.text


def test_retired_it_is_gone_and_can_be_taken_back(admin, door):
    add(admin)
    (row,) = own(door)
    assert admin.send(f"{OWN}/{row.id}/retirement", version=row.version).status_code == 303
    assert own(door) == ()
    changes = admin.get(f"{CATALOGS}/procedures/changes").text
    change = re.search(r"changes/(\d+)/undoing", changes)[1]
    admin.send(f"{CATALOGS}/procedures/changes/{change}/undoing")
    assert len(own(door)) == 1


def test_a_treatment_is_written_step_by_step_with_plain_posts(admin, door):
    path = f"{CATALOGS}/treatment-templates/own/new"
    begun = {"name_es": "Limpieza y empaste", "steps-0-words": "limpieza", "steps-0-after_days": "0"}
    more = admin.send(path, row="add", **begun)
    assert more.status_code == 200
    assert 'name="steps-1-words"' in more.text
    assert 'value="D1110"' in more.text
    second = {"steps-1-words": "D2140", "steps-1-after_days": "7", "steps-1-note_es": "Con anestesia"}
    turned = admin.send(path, row="up-1", **begun, **second)
    assert turned.text.index('value="D2140"') < turned.text.index('value="D1110"')
    found = admin.send(path, find="steps-0-procedure", **{**begun, "steps-0-words": "e"})
    assert 'name="steps-0-procedure_choice"' in found.text
    unsure = admin.send(path, **{**begun, "steps-0-words": "zzz"})
    assert "Elija un procedimiento" in unsure.text
    assert admin.send(path, **begun, **second).status_code == 303
    (row,) = own(door, TREATMENTS)
    assert [(step.procedure, step.after_days) for step in row.facts.steps] == [("D1110", 0), ("D2140", 7)]
    page = admin.get(f"{CATALOGS}/treatment-templates").text
    assert "Empaste de amalgama, 7 días después: Con anestesia" in page
    assert row_of(door, "D1110").uses == 1


def test_options_are_found_by_what_one_types(admin, door):
    found = admin.get(f"{CATALOGS}/procedures/options?of=steps-0-words&steps-0-words=limp").text
    assert 'data-value="D1110"' in found
    assert admin.get(f"{CATALOGS}/procedures/options?of=q&q=%3Cb%3E").text.count("<b>") == 0
