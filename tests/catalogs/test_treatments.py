"""A treatment's form: notes in both languages, procedures by their names, and nothing typed lost or cut."""

import pytest

from clinic_portal.contracts.catalogs import (
    AddOwnTerm,
    CatalogKind,
    CatalogsContract,
    GridQuery,
    OwnTermFields,
    TemplateFacts,
    TemplateStep,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from tests.catalogs.shelf_of_procedures import PROCEDURES, fill_procedures, row_of
from tests.catalogs.terms import laid
from tests.conftest import csrf_of
from tests.stand.cast import ADMIN

CATALOGS = "/c/norte/catalogs"
HERE = f"{CATALOGS}/treatment-templates"
TREATMENTS = CatalogKind.TREATMENT_TEMPLATES


@pytest.fixture
def door(app, within, norte):
    fill_procedures(app)
    with within(norte):
        yield find(CatalogsContract)


@pytest.fixture
def admin(door, browser_of):
    client = browser_of(ADMIN)
    token = csrf_of(client.get(CATALOGS).text)
    client.send = lambda path, **data: client.post(path, data={"csrf_token": token, **data})
    return client


@pytest.fixture
def row(door):
    steps = (TemplateStep(procedure="D1110", note={"es": "Antes", "en": "Before"}),)
    fields = OwnTermFields(names={"es": "Plan"}, facts=TemplateFacts(steps=steps))
    return door.add_own(AddOwnTerm(idempotency_key=new_id(), kind=TREATMENTS, fields=fields))


def stands(door):
    (row,) = door.grid(GridQuery(kind=TREATMENTS)).rows
    return row.facts.steps


def test_a_note_keeps_its_other_language(admin, door, row):
    form = f"{HERE}/own/{row.id}"
    assert 'value="Before"' in admin.get(form).text
    step = {"procedure": "D1110", "words": "Limpieza dental", "note_es": "Después", "note_en": "Before"}
    fields = {f"steps-0-{name}": text for name, text in step.items()}
    assert admin.send(form, name_es="Plan", version=row.version, code=row.code, **fields).status_code == 303
    assert stands(door)[0].note == {"es": "Después", "en": "Before"}


def test_a_step_without_a_procedure_is_refused_beside_its_words(admin, door):
    answer = admin.send(f"{HERE}/own/new", name_es="Plan", **{"steps-0-words": "zzz"})
    assert answer.status_code == 422
    assert "Elija un procedimiento" in answer.text
    assert 'value="zzz"' in answer.text


def test_without_scripts_new_words_count_and_not_the_procedure_that_stood(admin, door):
    admin.send(f"{HERE}/own/new", name_es="Plan", **{"steps-0-procedure": "D1110", "steps-0-words": "Espirometría"})
    assert [step.procedure for step in stands(door)] == ["M0020"]


def test_a_hidden_procedure_is_called_by_the_clinics_name_wherever_its_treatment_is_seen(admin, door, row):
    door.arrange(laid(PROCEDURES, row_of(door, "D1110").id, alias="Boca limpia", visible=False))
    for page in (HERE, f"{HERE}/arrangement/{row.id}", f"{HERE}/own/{row.id}"):
        text = admin.get(page).text
        assert "Boca limpia" in text
        assert ">D1110" not in text


def test_a_synonym_too_long_is_refused_and_not_cut(admin, door):
    answer = admin.send(f"{CATALOGS}/procedures/own/new", name_es="Uno", synonyms="x" * 301)
    assert answer.status_code == 422
    assert "x" * 301 in answer.text
    assert "Como mucho 100 líneas" in answer.text
