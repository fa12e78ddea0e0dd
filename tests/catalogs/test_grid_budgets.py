"""What the grid may cost, counted: statements, bytes, and buffers over all 14,498 diseases."""

import gzip
import json

import psycopg
import pytest
from sqlalchemy import text

from clinic_portal.cli.cie import diseases
from clinic_portal.contexts.catalogs.queries import grid
from clinic_portal.contracts.catalogs import CatalogKind, GridFilter, GridQuery, GridSort
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.work import work
from tests.budgets.counting import counting
from tests.catalogs.shelf_of_procedures import GRID, HTMX, fill_procedures
from tests.catalogs.terms import fill
from tests.conftest import csrf_of
from tests.stand.cast import ADMIN

DISEASES = CatalogKind.DISEASES
ALL = "/c/norte/catalogs/diseases/arrangement"


@pytest.fixture
def full(app):
    fill(app, *diseases())
    with psycopg.connect(app.config["SETTINGS"].database_owner_url, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE catalogs.term")


def buffers(query: GridQuery) -> int:
    with work() as session:
        statement = grid._statement(query.filter, query.sort, "DESC" if query.descending else "ASC")
        values = grid._values(query) | {"size": query.size, "skipped": (query.page - 1) * query.size}
        explained = text(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement.text}")
        found = session.execute(explained.execution_options(**{REVIEWED: "explains a reviewed one"}), values).scalar()
    plan = (found if isinstance(found, list) else json.loads(found))[0]["Plan"]
    return plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]


def test_the_grid_of_all_diseases_reads_the_table_once(full, within, norte):
    with within(norte):
        for query in (
            GridQuery(kind=DISEASES),
            GridQuery(kind=DISEASES, page=290, sort=GridSort.NAME, descending=True),
            GridQuery(kind=DISEASES, text="diabetes", filter=GridFilter.VISIBLE),
        ):
            assert buffers(query) <= 1500


def test_a_page_of_it_is_small(full, browser_of, monkeypatch):
    admin = browser_of(ADMIN)
    admin.get(ALL)
    with counting(monkeypatch) as counts:
        page = admin.get(ALL, headers=HTMX)
    assert len(counts.statements) <= 3
    assert page.text.count('<tbody class="term') == 50
    assert len(page.data) <= 130_000
    assert len(gzip.compress(page.data)) <= 12_000


@pytest.mark.parametrize(
    ("filter_", "sort"), [("visible", "usual"), ("all", "name"), ("used", "uses"), ("all", "code")]
)
def test_filters_and_orders_cost_the_same(full, browser_of, monkeypatch, filter_, sort):
    admin = browser_of(ADMIN)
    address = f"{ALL}?filter={filter_}&sort={sort}&dir=down&q=fiebre"
    admin.get(address)
    with counting(monkeypatch) as counts:
        assert admin.get(address, headers=HTMX).status_code == 200
    assert len(counts.statements) <= 3


def test_a_cell_and_a_bulk_deed_cost_no_more_for_many(app, browser_of, monkeypatch):
    fill_procedures(app)
    admin = browser_of(ADMIN)
    token = csrf_of(admin.get(GRID).text)
    number = admin.get(GRID).text.split('id="term-')[1].split('"')[0]
    with counting(monkeypatch) as one:
        data = {"csrf_token": token, "alias": "Otro", "version": "0"}
        assert admin.post(f"{GRID}/{number}", data=data, headers=HTMX).status_code == 200
    with counting(monkeypatch) as few:
        data = {"csrf_token": token, "deed": "favour", "term_id": [number]}
        assert admin.post(GRID, data=data, headers=HTMX).status_code == 200
    with counting(monkeypatch) as many:
        data = {"csrf_token": token, "deed": "favour", "everything": "1"}
        assert admin.post(GRID, data=data, headers=HTMX).status_code == 200
    assert len(one.statements) <= 16
    assert len(many.statements) <= len(few.statements) + 2 <= 18
