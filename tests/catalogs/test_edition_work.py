"""Applying as work: a batch at a time, alone, told once, recorded, and with few statements."""

import threading

import psycopg
import pytest

from clinic_portal.contexts.catalogs.commands import apply_edition
from clinic_portal.contracts.catalogs import (
    ApplyEdition,
    CatalogBusy,
    CatalogImported,
    CatalogKind,
    EditionState,
    EditionUnderWay,
    GridQuery,
    TermQuery,
)
from clinic_portal.foundation.events.tables import EventRow
from clinic_portal.foundation.progress import watching
from clinic_portal.foundation.record import look
from clinic_portal.foundation.redis_client import client
from clinic_portal.foundation.tenancy import HOUSE, inside
from clinic_portal.foundation.work import work
from tests.catalogs.editions import MANY, bring, counts, operator, stage, term
from tests.catalogs.terms import SMALL, codes

DISEASES = CatalogKind.DISEASES


class Died(BaseException):
    """What a process meets that ends in the middle."""


@pytest.fixture
def door(filled, monkeypatch):
    """The door, which writes four rows at a time."""
    monkeypatch.setattr(apply_edition, "BATCH", 4)
    with filled.app_context():
        yield operator(filled)


def told() -> list[dict[str, object]]:
    with inside(HOUSE), work() as session:
        found = session.query(EventRow).filter_by(name=CatalogImported.kind()).order_by(EventRow.id)
        return [row.payload for row in found]


def drops() -> int:
    """How often the house's pages were dropped."""
    return int(client().get(f"version:catalogs:{HOUSE}") or 0)


def die_after(door, edition, batches: int) -> None:
    """Apply so many batches of it, and stop as if the process had ended."""
    left = iter(range(batches - 1))

    def die(_done: int, _whole: int) -> None:
        if next(left, None) is None:
            raise Died

    with pytest.raises(Died), watching(die):
        door.apply_edition(ApplyEdition(edition_id=edition.id))


def test_each_batch_is_committed_and_progress_is_told(door):
    edition, steps = stage(door, MANY), []

    def look_in(done: int, whole: int) -> None:
        steps.append((done, whole, door.edition(edition.id).applied_rows))

    with watching(look_in):
        door.apply_edition(ApplyEdition(edition_id=edition.id))
    assert steps == [(4, 11, 4), (8, 11, 8), (10, 11, 10), (11, 11, 11), (11, 11, 11)]


def test_clinics_see_the_edition_at_once_and_only_at_its_end(door, norte):
    edition, shown = stage(door, MANY), []
    with inside(norte.id):
        codes(door)
    before, events = drops(), len(told())

    def look_in(_done: int, _whole: int) -> None:
        with inside(norte.id):
            shown.append((codes(door), drops() - before, len(told()) - events))

    with watching(look_in):
        door.apply_edition(ApplyEdition(edition_id=edition.id))
    assert shown == [(["E11", "I50", "J15", "J40-J47", "J45", "J45.0"], 0, 0)] * 5
    with inside(norte.id):
        assert "Q09" in codes(door)
        assert "J40-J47" not in codes(door)
    assert drops() == before + 1
    assert told()[events:] == [
        {"catalog": "diseases", "code_system": "icd-10", "added": 10, "changed": 0, "retired": 1}
    ]


def test_a_term_is_never_half_written_between_batches(door, norte):
    """What is asked for while an edition is under way is each term whole: as it was, or as it will be."""
    edition = stage(door, tuple(term(one.code, f"{one.names['es']} ahora") for one in SMALL))
    known = {one.code: {one.names["es"], f"{one.names['es']} ahora"} for one in SMALL}

    def look_in(_done: int, _whole: int) -> None:
        with inside(norte.id):
            for one in door.grid(GridQuery(kind=DISEASES)).rows:
                assert one.name in known[one.code]
                assert (one.name.endswith("ahora"), one.changed_upstream) in {(True, False), (False, False)}

    with watching(look_in):
        done = door.apply_edition(ApplyEdition(edition_id=edition.id))
    assert counts(done) == (0, 6, 0, 0)


def test_an_edition_that_stopped_goes_on_where_it_stopped(door, norte):
    edition, events = stage(door, MANY), len(told())
    die_after(door, edition, 2)
    stopped = door.edition(edition.id)
    assert (stopped.state, stopped.applied_rows, len(told()) - events) == (EditionState.APPLYING, 8, 0)
    assert stage(door, MANY).id == edition.id
    done = door.apply_edition(ApplyEdition(edition_id=edition.id))
    assert (counts(done), done.applied_rows, done.begun) == ((10, 0, 1, 5), 11, 2)
    with inside(norte.id):
        assert len(codes(door)) == 15
    assert [one["added"] for one in told()[events:]] == [10]


def test_what_changed_while_it_stood_still_is_compared_anew(door):
    edition = stage(door, MANY)
    die_after(door, edition, 1)
    door.import_terms(DISEASES, "icd-10", (term("Q09", "Nueva 9"), term("X99", "De paso")))
    done = door.apply_edition(ApplyEdition(edition_id=edition.id, retiring=2))
    assert counts(done) == (9, 0, 2, 6)


def test_who_dies_before_telling_tells_when_resumed(door):
    edition, events = stage(door, MANY), len(told())
    die_after(door, edition, 5)
    assert (door.edition(edition.id).applied_rows, len(told()) - events) == (11, 0)
    assert door.apply_edition(ApplyEdition(edition_id=edition.id)).state is EditionState.APPLIED
    assert len(told()) - events == 1


def test_what_needed_no_confirmation_needs_none_when_resumed(door, monkeypatch):
    """A fifth of the terms is retired; half of that fifth is out of use when the process dies."""
    monkeypatch.setattr(apply_edition, "BATCH", 1)
    bring(door, tuple(term(f"T{n}", "x") for n in range(10)), code_system="ten")
    edition = stage(door, tuple(term(f"T{n}", "x") for n in range(8)), code_system="ten")
    die_after(door, edition, 1)
    assert door.apply_edition(ApplyEdition(edition_id=edition.id)).in_use == 10


def test_another_edition_of_the_same_terms_waits_for_the_half_applied_one(door):
    first, second = stage(door, MANY), stage(door, SMALL[:5])
    die_after(door, first, 1)
    with pytest.raises(EditionUnderWay) as refused:
        door.apply_edition(ApplyEdition(edition_id=second.id))
    assert refused.value.label == "2027"
    events = len(told())
    assert door.discard_edition(first.id).applied_rows == 4
    assert told()[events:] == [{"catalog": "diseases", "code_system": "icd-10", "added": 4, "changed": 0, "retired": 0}]
    assert door.apply_edition(ApplyEdition(edition_id=second.id, retiring=5)).state is EditionState.APPLIED


def test_of_two_operators_at_once_one_wins_and_the_other_is_told(filled, door):
    edition = stage(door, MANY)
    begun, go_on, outcomes = threading.Event(), threading.Event(), []

    def hold(_done: int, _whole: int) -> None:
        begun.set()
        assert go_on.wait(20)

    def first() -> None:
        with filled.app_context(), watching(hold):
            outcomes.append(operator(filled).apply_edition(ApplyEdition(edition_id=edition.id)))

    thread = threading.Thread(target=first)
    thread.start()
    assert begun.wait(20)
    for deed in (lambda: door.apply_edition(ApplyEdition(edition_id=edition.id)), lambda: door.discard_edition(1)):
        with pytest.raises(CatalogBusy):
            deed()
    assert stage(door, (term("A", "Otra"),), code_system="other").state is EditionState.STAGED
    go_on.set()
    thread.join(20)
    assert [(one.state, one.applied_rows, one.begun) for one in outcomes] == [(EditionState.APPLIED, 11, 1)]


def test_an_edition_that_changes_nothing_tells_nothing_and_raises_no_version(door):
    terms = {one.code: one.version for one in door.global_terms(TermQuery(kind=DISEASES)).terms}
    before, events = drops(), len(told())
    done = bring(door, SMALL)
    assert (done.state, counts(done)) == (EditionState.APPLIED, (0, 0, 0, 6))
    assert {one.code: one.version for one in door.global_terms(TermQuery(kind=DISEASES)).terms} == terms
    assert (drops(), len(told())) == (before, events)


def test_every_deed_is_recorded(filled, door):
    edition = bring(door, MANY)
    door.discard_edition(stage(door, SMALL).id)
    with psycopg.connect(filled.config["SETTINGS"].database_operator_url) as link:
        found, _more = look.entries(link, look.Sought())
    deeds = [(one.verb, one.thing, one.after["state"]) for one in reversed(found) if one.verb.startswith("edition.")]
    thing = "diseases icd-10"
    assert deeds == [
        ("edition.stage", thing, "staged"),
        ("edition.begin", thing, "applying"),
        ("edition.apply", thing, "applied"),
        ("edition.stage", thing, "staged"),
        ("edition.discard", thing, "discarded"),
    ]
    applied = next(one for one in found if one.verb == "edition.apply")
    assert (applied.after["id"], applied.after["added"], applied.after["retired"]) == (edition.id, 10, 1)
