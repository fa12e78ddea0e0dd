"""What reading an edition and writing a batch of it cost in statements."""

import psycopg
import pytest

from clinic_portal.contexts.catalogs.commands import apply_edition
from clinic_portal.contracts.catalogs import (
    ApplyEdition,
    CatalogKind,
    DiffQuery,
)
from tests.catalogs.editions import MANY, announced, operator, stage, term

DISEASES = CatalogKind.DISEASES


@pytest.fixture
def door(filled, monkeypatch):
    """The door, which writes four rows at a time."""
    monkeypatch.setattr(apply_edition, "BATCH", 4)
    with filled.app_context():
        yield operator(filled)


@pytest.fixture
def statements(monkeypatch) -> list[str]:
    """What the operator's role asks of the database."""
    asked, execute = [], psycopg.Cursor.execute

    def note(cursor, statement, *rest, **others):
        if str(statement) != "COMMIT":  # it travels with what it ends
            asked.append(str(statement))
        return execute(cursor, statement, *rest, **others)

    monkeypatch.setattr(psycopg.Cursor, "execute", note)
    return asked


def test_reads_have_a_budget(door, statements):
    edition = stage(door, MANY)
    for ask, most in (
        (door.editions, 1),
        (lambda: door.edition(edition.id), 1),
        (lambda: door.edition_diff(DiffQuery(edition_id=edition.id)), 2),
        (lambda: door.stage_edition(announced(MANY)), 8),
    ):
        del statements[:]
        ask()
        assert len(statements) <= most


def test_a_batch_costs_the_same_whatever_it_holds(door, statements, monkeypatch):
    spent = []
    for batch, size in ((100, 50), (100, 90)):
        monkeypatch.setattr(apply_edition, "BATCH", batch)
        edition = stage(door, tuple(term(f"R{size}{n}", "x") for n in range(size)), partial=True)
        del statements[:]
        door.apply_edition(ApplyEdition(edition_id=edition.id))
        spent.append(len(statements))
    assert spent[0] == spent[1]
    assert spent[0] < 40
