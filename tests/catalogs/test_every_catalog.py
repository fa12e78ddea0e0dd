"""One suite for all catalogs, near and far: what an admin lays over shared terms, and the clinic's own ones."""

from decimal import Decimal

import pytest

from clinic_portal.contexts.catalogs.service import CatalogsService
from clinic_portal.contracts.catalogs import (
    AddOwnTerm,
    AlreadyUndone,
    ArrangeMany,
    Arrangement,
    ArrangeTerm,
    Badge,
    CatalogKind,
    ChangedSince,
    ChangeKind,
    CodeTaken,
    Deed,
    EditOwnTerm,
    GridFilter,
    GridQuery,
    GridSort,
    NoteUse,
    RetireOwnTerm,
    Star,
    TermQuery,
    Use,
)
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.refusals import NotFound, Stale
from clinic_portal.foundation.tenancy import inside
from tests.catalogs.examples import FACTS, PROCEDURES, own, shared
from tests.catalogs.terms import laid


@pytest.fixture(params=list(CatalogKind))
def kind(request):
    return request.param


@pytest.fixture
def filled(app, kind):
    """The portal with three terms of this kind, and two procedures for treatment templates to name."""
    with app.app_context():
        service = CatalogsService(app.config["SETTINGS"].database_operator_url)
        service.import_terms(CatalogKind.PROCEDURES, "portal-px", PROCEDURES)
        service.import_terms(kind, "portal", shared(kind))
    return app


@pytest.fixture
def door(door, norte):
    with inside(norte.id):
        yield door


def labels(door, kind, text=""):
    hidden = {"Clean", "Check"}
    seen = [term.label for term in door.terms(TermQuery(kind=kind, text=text)).terms]
    return [label for label in seen if label not in hidden]


def term(door, kind, code):
    return next(row for row in door.grid(GridQuery(kind=kind, text=code)).rows if row.code == code)


def add(door, kind, name="Dátil", code=None):
    return door.add_own(AddOwnTerm(idempotency_key=new_id(), kind=kind, fields=own(kind, name, code)))


def test_what_a_kind_says_comes_through_the_door(door, kind):
    seen = next(one for one in door.terms(TermQuery(kind=kind, text="ambar")).terms)
    assert seen.facts == FACTS[kind]
    assert (seen.price, seen.minutes) == ((Decimal("45.50"), 30) if kind is CatalogKind.PROCEDURES else (None, None))
    assert term(door, kind, "AA").facts == FACTS[kind]


def test_an_alias_a_price_a_length_an_order_and_a_star_are_laid_over_a_term(door, kind):
    row = term(door, kind, "CC")
    wanted = Arrangement(alias="Yerba", price=Decimal("12.30"), minutes=15, position=2, favourite=True)
    arranged = door.arrange(ArrangeTerm(kind=kind, term_id=row.id, version=row.version, arrangement=wanted))
    assert (arranged.arrangement, arranged.badge, arranged.label) == (wanted, Badge.MODIFIED, "Yerba")
    seen = door.terms(TermQuery(kind=kind)).terms[0]
    assert (seen.label, seen.favourite, seen.price, seen.minutes) == ("Yerba", True, Decimal("12.30"), 15)
    assert labels(door, kind, "yerba") == labels(door, kind, "canamo") == ["Yerba"]


def test_favourites_stand_first_then_the_clinics_order_then_the_catalogs(door, kind):
    door.arrange(laid(kind, term(door, kind, "CC").id, position=7))
    assert labels(door, kind) == ["Cáñamo", "Ámbar", "Bálsamo"]
    door.arrange(laid(kind, term(door, kind, "BB").id, favourite=True))
    assert labels(door, kind) == ["Bálsamo", "Cáñamo", "Ámbar"]
    assert [row.code for row in door.grid(GridQuery(kind=kind)).rows][:3] == ["BB", "CC", "AA"]


def test_whoever_read_an_older_row_is_told_and_changes_nothing(door, kind):
    read = term(door, kind, "AA")
    door.arrange(ArrangeTerm(kind=kind, term_id=read.id, version=read.version, arrangement=Arrangement(alias="Uno")))
    with pytest.raises(Stale) as told:
        door.arrange(
            ArrangeTerm(kind=kind, term_id=read.id, version=read.version, arrangement=Arrangement(alias="Dos"))
        )
    assert told.value.theirs.label == "Uno"
    assert term(door, kind, "AA").label == "Uno"


def test_a_row_reset_and_laid_anew_is_another_version(door, kind):
    read = door.arrange(laid(kind, term(door, kind, "AA").id, alias="Uno"))
    door.arrange(laid(kind, read.id))
    assert term(door, kind, "AA").badge is Badge.GLOBAL
    again = door.arrange(laid(kind, read.id, alias="Uno"))
    assert again.version > read.version > 0


def test_many_are_hidden_shown_and_reset_at_once(door, kind):
    matching = GridQuery(kind=kind, text="otro")
    hidden = door.arrange_many(ArrangeMany(kind=kind, deed=Deed.HIDE, matching=matching))
    assert (hidden.what, hidden.count, labels(door, kind)) == (ChangeKind.HIDDEN, 3, [])
    assert door.arrange_many(ArrangeMany(kind=kind, deed=Deed.HIDE, matching=matching)) is None
    ids = tuple(term(door, kind, code).id for code in ("AA", "BB"))
    door.arrange_many(ArrangeMany(kind=kind, deed=Deed.SHOW, term_ids=ids))
    assert labels(door, kind) == ["Ámbar", "Bálsamo"]
    door.arrange_many(ArrangeMany(kind=kind, deed=Deed.RESET, matching=GridQuery(kind=kind)))
    assert labels(door, kind) == ["Ámbar", "Bálsamo", "Cáñamo"]
    with pytest.raises(NotFound):
        door.arrange_many(ArrangeMany(kind=kind, deed=Deed.HIDE, term_ids=(*ids, 10**9)))


def test_the_grid_filters_counts_and_sorts(door, kind):
    door.arrange(laid(kind, term(door, kind, "AA").id, visible=False))
    door.arrange(laid(kind, term(door, kind, "BB").id, alias="Aceite", favourite=True))
    mine = add(door, kind)
    counts = door.grid(GridQuery(kind=kind, text="otro")).counts
    assert counts == {
        GridFilter.ALL: 3,
        GridFilter.VISIBLE: 2,
        GridFilter.HIDDEN: 1,
        GridFilter.MODIFIED: 2,
        GridFilter.OWN: 0,
        GridFilter.CHANGED: 0,
        GridFilter.FAVOURITES: 1,
        GridFilter.USED: 0,
    }
    assert [row.id for row in door.grid(GridQuery(kind=kind, filter=GridFilter.OWN)).rows] == [mine.id]
    by_name = GridQuery(kind=kind, text="otro", sort=GridSort.NAME, descending=True)
    assert [row.label for row in door.grid(by_name).rows] == ["Cáñamo", "Ámbar", "Aceite"]
    second = GridQuery(kind=kind, text="otro", sort=GridSort.CODE, page=2, size=2)
    assert ([row.code for row in door.grid(second).rows], door.grid(second).total) == (["CC"], 3)


def test_a_clinics_own_term_is_seen_found_edited_and_retired(door, kind, sur):
    mine = add(door, kind)
    assert (mine.badge, mine.code, mine.code_system) == (Badge.OWN, f"C-{mine.id}", "own")
    assert labels(door, kind, "fruto") == labels(door, kind, mine.code) == ["Dátil"]
    assert labels(door, kind)[-1] == "Dátil"
    edit = EditOwnTerm(kind=kind, term_id=mine.id, version=mine.version, fields=own(kind, "Higo", "H1"))
    edited = door.edit_own(edit)
    assert (edited.name, edited.code, door.term(kind, mine.id).facts) == ("Higo", "H1", FACTS[kind])
    with pytest.raises(Stale):
        door.edit_own(edit)
    with inside(sur.id):
        assert labels(door, kind, "higo") == []
        with pytest.raises(NotFound):
            door.term(kind, mine.id)
        with pytest.raises(NotFound):
            door.arrange(laid(kind, mine.id, alias="x"))
    door.retire_own(RetireOwnTerm(kind=kind, term_id=mine.id, version=edited.version))
    assert labels(door, kind, "higo") == []
    assert door.term(kind, mine.id).label == "Higo"


def test_an_own_term_sent_twice_is_one_and_its_code_is_its_own(door, kind):
    command = AddOwnTerm(idempotency_key=new_id(), kind=kind, fields=own(kind, code="D1"))
    assert door.add_own(command).id == door.add_own(command).id
    with pytest.raises(CodeTaken):
        add(door, kind, "Otra", "D1")


def test_a_change_is_taken_back_whole_and_once(door, kind):
    first = door.arrange_many(ArrangeMany(kind=kind, deed=Deed.HIDE, matching=GridQuery(kind=kind, text="otro")))
    undone = door.undo(first.id)
    assert (undone.what, undone.count) == (ChangeKind.UNDONE, 3)
    assert labels(door, kind) == ["Ámbar", "Bálsamo", "Cáñamo"]
    with pytest.raises(AlreadyUndone):
        door.undo(first.id)
    door.undo(undone.id)
    assert labels(door, kind) == []
    assert [change.undone for change in door.changes(kind)] == [False, True, True]


def test_what_was_changed_again_is_not_taken_back(door, kind):
    ambar = term(door, kind, "AA").id
    door.arrange(laid(kind, ambar, alias="Uno"))
    change = door.changes(kind)[0]
    door.arrange(laid(kind, ambar, alias="Dos"))
    with pytest.raises(ChangedSince) as told:
        door.undo(change.id)
    assert told.value.labels == ("Dos",)
    assert term(door, kind, "AA").label == "Dos"


def test_own_terms_come_and_go_with_undo(door, kind):
    mine = add(door, kind)
    added = door.changes(kind)[0]
    gone = door.undo(added.id)
    assert labels(door, kind, "fruto") == []
    door.undo(gone.id)
    assert labels(door, kind, "fruto") == ["Dátil"]
    assert door.term(kind, mine.id).facts == FACTS[kind]


def test_another_clinics_change_cannot_be_undone(door, kind, sur):
    door.arrange(laid(kind, term(door, kind, "AA").id, alias="Uno"))
    change = door.changes(kind)[0]
    with inside(sur.id):
        assert door.changes(kind) == ()
        with pytest.raises(NotFound):
            door.undo(change.id)


def test_uses_are_counted_by_place(door, kind):
    row = term(door, kind, "AA")
    door.note_use(NoteUse(kind=kind, term_ids=(row.id,), place="charts", times=3))
    door.note_use(NoteUse(kind=kind, term_ids=(row.id,), place="charts", times=-1))
    door.note_use(NoteUse(kind=kind, term_ids=(row.id,), place="invoices"))
    assert door.uses(kind, row.id) == (Use(place="charts", uses=2), Use(place="invoices", uses=1))
    assert term(door, kind, "AA").uses == 3
    assert door.grid(GridQuery(kind=kind, filter=GridFilter.USED)).total == 1
    with pytest.raises(NotFound):
        door.note_use(NoteUse(kind=kind, term_ids=(10**9,), place="charts"))


def test_a_star_is_ones_own_follows_the_clinics_name_and_hides_with_the_term(door, kind):
    row = term(door, kind, "CC")
    mine = Star(kind=kind, term_id=row.id, user_id=1)
    door.star(mine)
    door.arrange(laid(kind, row.id, alias="Yerba"))
    assert [one.label for one in door.my_terms(kind, 1).starred] == ["Yerba"]
    assert door.my_terms(kind, 2).starred == ()
    door.arrange_many(ArrangeMany(kind=kind, deed=Deed.HIDE, term_ids=(row.id,)))
    assert door.my_terms(kind, 1).starred == ()
    door.arrange_many(ArrangeMany(kind=kind, deed=Deed.SHOW, term_ids=(row.id,)))
    door.unstar(mine)
    assert door.my_terms(kind, 1).starred == ()
