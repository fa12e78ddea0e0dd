"""What the catalogs' door promises, asked near and far."""

import pytest

from clinic_portal.contexts.catalogs.service import CatalogsService
from clinic_portal.contracts.catalogs import (
    CatalogKind,
    CatalogsContract,
    DuplicateCode,
    ImportReport,
    ImportTerm,
    TermQuery,
    TermsOverridden,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.events.tables import EventRow, OutboxRow
from clinic_portal.foundation.refusals import NotAllowed, NotFound
from clinic_portal.foundation.tenancy import NoClinic, inside, outside
from clinic_portal.foundation.work import work
from tests.catalogs.terms import ALLERGIC_ASTHMA, ASTHMA, SMALL, codes, fill, id_of, laid

DISEASES = CatalogKind.DISEASES


@pytest.fixture
def near(filled, norte):
    with filled.app_context(), inside(norte.id):
        yield find(CatalogsContract)


@pytest.fixture
def door(door, norte):
    """The door, near and far, inside Clínica Norte."""
    with inside(norte.id):
        yield door


def test_a_catalog_is_shown_in_its_own_order(door):
    assert codes(door) == ["E11", "I50", "J15", "J40-J47", "J45", "J45.0"]


def test_the_diseases_are_the_catalog_of_diseases(door):
    query = TermQuery(kind=CatalogKind.ALLERGENS, text="asma")
    assert door.diseases(query) == door.terms(query.model_copy(update={"kind": DISEASES}))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ASMA", ["J45", "J45.0", "I50", "J40-J47"]),
        ("j45", ["J45", "J45.0"]),
        ("J45.0", ["J45.0"]),
        ("alergica asma", ["J45.0"]),
        ("neumonia", ["J15"]),
        ("hiperreactividad", ["J45"]),
        ("asthma", ["J45"]),
        ("etes", ["E11"]),
        ("ti", ["E11"]),
        ("as", ["J45", "J45.0", "I50"]),
        ("%", ["E11", "I50", "J15", "J40-J47", "J45", "J45.0"]),
        ("nada de esto", []),
    ],
)
def test_terms_are_found_by_name_synonym_or_code_best_first(door, typed, found):
    assert codes(door, typed) == found


def test_pages_add_up_to_the_whole(door):
    pages = [door.terms(TermQuery(kind=DISEASES, page=number, size=4)) for number in (1, 2, 3)]
    assert [len(page.terms) for page in pages] == [4, 2, 0]
    assert {page.total for page in pages} == {6}
    assert pages[0].pages == 2
    searched = door.terms(TermQuery(kind=DISEASES, text="asma", page=2, size=3))
    assert ([term.code for term in searched.terms], searched.total) == (["J40-J47"], 4)


def test_a_name_is_in_the_language_asked_for_or_in_spanish(door):
    asthma = id_of(door, "J45")
    assert door.term(DISEASES, asthma, "en").label == "Asthma"
    assert door.term(DISEASES, id_of(door, "E11"), "en").label == "Diabetes mellitus tipo 2"


def test_a_hidden_term_is_absent_but_can_still_be_read(door):
    hidden = id_of(door, "I50")
    door.arrange(laid(DISEASES, hidden, visible=False))
    assert codes(door) == ["E11", "J15", "J40-J47", "J45", "J45.0"]
    assert "I50" not in codes(door, "asma")
    assert door.counts()[DISEASES] == 5
    assert door.term(DISEASES, hidden).code == "I50"


def test_an_alias_is_shown_and_found(door):
    seen = door.arrange(laid(DISEASES, id_of(door, "J45"), alias="  Pecho cerrado "))
    assert (seen.label, seen.name, seen.arrangement.alias) == ("Pecho cerrado", "Asma", "Pecho cerrado")
    assert codes(door, "pecho") == ["J45"]
    assert codes(door, "asma cerrado") == ["J45"]
    assert codes(door, "asma")[0] == "J45"


def test_a_change_taken_back_leaves_nothing(door):
    asthma = id_of(door, "J45")
    door.arrange(laid(DISEASES, asthma, alias="Pecho", visible=False))
    seen = door.arrange(laid(DISEASES, asthma))
    assert (seen.label, seen.arrangement.alias) == ("Asma", None)
    assert codes(door, "pecho") == []
    assert "J45" in codes(door)


def test_one_clinics_change_is_not_anothers(door, norte, sur):
    door.arrange(laid(DISEASES, id_of(door, "J45"), alias="Pecho"))
    with inside(sur.id):
        assert codes(door, "pecho") == []
        assert door.terms(TermQuery(kind=DISEASES, text="j45")).terms[0].label == "Asma"


def test_an_unknown_term_and_one_of_another_catalog_are_not_found(door):
    asthma = id_of(door, "J45")
    for kind, term_id in ((DISEASES, 10**9), (CatalogKind.ALLERGENS, asthma)):
        with pytest.raises(NotFound):
            door.term(kind, term_id)
        with pytest.raises(NotFound):
            door.arrange(laid(kind, term_id, alias="x"))


def test_many_changes_are_all_or_none(door):
    asthma, diabetes = id_of(door, "J45"), id_of(door, "E11")
    hide = [laid(DISEASES, term_id, visible=False) for term_id in (asthma, diabetes, 10**9)]
    with pytest.raises(NotFound):
        door.arrange_each(DISEASES, tuple(hide))
    assert door.counts()[DISEASES] == 6
    door.arrange_each(DISEASES, tuple(hide[:2]))
    assert door.counts()[DISEASES] == 4


def test_counts_are_per_catalog(door):
    assert door.counts() == {kind: 6 if kind == DISEASES else 0 for kind in CatalogKind}


def test_the_same_terms_twice_change_nothing(door):
    assert door.import_terms(DISEASES, "icd-10", SMALL) == ImportReport(added=0, changed=0, unchanged=6)


def test_a_changed_term_shows_at_once(door):
    assert codes(door, "asma grave") == []
    changed, new = (
        ImportTerm(code=code, names={"es": name}) for code, name in (("J45", "Asma grave"), ("Z00", "Chequeo"))
    )
    report = door.import_terms(DISEASES, "icd-10", (changed, ALLERGIC_ASTHMA, new))
    assert report == ImportReport(added=1, changed=1, unchanged=1)
    assert codes(door, "asma grave") == ["J45"]
    assert "Z00" in codes(door)


def test_an_override_survives_an_import(door):
    door.arrange(laid(DISEASES, id_of(door, "J45"), alias="Pecho"))
    door.import_terms(DISEASES, "icd-10", (ImportTerm(code="J45", names={"es": "Asma grave"}),))
    assert door.terms(TermQuery(kind=DISEASES, text="pecho")).terms[0].name == "Asma grave"


def test_a_source_that_names_a_code_twice_is_refused_whole(door):
    with pytest.raises(DuplicateCode):
        door.import_terms(CatalogKind.ALLERGENS, "own", (ASTHMA, ASTHMA))
    assert door.counts()[CatalogKind.ALLERGENS] == 0


def test_every_catalog_is_the_same_mechanism(door, filled):
    for kind in CatalogKind:
        fill(filled, ASTHMA, kind=kind)
        assert [term.code for term in door.terms(TermQuery(kind=kind, text="asma")).terms][:1] == ["J45"]


def test_an_override_is_told_and_has_a_listener_waiting(door):
    asthma = id_of(door, "J45")
    door.arrange(laid(DISEASES, asthma, alias="Pecho"))
    with work() as session:
        event = session.query(EventRow).filter_by(name=TermsOverridden.kind()).one()
        assert event.payload == {"catalog": "diseases", "term_ids": [asthma]}
        assert session.query(OutboxRow).one().listener == "catalogs.on_terms_overridden"


def test_outside_of_a_clinic_the_view_is_closed(near):
    with outside(), pytest.raises(NoClinic):
        near.terms(TermQuery(kind=DISEASES))


def test_without_the_operators_role_nothing_is_imported(near):
    with pytest.raises(NotAllowed):
        CatalogsService().import_terms(DISEASES, "icd-10", SMALL)
