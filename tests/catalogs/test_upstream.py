"""The shared catalog changes under a clinic: what it arranged or used is badged, and settled by it alone."""

from decimal import Decimal

import pytest

from clinic_portal.contexts.catalogs.service import CatalogsService
from clinic_portal.contracts.catalogs import (
    AddOwnTerm,
    CatalogKind,
    GridFilter,
    GridQuery,
    ImportTerm,
    NoteUse,
    ProcedureFacts,
    Settlement,
    SettleTerms,
    TemplateFacts,
    TemplateStep,
    TermQuery,
    UnknownProcedure,
    Use,
    WriteTerm,
)
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.refusals import NotAllowed, Stale
from clinic_portal.foundation.tenancy import inside
from tests.catalogs.examples import PROCEDURES, own
from tests.catalogs.terms import laid

KIND = CatalogKind.PROCEDURES


def priced(price: str, name: str = "Limpieza", minutes: int = 30) -> ImportTerm:
    return ImportTerm(code="LIMP", names={"es": name}, facts=ProcedureFacts(minutes=minutes, price=Decimal(price)))


@pytest.fixture
def filled(app):
    with app.app_context():
        service = CatalogsService(app.config["SETTINGS"].database_operator_url)
        service.import_terms(KIND, "portal-px", (*PROCEDURES, priced("40")))
    return app


@pytest.fixture
def door(door, norte):
    with inside(norte.id):
        yield door


@pytest.fixture
def cleaning(door):
    return found(door, "limpieza").id


def found(door, text):
    return next((term for term in door.terms(TermQuery(kind=KIND, text=text)).terms), None)


def upstream(door, term=None, *, retired=False):
    """An operator writes the term as it shall be."""
    listed = next(one for one in door.global_terms(TermQuery(kind=KIND)).terms if one.code == "LIMP")
    said = term or ImportTerm(code="LIMP", names=listed.names, synonyms=listed.synonyms, facts=listed.facts)
    return door.write_term(
        WriteTerm(
            kind=KIND,
            code_system="portal-px",
            term=said,
            retired=retired,
            term_id=listed.id,
            version=listed.version,
        )
    )


def settle(door, settlement, *ids):
    return door.settle(SettleTerms(kind=KIND, settlement=settlement, term_ids=ids))


def test_who_has_nothing_to_do_with_a_term_sees_its_change_at_once_and_no_badge(door, cleaning):
    upstream(door, priced("50", "Higiene"))
    assert (found(door, "higiene").label, found(door, "higiene").price) == ("Higiene", Decimal(50))
    assert door.pending(KIND) == ()


def test_a_change_under_an_alias_is_badged_for_that_clinic_only(door, cleaning, sur):
    door.arrange(laid(KIND, cleaning, alias="Limpieza dental"))
    upstream(door, priced("40", "Higiene"))
    (waiting,) = door.pending(KIND)
    assert (waiting.then.names, waiting.now.names) == ({"es": "Limpieza"}, {"es": "Higiene"})
    assert [row.id for row in door.grid(GridQuery(kind=KIND, filter=GridFilter.CHANGED)).rows] == [cleaning]
    with inside(sur.id):
        assert door.pending(KIND) == ()


def test_accepting_takes_the_shared_name_and_leaves_the_price(door, cleaning):
    door.arrange(laid(KIND, cleaning, alias="Limpieza dental", price="39.90"))
    upstream(door, priced("40", "Higiene"))
    settle(door, Settlement.ACCEPT)
    assert (found(door, "higiene").label, found(door, "higiene").price) == ("Higiene", Decimal("39.90"))
    assert door.pending(KIND) == ()


def test_keeping_makes_what_was_seen_the_clinics_own(door, cleaning):
    door.note_use(NoteUse(kind=KIND, term_ids=(cleaning,), place="charts"))
    upstream(door, priced("50", "Higiene", 20))
    settle(door, Settlement.KEEP, cleaning)
    seen = found(door, "limpieza")
    assert (seen.label, seen.price, seen.minutes) == ("Limpieza", Decimal(40), 30)
    assert door.pending(KIND) == ()
    upstream(door, priced("60", "Higiene"))
    assert [one.now.facts.price for one in door.pending(KIND)] == [Decimal(60)]


def test_a_settling_is_taken_back_like_any_change(door, cleaning):
    door.note_use(NoteUse(kind=KIND, term_ids=(cleaning,), place="charts"))
    upstream(door, priced("50", "Higiene"))
    for settlement in (Settlement.ACCEPT, Settlement.KEEP):
        change = settle(door, settlement)
        assert door.pending(KIND) == ()
        door.undo(change.id)
        assert [one.term.id for one in door.pending(KIND)] == [cleaning]
    assert settle(door, Settlement.ACCEPT, 10**9) is None


def test_a_retired_term_goes_from_where_nobody_used_it_and_stays_where_somebody_did(door, cleaning, sur):
    with inside(sur.id):
        door.note_use(NoteUse(kind=KIND, term_ids=(cleaning,), place="charts"))
    upstream(door, retired=True)
    assert found(door, "limpieza") is None
    assert door.term(KIND, cleaning).label == "Limpieza"
    with inside(sur.id):
        assert (found(door, "limpieza").id, door.counts()[KIND]) == (cleaning, 3)
        (waiting,) = door.pending(KIND)
        assert (waiting.now.retired, waiting.term.retired) == (True, True)


def test_keeping_a_retired_term_keeps_it_in_the_lists_and_accepting_lets_it_go(door, cleaning, norte, sur):
    for house in (norte, sur):
        with inside(house.id):
            door.note_use(NoteUse(kind=KIND, term_ids=(cleaning,), place="charts"))
    upstream(door, retired=True)
    settle(door, Settlement.KEEP)
    assert found(door, "limpieza").id == cleaning
    assert door.counts()[KIND] == 3
    with inside(sur.id):
        settle(door, Settlement.ACCEPT)
        assert found(door, "limpieza") is None
        assert door.counts()[KIND] == 2


def test_a_term_brought_back_upstream_is_back_for_everybody(door, cleaning):
    upstream(door, retired=True)
    upstream(door)
    assert found(door, "limpieza").id == cleaning


def test_two_operators_at_one_term_the_second_is_told(door, cleaning):
    read = door.global_term(KIND, cleaning)
    upstream(door, priced("50"))
    late = WriteTerm(kind=KIND, code_system="portal-px", term=priced("60"), term_id=cleaning, version=read.version)
    with pytest.raises(Stale) as told:
        door.write_term(late)
    assert told.value.theirs.facts.price == Decimal(50)


def test_a_template_names_procedures_that_exist_and_counts_as_their_use(door, cleaning):
    kind = CatalogKind.TREATMENT_TEMPLATES
    plan = own(kind)
    door.add_own(AddOwnTerm(idempotency_key=new_id(), kind=kind, fields=plan))
    clean = found(door, "clean")
    assert door.uses(KIND, clean.id) == (Use(place="treatment-templates", uses=1),)
    assert [row.uses for row in door.grid(GridQuery(kind=KIND, text="clean")).rows] == [1]
    unknown = plan.model_copy(update={"facts": TemplateFacts(steps=(TemplateStep(procedure="NADA"),))})
    with pytest.raises(UnknownProcedure) as told:
        door.add_own(AddOwnTerm(idempotency_key=new_id(), kind=kind, fields=unknown))
    assert told.value.codes == ("NADA",)


def test_without_the_operators_role_the_shared_catalog_is_closed(filled, norte):
    with filled.app_context(), inside(norte.id), pytest.raises(NotAllowed):
        CatalogsService().global_terms(TermQuery(kind=KIND))
