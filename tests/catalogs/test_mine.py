"""Everybody's own favourites and most used terms, near and far; another's star moves nothing of mine."""

import pytest

from clinic_portal.contexts.catalogs.service import CatalogsService
from clinic_portal.contracts.catalogs import CatalogKind, NoteUse, Star
from clinic_portal.foundation.actor import acting_as
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.tenancy import inside
from tests.budgets.counting import counting
from tests.catalogs.terms import id_of, laid

DISEASES = CatalogKind.DISEASES
ROSA, DOLORES = 1, 2


@pytest.fixture
def door(door, norte):
    with inside(norte.id):
        yield door


def star(door, code, user_id=ROSA):
    door.star(Star(kind=DISEASES, term_id=id_of(door, code), user_id=user_id))


def use(door, code, user_id=ROSA, times=1):
    with acting_as(user_id):
        door.note_use(NoteUse(kind=DISEASES, term_ids=(id_of(door, code),), place="charts", times=times))


def mine(door, user_id=ROSA, language="es"):
    found = door.my_terms(DISEASES, user_id, language)
    return [term.code for term in found.starred], [term.code for term in found.often]


def test_nobody_begins_with_favourites(door):
    assert mine(door) == ([], [])


def test_a_star_is_ones_own_and_is_shown_in_the_catalogs_order(door):
    for code in ("J45", "E11", "J45"):
        star(door, code)
    assert mine(door) == (["E11", "J45"], [])
    assert mine(door, DOLORES) == ([], [])
    assert door.my_terms(DISEASES, ROSA, "en").starred[1].label == "Asthma"
    door.unstar(Star(kind=DISEASES, term_id=id_of(door, "J45"), user_id=ROSA))
    assert mine(door) == (["E11"], [])


def test_uses_count_for_who_acts_and_for_the_clinic(door):
    use(door, "J45", times=2)
    use(door, "E11", times=3)
    use(door, "I50", DOLORES)
    assert mine(door) == ([], ["E11", "J45"])
    assert mine(door, DOLORES) == ([], ["I50"])
    assert [use.uses for use in door.uses(DISEASES, id_of(door, "E11"))] == [3]


def test_a_use_that_is_taken_back_is_none(door):
    use(door, "J45")
    use(door, "J45", times=-1)
    use(door, "E11", times=-1)
    assert mine(door) == ([], [])


def test_a_use_by_nobody_counts_for_the_clinic_alone(door):
    use(door, "J45", user_id=None)
    assert mine(door) == ([], [])
    assert door.uses(DISEASES, id_of(door, "J45"))[0].uses == 1


def test_a_starred_term_is_not_told_twice(door):
    use(door, "J45")
    star(door, "J45")
    assert mine(door) == (["J45"], [])


def test_what_the_clinic_hides_nobody_has_at_hand(door):
    star(door, "J45")
    use(door, "E11")
    assert mine(door) == (["J45"], ["E11"])
    for code in ("J45", "E11"):
        door.arrange(laid(DISEASES, id_of(door, code), visible=False))
    assert mine(door) == ([], [])


def test_an_alias_shows_at_once_among_ones_favourites(door):
    star(door, "J45")
    assert door.my_terms(DISEASES, ROSA).starred[0].label == "Asma"
    door.arrange(laid(DISEASES, id_of(door, "J45"), alias="Pecho cerrado"))
    assert door.my_terms(DISEASES, ROSA).starred[0].label == "Pecho cerrado"


def test_stars_are_of_one_clinic(door, sur):
    star(door, "J45")
    with inside(sur.id):
        assert mine(door) == ([], [])
        door.unstar(Star(kind=DISEASES, term_id=id_of(door, "J45"), user_id=ROSA))
    assert mine(door) == (["J45"], [])


def test_a_term_of_another_catalog_cannot_be_starred(door):
    for change in (door.star, door.unstar):
        with pytest.raises(NotFound):
            change(Star(kind=CatalogKind.ALLERGENS, term_id=id_of(door, "J45"), user_id=ROSA))
        with pytest.raises(NotFound):
            change(Star(kind=DISEASES, term_id=10**9, user_id=ROSA))


def test_only_ones_own_star_drops_what_is_kept(filled, norte, monkeypatch):
    with filled.app_context(), inside(norte.id):
        door = CatalogsService()
        star(door, "J45")
        mine(door), mine(door, DOLORES), id_of(door, "E11")
        with counting(monkeypatch) as counts:
            star(door, "E11", DOLORES)
            changed = len(counts.statements)
            assert mine(door) == (["J45"], [])
            id_of(door, "E11")
            assert len(counts.statements) == changed
        with counting(monkeypatch) as counts:
            assert mine(door, DOLORES) == (["E11"], [])
        assert len(counts.statements) == 3
