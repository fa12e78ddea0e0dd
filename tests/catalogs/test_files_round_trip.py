"""A clinic's view goes out as a file and comes in again: nothing changes, and another clinic gets the same view."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as some

from clinic_portal.contexts.catalogs.service import CatalogsService
from clinic_portal.contracts.catalogs import (
    AddOwnTerm,
    ArrangeMany,
    Arrangement,
    ArrangeTerm,
    CatalogKind,
    CatalogsContract,
    Deed,
    FileForm,
    GridQuery,
    OwnTermFields,
    RetireOwnTerm,
    TemplateFacts,
    TemplateStep,
    TermQuery,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import inside
from tests.catalogs.examples import PROCEDURES, own, shared
from tests.catalogs.sheets import apply, bring, counts, exported

FORMS = [(form, language) for form in FileForm for language in ("es", "en")]


@pytest.fixture(params=list(CatalogKind))
def kind(request):
    return request.param


def prepare(app, kind):
    with app.app_context():
        service = CatalogsService(app.config["SETTINGS"].database_operator_url)
        service.import_terms(CatalogKind.PROCEDURES, "portal-px", PROCEDURES)
        service.import_terms(kind, "portal", shared(kind))


@pytest.fixture
def filled(app, kind):
    prepare(app, kind)
    return app


@pytest.fixture
def door(door, norte):
    with inside(norte.id):
        yield door


def rows(door, kind):
    return door.grid(GridQuery(kind=kind, size=200)).rows


def view(door, kind):
    """What a clinic's people and its admin see, but for the ids of its own terms."""
    seen = door.terms(TermQuery(kind=kind, size=200)).terms
    arranged = [(row.code, row.names, row.synonyms, row.facts, row.arrangement) for row in rows(door, kind)]
    return arranged, [term.model_copy(update={"id": 0 if term.own else term.id}) for term in seen]


def arrange(door, kind):
    first, second, third = (row for row in rows(door, kind) if row.code in {"AA", "BB", "CC"})
    for row, laid in (
        (first, Arrangement(alias='=HOY() "y"; más', price=Decimal("45.5"), position=2)),
        (second, Arrangement(visible=False, alias="'comillas")),
        (third, Arrangement(favourite=True, minutes=45)),
    ):
        door.arrange(ArrangeTerm(kind=kind, term_id=row.id, arrangement=laid))
    laid = Arrangement(price=Decimal("1200.00"), favourite=True)
    door.add_own(AddOwnTerm(idempotency_key=new_id(), kind=kind, fields=own(kind), arrangement=laid))


@pytest.mark.parametrize(("form", "language"), FORMS)
def test_an_export_brought_back_changes_nothing(door, kind, form, language):
    arrange(door, kind)
    before = rows(door, kind)
    found = bring(door, exported(door, kind, form, language), kind)
    assert (found.faults, found.touched, found.unchanged) == ((), 0, len(before))
    assert not found.can_be_applied
    assert rows(door, kind) == before


@pytest.mark.parametrize(("form", "language"), FORMS)
def test_another_clinic_gets_the_same_view(door, kind, sur, form, language):
    arrange(door, kind)
    content, wanted = exported(door, kind, form, language), view(door, kind)
    with inside(sur.id):
        for row in rows(door, kind):
            door.arrange(ArrangeTerm(kind=kind, term_id=row.id, arrangement=Arrangement(alias="de Sur")))
        apply(door, content, kind, resets=True)
        assert view(door, kind) == wanted
        assert bring(door, content, kind, resets=True).touched == 0


def test_what_the_file_does_not_name_goes_back_when_it_is_asked_to(door, kind):
    arrange(door, kind)
    content = "Código;Alias\nAA;\n".encode()
    assert counts(bring(door, content, kind)) == (0, 1, 0, 0)
    found = apply(door, content, kind, resets=True)
    assert counts(found) == (0, 1, 0, 3)
    assert {row.badge.value for row in rows(door, kind) if row.code in {"BB", "CC"}} == {"global"}
    assert not [row for row in rows(door, kind) if row.badge.value == "own"]
    door.undo(found.change_id)
    assert len([row for row in rows(door, kind) if row.badge.value == "own"]) == 1


ANY = some.characters(exclude_characters="\x00\ufffdÃ", exclude_categories=["Cs"])
ODD = some.sampled_from(
    ["=1+1", "+34", "-5", "@x", "'", "''=a", '"', ";", "|", "\\", "a\nb", "\r", "👩‍⚕️", "\u202ea", "é"]
)
WORDS = some.lists(some.one_of(some.text(ANY, max_size=8), ODD), min_size=1, max_size=4).map("".join)
SAID = WORDS.map(str.strip).filter(bool)
ALIAS = some.one_of(some.none(), SAID)
PRICE = some.one_of(some.none(), some.decimals(0, 99_999, places=2))
LAID = some.builds(
    Arrangement,
    visible=some.booleans(),
    alias=ALIAS,
    price=PRICE,
    minutes=some.one_of(some.none(), some.integers(1, 1440)),
    position=some.one_of(some.none(), some.integers(1, 100_000)),
    favourite=some.booleans(),
)
NAMES = some.dictionaries(some.sampled_from(["es", "en"]), SAID, min_size=1)
SYNONYMS = some.lists(WORDS.filter(bool), max_size=3).map(tuple)
STEPS = some.lists(
    some.builds(
        TemplateStep,
        procedure=some.sampled_from(["CLEAN", "CHECK"]),
        after_days=some.integers(0, 400),
        note=some.dictionaries(some.sampled_from(["es", "en"]), WORDS, max_size=2),
    ),
    max_size=3,
)
TEMPLATES = CatalogKind.TREATMENT_TEMPLATES
OWN = some.builds(
    OwnTermFields,
    names=NAMES,
    synonyms=SYNONYMS,
    facts=some.builds(TemplateFacts, steps=STEPS.map(tuple)),
)


@pytest.fixture
def template_door(app, norte):
    prepare(app, TEMPLATES)
    with app.app_context(), inside(norte.id):
        yield find(CatalogsContract)


def clear(door):
    door.arrange_many(ArrangeMany(kind=TEMPLATES, deed=Deed.RESET, matching=GridQuery(kind=TEMPLATES)))
    for row in rows(door, TEMPLATES):
        if row.badge.value == "own":
            door.retire_own(RetireOwnTerm(kind=TEMPLATES, term_id=row.id, version=row.version))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(laid=some.lists(LAID, min_size=3, max_size=3), fields=OWN, form=some.sampled_from(FORMS))
@example(laid=[Arrangement(alias="''=a")] * 3, fields=own(TEMPLATES), form=(FileForm.CSV, "en"))
def test_whatever_is_laid_and_added_comes_back_as_it_was(template_door, sur, laid, fields, form):
    door = template_door
    clear(door)
    terms = [row for row in rows(door, TEMPLATES) if row.code in {"AA", "BB", "CC"}]
    for row, one in zip(terms, laid, strict=True):
        door.arrange(ArrangeTerm(kind=TEMPLATES, term_id=row.id, arrangement=one))
    door.add_own(AddOwnTerm(idempotency_key=new_id(), kind=TEMPLATES, fields=fields, arrangement=laid[0]))
    content, wanted = exported(door, TEMPLATES, *form), view(door, TEMPLATES)
    found = bring(door, content, TEMPLATES, resets=True)
    assert (found.faults, found.touched) == ((), 0)
    with inside(sur.id):
        apply(door, content, TEMPLATES, resets=True)
        assert view(door, TEMPLATES) == wanted
