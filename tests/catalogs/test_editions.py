"""New editions of a catalog, near and far: staged, compared, applied or thrown away."""

import pytest

from clinic_portal.contexts.catalogs.service import CatalogsService
from clinic_portal.contracts.catalogs import (
    ApplyEdition,
    CatalogKind,
    DiffQuery,
    DuplicateCode,
    EditionEnded,
    EditionIncomplete,
    EditionState,
    MedicationFacts,
    RowChange,
    StageTerms,
    TooManyRetired,
)
from clinic_portal.foundation.refusals import NotAllowed, NotFound
from clinic_portal.foundation.tenancy import inside
from tests.catalogs.editions import announced, bring, counts, diff, stage, term
from tests.catalogs.terms import ALLERGIC_ASTHMA, ASTHMA, CARDIAC_ASTHMA, CATARRH, DIABETES, SMALL, codes

DISEASES, MEDICATIONS = CatalogKind.DISEASES, CatalogKind.MEDICATIONS
NEXT = (ASTHMA, ALLERGIC_ASTHMA, term("E11", "Diabetes tipo 2"), CARDIAC_ASTHMA, CATARRH, term("Z00", "Chequeo"))
"""Against the small catalog: one added, one changed, one retired (J15), four as they were."""


@pytest.fixture
def door(door, norte):
    with inside(norte.id):
        yield door


def applied(door, edition, retiring=0):
    return door.apply_edition(ApplyEdition(edition_id=edition.id, retiring=retiring))


def test_staging_changes_nothing_and_shows_what_would_change(door):
    edition = stage(door, NEXT)
    assert counts(edition) == (1, 1, 1, 4)
    assert (edition.state, edition.in_use, edition.to_apply) == (EditionState.STAGED, 6, 3)
    assert diff(door, edition) == {"E11": "changed", "J15": "retired", "Z00": "added"}
    assert codes(door) == ["E11", "I50", "J15", "J40-J47", "J45", "J45.0"]


def test_the_difference_says_then_and_now(door):
    edition = stage(door, NEXT)
    changed, retired, added = door.edition_diff(DiffQuery(edition_id=edition.id)).rows
    assert (changed.then.names, changed.now.names) == ({"es": "Diabetes mellitus tipo 2"}, {"es": "Diabetes tipo 2"})
    assert (changed.then.version, changed.now.version, changed.applied) == (1, 2, False)
    assert (retired.then.retired, retired.now.retired) == (False, True)
    assert (added.then, added.now.names) == (None, {"es": "Chequeo"})


def test_the_difference_is_filtered_searched_and_paged(door):
    edition = stage(door, NEXT)
    assert diff(door, edition, what=RowChange.RETIRED) == {"J15": "retired"}
    assert diff(door, edition, text="NEUMONÍA") == {"J15": "retired"}
    assert len(diff(door, edition, what=RowChange.SAME)) == 4
    pages = [door.edition_diff(DiffQuery(edition_id=edition.id, page=number, size=2)) for number in (1, 2, 3)]
    assert [[row.code for row in page.rows] for page in pages] == [["E11", "J15"], ["Z00"], []]
    assert (pages[0].total, pages[0].pages) == (3, 2)


def test_an_applied_edition_is_what_every_clinic_sees(door, sur):
    codes(door)
    with inside(sur.id):
        codes(door)
    edition = applied(door, stage(door, NEXT))
    assert (edition.state, edition.applied_rows, edition.to_apply) == (EditionState.APPLIED, 3, 3)
    assert codes(door) == ["E11", "I50", "J40-J47", "J45", "J45.0", "Z00"]
    assert codes(door, "diabetes mellitus") == []
    with inside(sur.id):
        assert "Z00" in codes(door)
    assert all(row.applied for row in door.edition_diff(DiffQuery(edition_id=edition.id)).rows)


def test_what_comes_back_is_in_use_again(door):
    bring(door, NEXT)
    edition = bring(door, SMALL)
    assert counts(edition) == (0, 2, 1, 4)
    assert codes(door) == ["E11", "I50", "J15", "J40-J47", "J45", "J45.0"]


def test_a_partial_edition_retires_nothing(door):
    edition = bring(door, (term("Z00", "Chequeo"),), partial=True)
    assert counts(edition) == (1, 0, 0, 0)
    assert len(codes(door)) == 7


def test_another_code_system_is_left_alone(door):
    edition = stage(door, (term("A", "Otra"),), code_system="other")
    assert counts(edition) == (1, 0, 0, 0)


def test_staging_the_same_again_is_the_same_edition_compared_anew(door):
    first = stage(door, NEXT)
    door.import_terms(DISEASES, "icd-10", (term("Z00", "Chequeo"),))
    again = stage(door, NEXT)
    assert again.id == first.id
    assert counts(again) == (0, 1, 1, 5)
    assert [edition.id for edition in door.editions()] == [first.id]


def test_an_edition_is_compared_anew_when_it_is_applied(door):
    edition = stage(door, NEXT)
    door.import_terms(DISEASES, "icd-10", (term("Z00", "Chequeo"), term("Q00", "Nueva")))
    done = applied(door, edition, retiring=2)
    assert counts(done) == (0, 1, 2, 5)
    assert codes(door) == ["E11", "I50", "J40-J47", "J45", "J45.0", "Z00"]


def test_applying_or_staging_what_stands_changes_nothing(door):
    edition = bring(door, NEXT)
    assert applied(door, edition) == edition
    assert stage(door, NEXT) == edition
    bring(door, SMALL)
    assert stage(door, NEXT).id != edition.id


def test_terms_come_in_parts_in_any_order_and_more_than_once(door):
    edition = door.stage_edition(announced(NEXT))
    with pytest.raises(EditionIncomplete):
        applied(door, edition)
    parts = [StageTerms(edition_id=edition.id, terms=part) for part in (NEXT[3:], NEXT[3:], NEXT[:3])]
    received = [door.stage_terms(part).received for part in parts]
    assert received == [3, 3, 6]
    assert counts(door.edition(edition.id)) == (1, 1, 1, 4)


def test_a_code_that_comes_twice_is_refused(door):
    edition = door.stage_edition(announced(NEXT))
    with pytest.raises(DuplicateCode):
        door.stage_terms(StageTerms(edition_id=edition.id, terms=(ASTHMA, ASTHMA)))
    door.stage_terms(StageTerms(edition_id=edition.id, terms=(ASTHMA,)))
    with pytest.raises(DuplicateCode):
        door.stage_terms(StageTerms(edition_id=edition.id, terms=(term("J45", "Otra asma"),)))


def test_an_edition_that_retires_many_is_confirmed_by_the_number(door):
    edition = stage(door, (ASTHMA, ALLERGIC_ASTHMA, DIABETES, CATARRH))
    assert edition.retires_many
    for retiring in (0, 1):
        with pytest.raises(TooManyRetired) as told:
            applied(door, edition, retiring)
        assert (told.value.retired, told.value.in_use) == (2, 6)
    assert len(codes(door)) == 6
    assert door.edition(edition.id).state is EditionState.STAGED
    assert applied(door, edition, retiring=2).state is EditionState.APPLIED
    assert len(codes(door)) == 4


def test_a_discarded_edition_is_over(door):
    edition = stage(door, NEXT)
    assert door.discard_edition(edition.id).state is EditionState.DISCARDED
    for deed in (lambda: applied(door, edition), lambda: door.discard_edition(edition.id)):
        with pytest.raises(EditionEnded):
            deed()
    with pytest.raises(EditionEnded):
        door.stage_terms(StageTerms(edition_id=edition.id, terms=(ASTHMA,)))
    assert stage(door, NEXT).id != edition.id
    assert codes(door) == ["E11", "I50", "J15", "J40-J47", "J45", "J45.0"]


def test_of_what_a_source_does_not_speak_a_term_keeps_what_it_has(door):
    facts = MedicationFacts(ingredients=("salbutamol",), form="inhaler")
    whole = term("A1", "Salbutamol", synonyms=("Ventolín",), facts=facts)
    english = whole.model_copy(update={"names": {"es": "Salbutamol", "en": "Albuterol"}})
    door.import_terms(MEDICATIONS, "own", (english,))
    said = term("A1", "Salbutamol inhalado", facts=MedicationFacts(form="aerosol"))
    known = {"kind": MEDICATIONS, "code_system": "own", "fields": ("names.es", "facts.form")}
    row = door.edition_diff(DiffQuery(edition_id=bring(door, (said,), **known).id)).rows[0]
    assert row.now.names == {"es": "Salbutamol inhalado", "en": "Albuterol"}
    assert row.now.synonyms == ("Ventolín",)
    assert row.now.facts == MedicationFacts(ingredients=("salbutamol",), form="aerosol")
    assert counts(stage(door, (said,), **known)) == (0, 1, 0, 0)
    assert counts(stage(door, (whole,), kind=MEDICATIONS, code_system="own")) == (0, 1, 0, 0)


def test_editions_are_listed_newest_first_by_catalog(door):
    first = stage(door, NEXT)
    second = stage(door, (term("A1", "Salbutamol"),), kind=MEDICATIONS, code_system="own")
    assert [one.id for one in door.editions()] == [second.id, first.id]
    assert door.editions(DISEASES) == (first,)


def test_an_unknown_edition_is_not_found(door):
    query = DiffQuery(edition_id=10**9)
    for ask in (lambda: door.edition(10**9), lambda: door.edition_diff(query), lambda: door.discard_edition(10**9)):
        with pytest.raises(NotFound):
            ask()


def test_without_the_operators_role_there_are_no_editions(filled):
    closed = CatalogsService()
    deeds = (
        closed.editions,
        lambda: closed.stage_edition(announced(NEXT)),
        lambda: closed.apply_edition(ApplyEdition(edition_id=1)),
        lambda: closed.discard_edition(1),
    )
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()
