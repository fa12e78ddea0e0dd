"""What an edition does to clinics: overrides survive, changes are badged where they matter, nothing used disappears."""

import pytest

from clinic_portal.contexts.catalogs.service import CatalogsService
from clinic_portal.contracts.catalogs import (
    CatalogKind,
    GridQuery,
    NoteUse,
    ProcedureFacts,
    Settlement,
    SettleTerms,
    TermQuery,
)
from clinic_portal.foundation.tenancy import inside
from tests.catalogs.editions import bring, operator, term
from tests.catalogs.terms import fill, laid

PROCEDURES = CatalogKind.PROCEDURES
door = CatalogsService()


def cleaning(name: str = "Limpieza", price: str = "40.00"):
    return term("P1", name, facts=ProcedureFacts(price=price, minutes=30))


EXTRACTION, WHITENING = term("P2", "Extracción"), term("P3", "Blanqueamiento")
OLD = (cleaning(), EXTRACTION, WHITENING)
NEW = (cleaning("Profilaxis", "45.00"), WHITENING, term("P4", "Corona"))
"""P1 is changed, P2 retired, P4 added."""


@pytest.fixture
def catalog(app, norte, sur):
    """Norte calls P1 its own way, Sur sells it for its own price; Norte has used P2."""
    fill(app, *OLD, kind=PROCEDURES)
    with app.app_context():
        with inside(norte.id):
            door.arrange(laid(PROCEDURES, ids(app)["P1"], alias="Limpieza dental"))
            door.note_use(NoteUse(kind=PROCEDURES, term_ids=(ids(app)["P2"],), place="agenda", times=3))
        with inside(sur.id):
            door.arrange(laid(PROCEDURES, ids(app)["P1"], price="99.00", favourite=True))
        yield app


def ids(app) -> dict[str, int]:
    found = operator(app).global_terms(TermQuery(kind=PROCEDURES)).terms
    return {one.code: one.id for one in found}


def edition(app):
    return bring(operator(app), NEW, kind=PROCEDURES, code_system="icd-10")


def rows(house):
    with inside(house.id):
        return {row.code: row for row in door.grid(GridQuery(kind=PROCEDURES)).rows}


def seen(house) -> dict[str, str]:
    with inside(house.id):
        return {one.code: one.label for one in door.terms(TermQuery(kind=PROCEDURES)).terms}


def settle(house, settlement: Settlement):
    with inside(house.id):
        return door.settle(SettleTerms(kind=PROCEDURES, settlement=settlement))


def test_overrides_of_two_clinics_survive(catalog, norte, sur):
    before = {house.id: rows(house)["P1"].arrangement for house in (norte, sur)}
    edition(catalog)
    after = {house.id: rows(house)["P1"] for house in (norte, sur)}
    assert {clinic: row.arrangement for clinic, row in after.items()} == before
    assert (after[norte.id].label, after[norte.id].name) == ("Limpieza dental", "Profilaxis")
    assert (after[sur.id].label, str(after[sur.id].price), str(after[sur.id].global_price)) == (
        *("Profilaxis", "99.00", "45.00"),
    )


def test_a_change_is_badged_where_it_was_overridden_or_used_and_nowhere_else(catalog, norte, sur):
    edition(catalog)
    assert {code for code, row in rows(norte).items() if row.changed_upstream} == {"P1", "P2"}
    assert {code for code, row in rows(sur).items() if row.changed_upstream} == {"P1"}


def test_a_retired_term_stays_where_it_was_used(catalog, norte, sur):
    edition(catalog)
    assert seen(norte)["P2"] == "Extracción"
    assert "P2" not in seen(sur)
    assert (rows(norte)["P2"].retired, rows(norte)["P2"].changed_upstream) == (True, True)


def test_what_waits_says_then_and_now(catalog, norte):
    edition(catalog)
    with inside(norte.id):
        changed, retired = door.pending(PROCEDURES)
    assert (changed.then.names["es"], changed.now.names["es"]) == ("Limpieza", "Profilaxis")
    assert (str(changed.then.facts.price), str(changed.now.facts.price)) == ("40.00", "45.00")
    assert (retired.then.retired, retired.now.retired) == (False, True)


def test_a_clinic_keeps_what_it_had(catalog, norte):
    edition(catalog)
    settle(norte, Settlement.KEEP)
    assert {code for code, row in rows(norte).items() if row.changed_upstream} == set()
    assert {code: seen(norte)[code] for code in ("P1", "P2")} == {"P1": "Limpieza dental", "P2": "Extracción"}
    assert str(rows(norte)["P1"].price) == "40.00"


def test_a_clinic_accepts_and_old_records_still_find_their_term(catalog, norte):
    edition(catalog)
    settle(norte, Settlement.ACCEPT)
    assert seen(norte)["P1"] == "Profilaxis"
    assert "P2" not in seen(norte)
    with inside(norte.id):
        assert door.term(PROCEDURES, ids(catalog)["P2"]).label == "Extracción"


def test_the_next_edition_that_brings_a_term_back_settles_nothing_by_itself(catalog, norte):
    edition(catalog)
    settle(norte, Settlement.ACCEPT)
    bring(operator(catalog), OLD, kind=PROCEDURES, code_system="icd-10")
    assert seen(norte)["P2"] == "Extracción"
    with inside(norte.id):
        (back,) = door.pending(PROCEDURES)
    assert (back.then.retired, back.now.retired) == (True, False)
