"""How PostgreSQL finds terms among 14,498: under the app role, with the clinic's overrides, few pages touched."""

import json
import time
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from clinic_portal.cli.cie import diseases
from clinic_portal.contexts.catalogs import rules
from clinic_portal.contexts.catalogs.queries import view
from clinic_portal.contexts.catalogs.service import CatalogsService
from clinic_portal.contracts.catalogs import CatalogKind, TermQuery
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.work import work
from tests.catalogs.terms import fill, laid

door = CatalogsService()


@pytest.fixture
def full(app, within, norte):
    """All diseases, forty of them changed by the clinic."""
    fill(app, *diseases())
    with within(norte):
        for term in door.terms(TermQuery(kind=CatalogKind.DISEASES, size=40)).terms:
            door.arrange(laid(CatalogKind.DISEASES, term.id, alias=f"Mi {term.code}"))
    with psycopg.connect(app.config["SETTINGS"].database_owner_url, autocommit=True) as owner:
        see_all(owner, "catalogs.term")
        owner.execute("ANALYZE catalogs.clinic_term_override")
    with within(norte):
        yield


def see_all(owner: psycopg.Connection[Any], table: str) -> None:
    """Vacuum until every page is known to be visible: another session's old snapshot may hold the first one back."""
    for _ in range(20):
        owner.execute(f"VACUUM ANALYZE {table}")
        pages, visible = owner.execute(
            "SELECT relpages, relallvisible FROM pg_class WHERE oid = %s::regclass", [table]
        ).fetchone()
        if pages == visible:
            return
        time.sleep(0.5)


def plan(query: TermQuery) -> dict[str, Any]:
    """PostgreSQL's own account of how it answered."""
    with work() as session:
        statement, values = view.page_statement(query)
        explained = text(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement.text}")
        found = session.execute(explained.execution_options(**{REVIEWED: "explains a reviewed one"}), values).scalar()
    return (found if isinstance(found, list) else json.loads(found))[0]["Plan"]


def nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(node for child in plan.get("Plans", ()) for node in nodes(child))]


def scans(found: dict[str, Any]) -> set[str]:
    return {f"{node['Node Type']} {node.get('Relation Name', '')}".strip() for node in nodes(found)}


def indexes(found: dict[str, Any]) -> set[str]:
    return {node["Index Name"] for node in nodes(found) if "Index Name" in node}


@pytest.mark.parametrize(("typed", "buffers"), [("diabetes mellitus", 700), ("j45", 300), ("neumonia bact", 300)])
def test_a_search_reads_the_trigram_index_and_little_else(full, typed, buffers):
    found = plan(TermQuery(kind=CatalogKind.DISEASES, text=typed))
    assert "ix_term_search" in indexes(found)
    assert "Seq Scan term" not in scans(found)
    assert found["Shared Hit Blocks"] + found["Shared Read Blocks"] <= buffers


@pytest.mark.parametrize("number", [1, 280])
def test_a_page_of_the_whole_catalog_walks_its_index_in_order(full, number):
    found = plan(TermQuery(kind=CatalogKind.DISEASES, page=number))
    assert "ix_term_kind" in indexes(found)
    # The fifty terms of a far page may be fetched by one scan of the table: 420 pages, whatever the page's number.
    assert found["Shared Hit Blocks"] + found["Shared Read Blocks"] <= 900


def test_the_longest_word_is_the_one_the_index_is_asked_for():
    assert view.search_values("de la neumonia")["longest"] == rules.anywhere("neumonia")
