"""Catalogs without a web server between: a search beside its floor, and one clinic's change while all others read."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

import psycopg
from flask import Flask

from benchmarks.stand import Ground
from clinic_portal.contexts.catalogs.queries import view
from clinic_portal.contracts.catalogs import Arrangement, ArrangeTerm, CatalogKind, CatalogsContract, TermQuery
from clinic_portal.contracts.clinics import ClinicsContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.telemetry.metrics import CACHE_LOOKUPS
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.work import work

SEARCHES = ("asma", "diabetes mellitus", "j45", "fractura de", "neumonia bact", "tumor maligno", "dolor")
FLOOR = """
    WITH own AS (
        SELECT term_id, visible, alias, search_alias FROM catalogs.clinic_term_override
        WHERE clinic_id = %(clinic)s AND kind = 'diseases'
    ), hit AS (
        SELECT term.id, sort_key, CASE WHEN starts_with(search, %(code)s) THEN 0
                                       WHEN strpos(search, %(name)s) > 0 THEN 1
                                       WHEN search LIKE ALL (%(at_start)s) THEN 2 ELSE 3 END AS rank
        FROM catalogs.term LEFT JOIN own ON own.term_id = term.id
        WHERE kind = 'diseases' AND retired_at IS NULL AND search LIKE %(longest)s AND search LIKE ALL (%(anywhere)s)
          AND own.visible IS NOT false
    ), top AS (SELECT *, count(*) OVER () AS total FROM hit ORDER BY rank, sort_key, id LIMIT 50)
    SELECT top.total, term.id, term.code_system, term.code, term.names ->> 'es', own.alias
    FROM top JOIN catalogs.term ON term.id = top.id LEFT JOIN own ON own.term_id = top.id
    ORDER BY top.rank, top.sort_key, top.id"""


def search(app: Flask, ground: Ground, clinic_id: int, rounds: int) -> dict[str, Any]:
    """Milliseconds of a search over all diseases: by hand past row security; behind it the statement, and the door.

    The door is asked uncached, and counts its transaction and the making of the values.
    """
    with app.app_context(), inside(clinic_id), _by_hand(ground, clinic_id) as by_hand:
        told = [
            (_ms(by_hand, text), _ms_of_statement(text), _ms(_asked, text)) for _ in range(rounds) for text in SEARCHES
        ]
    warm = told[len(SEARCHES) :]
    floor, statement, door = (median(column) for column in zip(*warm, strict=True))
    return {
        "floor_ms": round(floor, 2),
        "statement_ms": round(statement, 2),
        "statement_ratio": round(median(one[0] / one[1] for one in warm), 2),
        "door_ms": round(door, 2),
        "door_ratio": round(median(one[0] / one[2] for one in warm), 2),
    }


def change_among_readers(app: Flask) -> dict[str, Any]:
    """All clinics read a page from the cache; one of them changes its view; all read again. Counted: misses."""
    with app.app_context():
        clinics = find(ClinicsContract).clinic_ids()
        _read(clinics)
        before = _misses()
        _read(clinics)
        quiet = _misses() - before
        _change(clinics[0])
        before = _misses()
        _read(clinics[1:])
        others = _misses() - before
        _read(clinics[:1])
        return {
            "clinics": len(clinics),
            "misses_before": quiet,
            "misses_of_others_after": others,
            "misses_of_its_own": _misses() - before - others,
        }


def _asked(text: str) -> int:
    with work():
        return len(view.page(TermQuery(kind=CatalogKind.DISEASES, text=text)).terms)


def _ms_of_statement(text: str) -> float:
    with work() as session:
        session.connection()
        statement, values = view.page_statement(TermQuery(kind=CatalogKind.DISEASES, text=text))
        return _ms(lambda _text: len(session.execute(statement, values).all()), text)


@contextmanager
def _by_hand(ground: Ground, clinic_id: int) -> Iterator[Callable[[str], int]]:
    with psycopg.connect(ground.lord_url, autocommit=True, prepare_threshold=0) as link:
        yield lambda text: len(link.execute(FLOOR, {"clinic": clinic_id, **view.search_values(text)}).fetchall())


def _ms(ask: Callable[[str], int], text: str) -> float:
    began = time.perf_counter()
    if not ask(text):
        raise RuntimeError(f"nothing was found for {text}")
    return (time.perf_counter() - began) * 1000


def _read(clinics: tuple[int, ...]) -> None:
    for clinic_id in clinics:
        with inside(clinic_id):
            find(CatalogsContract).terms(TermQuery(kind=CatalogKind.PROCEDURES))


def _change(clinic_id: int) -> None:
    catalogs = find(CatalogsContract)
    with inside(clinic_id):
        term = catalogs.terms(TermQuery(kind=CatalogKind.PROCEDURES)).terms[0]
        now = Arrangement(alias=f"{term.name} {time.time_ns()}")
        catalogs.arrange(ArrangeTerm(kind=CatalogKind.PROCEDURES, term_id=term.id, arrangement=now))


def _misses() -> float:
    samples = (sample for metric in CACHE_LOOKUPS.collect() for sample in metric.samples)
    wanted = {"region": "catalogs", "outcome": "miss"}
    return sum(one.value for one in samples if one.name.endswith("_total") and one.labels == wanted)
