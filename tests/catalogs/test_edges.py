"""Where two things meet that nobody does at once: codes that come back, uses that end, steps that were retired."""

import pytest

from clinic_portal.contexts.catalogs.service import CatalogsService
from clinic_portal.contracts.catalogs import (
    AddOwnTerm,
    CatalogKind,
    CatalogsContract,
    ChangeKind,
    CodeTaken,
    DuplicateCode,
    EditOwnTerm,
    GridQuery,
    GridSort,
    ImportTerm,
    Interaction,
    NoteUse,
    OwnTermFields,
    ProcedureFacts,
    Severity,
    TemplateFacts,
    TemplateStep,
    TermQuery,
    UnknownProcedure,
    WriteTerm,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from tests.catalogs.examples import PROCEDURES, shared
from tests.catalogs.sheets import bring, csv, said
from tests.catalogs.shelf_of_procedures import row_of
from tests.catalogs.terms import laid

KIND, TREATMENTS = CatalogKind.PROCEDURES, CatalogKind.TREATMENT_TEMPLATES


@pytest.fixture
def operator(app):
    with app.app_context():
        service = CatalogsService(app.config["SETTINGS"].database_operator_url)
        service.import_terms(KIND, "portal", (*shared(KIND), *PROCEDURES))
        yield service


@pytest.fixture
def door(operator, within, norte):
    with within(norte):
        yield find(CatalogsContract)


def add(door, code=None, facts=None, **names):
    kind = TREATMENTS if isinstance(facts, TemplateFacts) else KIND
    fields = OwnTermFields(code=code, names=names, facts=facts or ProcedureFacts())
    return door.add_own(AddOwnTerm(idempotency_key=new_id(), kind=kind, fields=fields))


def edit(door, row, **fields):
    said = {"code": row.code, "names": row.names, "facts": row.facts, **fields}
    command = EditOwnTerm(kind=row.kind, term_id=row.id, version=row.version, fields=OwnTermFields(**said))
    return door.edit_own(command)


def plan(*procedures):
    return TemplateFacts(steps=tuple(TemplateStep(procedure=code) for code in procedures))


def write(operator, code, *, retired, before=None, name="R"):
    term = ImportTerm(code=code, names={"es": name}, facts=ProcedureFacts())
    place = {"term_id": before.id, "version": before.version} if before else {}
    return operator.write_term(WriteTerm(kind=KIND, code_system="portal", term=term, retired=retired, **place))


def shared_term(operator, code):
    return next(term for term in operator.global_terms(TermQuery(kind=KIND)).terms if term.code == code)


def test_a_code_that_is_anothers_now_does_not_come_back(door):
    edit(door, add(door, "X", es="Uno"), code="Y")
    add(door, "X", es="Dos")
    edited = next(change for change in door.changes(KIND) if change.what is ChangeKind.EDITED)
    with pytest.raises(CodeTaken):
        door.undo(edited.id)
    assert row_of(door, "Y").name == "Uno"


def test_an_amount_that_no_price_can_be_is_a_fault_of_its_cell(door):
    found = bring(door, csv("Código;Precio", "AA;1.234.567.890.123,45"))
    assert said(found) == [("no-amount", 2, "Precio", "")]


def test_a_retired_term_that_is_saved_again_changes_for_nobody(operator):
    written = write(operator, "R", retired=False)
    gone = write(operator, "R", retired=True, before=written)
    same = write(operator, "R", retired=True, before=gone)
    renamed = write(operator, "R", retired=True, before=same, name="Otro")
    assert [one.version for one in (written, gone, same, renamed)] == [1, 2, 2, 3]
    assert renamed.retired
    assert not write(operator, "R", retired=False, before=renamed).retired


def test_a_pair_of_substances_is_named_once_in_either_order(operator):
    one = Interaction(first="a", second="b", severity=Severity.MINOR, effect={"es": "x"}, source="s")
    with pytest.raises(DuplicateCode):
        operator.import_interactions((one, one.model_copy(update={"first": "b", "second": "a"})))


def test_a_use_after_all_were_taken_back_is_the_first_one_again(door, operator):
    amber = row_of(door, "AA").id
    for times in (1, -1):
        door.note_use(NoteUse(kind=KIND, term_ids=(amber,), place="charts", times=times))
    operator.import_terms(KIND, "portal", (ImportTerm(code="AA", names={"es": "Otro"}, facts=ProcedureFacts()),))
    door.note_use(NoteUse(kind=KIND, term_ids=(amber,), place="charts"))
    assert door.pending(KIND) == ()


def test_a_treatment_that_names_a_procedure_twice_uses_it_once(door):
    add(door, facts=plan("AA", "AA"), es="Plan")
    row = row_of(door, "AA")
    assert row.uses == sum(use.uses for use in door.uses(KIND, row.id)) == 1


def test_a_step_whose_procedure_was_retired_stays_but_no_new_one_names_it(door, operator):
    row = add(door, facts=plan("AA"), es="Plan")
    write(operator, "AA", retired=True, before=shared_term(operator, "AA"))
    assert edit(door, row, names={"es": "Plan B"}).name == "Plan B"
    with pytest.raises(UnknownProcedure):
        add(door, facts=plan("AA"), es="Otro")


def test_names_sort_as_in_a_spanish_dictionary(door):
    for name in ("ñandú", "Nube", "oso"):
        add(door, es=name)
    names = [row.label for row in door.grid(GridQuery(kind=KIND, sort=GridSort.NAME)).rows]
    assert names == ["Ámbar", "Bálsamo", "Cáñamo", "Check", "Clean", "Nube", "ñandú", "oso"]


def test_a_term_that_only_speaks_english_is_called_by_its_name_in_the_history(door):
    door.arrange(laid(KIND, add(door, en="Balm").id, favourite=True))
    assert [change.labels for change in door.changes(KIND)] == [("Balm",), ("Balm",)]


def test_labels_are_those_of_hidden_and_retired_terms_too(door, operator):
    door.arrange(laid(KIND, row_of(door, "AA").id, alias="Resina", visible=False))
    own = add(door, "BB", es="Nuestro")
    write(operator, "CC", retired=True, before=shared_term(operator, "CC"))
    found = door.labels(KIND, ("AA", "BB", "CC", "ZZ"), "en")
    assert found == {"AA": "Resina", "BB": own.name, "CC": "R"}
