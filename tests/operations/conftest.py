"""Entries of the outbox in every state."""

import psycopg
import pytest
from flask import Flask

from clinic_portal.contracts.catalogs import CatalogKind, CatalogsContract, ImportTerm, TermQuery
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.events.tables import OutboxRow
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.work import work

SECRET = "Marta Ibáñez"


@pytest.fixture
def entries(app: Flask, norte, sur) -> dict[str, int]:
    """The ids of one undone, one dead and one done entry, of two clinics."""
    with psycopg.connect(app.config["SETTINGS"].database_owner_url) as link:
        for house in (0, norte.id, sur.id):
            link.execute(f"SET LOCAL app.clinic_id = '{house}'")
            link.execute("DELETE FROM events.outbox")
    return {
        "undone": _entry(app, norte.id, attempts=2),
        "dead": _entry(app, sur.id, attempts=13, dead_at=now(), last_error="NoListener: notifications.gone"),
        "done": _entry(app, sur.id, done_at=now()),
    }


def _entry(app: Flask, clinic_id: int, **state: object) -> int:
    with app.app_context(), inside(clinic_id), work() as session:
        row = OutboxRow(
            event_id=new_id(),
            name="PatientCreated",
            version=1,
            payload={"name": SECRET},
            listener="notifications.gone",
            queue="events",
            occurred_at=now(),
            next_at=now(),
            **state,
        )
        session.add(row)
        session.flush()
        return row.id


@pytest.fixture
def state(app: Flask):
    """`state(id)`: (attempts, is dead) as the operator's role sees it."""

    def look(outbox_id: int) -> tuple[int, bool]:
        with psycopg.connect(app.config["SETTINGS"].database_operator_url) as link:
            query = "SELECT attempts, dead_at IS NOT NULL FROM events.outbox WHERE id = %s"
            return link.execute(query, [outbox_id]).fetchone()

    return look


@pytest.fixture
def asthma(app: Flask) -> int:
    """The id of a shared term."""
    with app.app_context():
        catalogs = find(CatalogsContract)
        term = ImportTerm(code="J45", names={"es": "Asma", "en": "Asthma"}, synonyms=("Hiperreactividad bronquial",))
        catalogs.import_terms(CatalogKind.DISEASES, "icd-10", (term,))
        return catalogs.global_terms(TermQuery(kind=CatalogKind.DISEASES)).terms[0].id
