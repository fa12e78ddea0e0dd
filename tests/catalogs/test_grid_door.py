"""What the admin's grid asks of the door, near and far: a term's own history, and how many terms a deed would touch."""

import pytest

from clinic_portal.contracts.catalogs import ArrangeMany, CatalogKind, Deed, GridQuery, NoteUse
from clinic_portal.foundation.tenancy import inside
from tests.catalogs.terms import id_of, laid

DISEASES = CatalogKind.DISEASES


@pytest.fixture
def door(door, norte):
    with inside(norte.id):
        yield door


def test_a_terms_changes_are_its_own(door):
    asthma, diabetes = id_of(door, "J45"), id_of(door, "E11")
    door.arrange(laid(DISEASES, asthma, alias="Pecho cerrado"))
    door.arrange(laid(DISEASES, diabetes, favourite=True))
    door.arrange_many(ArrangeMany(kind=DISEASES, deed=Deed.HIDE, term_ids=(asthma, diabetes)))
    assert [change.count for change in door.changes(DISEASES, asthma)] == [2, 1]
    assert len(door.changes(DISEASES)) == 3
    assert door.changes(CatalogKind.ALLERGENS, asthma) == ()


def test_used_terms_are_counted_among_those_named_and_those_found(door):
    asthma, diabetes = id_of(door, "J45"), id_of(door, "E11")
    door.note_use(NoteUse(kind=DISEASES, term_ids=(asthma,), place="charts", times=3))
    named = ArrangeMany(kind=DISEASES, deed=Deed.HIDE, term_ids=(asthma, diabetes))
    assert door.used_among(named) == 1
    found = GridQuery(kind=DISEASES, text="asma")
    assert door.used_among(ArrangeMany(kind=DISEASES, deed=Deed.HIDE, matching=found)) == 1
    assert door.used_among(named.model_copy(update={"term_ids": (diabetes,)})) == 0
