"""What editions leave behind is bounded, and their lock is one that a pooler of transactions keeps."""

import psycopg
import pytest

from clinic_portal.contexts.catalogs.edition_rows import KEPT
from clinic_portal.contracts.catalogs import ApplyEdition, CatalogBusy, DiffQuery
from clinic_portal.foundation.progress import watching
from clinic_portal.foundation.tenancy import inside
from tests.catalogs.editions import bring, operator, stage, term
from tests.catalogs.terms import SMALL

_HOLDERS = """
    SELECT activity.state FROM pg_locks AS held JOIN pg_stat_activity AS activity USING (pid)
    WHERE held.locktype = 'advisory' AND held.objsubid = 2 AND activity.datname = current_database()"""


@pytest.fixture
def door(filled, norte):
    with filled.app_context(), inside(norte.id):
        yield operator(filled)


def rows_of(door, edition):
    page = door.edition_diff(DiffQuery(edition_id=edition.id))
    return page.total, page.kept


def test_the_latest_editions_keep_their_rows_and_older_ones_their_numbers(door):
    other = bring(door, (term("A", "Otra"),), code_system="other")
    ended = [bring(door, (*SMALL, term("Z00", f"Chequeo {number}"))) for number in range(KEPT + 1)]
    assert [rows_of(door, edition) for edition in ended] == [(0, False), *[(1, True)] * KEPT]
    assert door.edition(ended[0].id).added == 1
    assert rows_of(door, other) == (1, True)


def test_an_edition_that_changes_nothing_is_not_taken_for_a_forgotten_one(door):
    assert rows_of(door, bring(door, SMALL)) == (0, True)


def test_an_edition_that_was_forgotten_can_be_staged_again(door):
    first = (*SMALL, term("Z00", "Chequeo"))
    ended = [bring(door, first), *(bring(door, (*SMALL, term("Z01", f"Otro {n}"))) for n in range(KEPT + 1))]
    again = stage(door, first)
    assert again.id not in {edition.id for edition in ended}
    assert again.added + again.changed + again.retired == 2


def test_the_lock_is_held_by_an_open_transaction_and_let_go_with_it(filled, door):
    edition, seen = stage(door, (*SMALL, term("Z00", "Chequeo"))), []

    def look(_done, _whole):
        with psycopg.connect(filled.config["SETTINGS"].database_operator_url) as link:
            seen.extend(state for (state,) in link.execute(_HOLDERS))
        with pytest.raises(CatalogBusy):
            door.discard_edition(edition.id)

    with watching(look):
        door.apply_edition(ApplyEdition(edition_id=edition.id))
    assert set(seen) == {"idle in transaction"}
    with psycopg.connect(filled.config["SETTINGS"].database_operator_url) as link:
        assert link.execute(_HOLDERS).fetchall() == []
