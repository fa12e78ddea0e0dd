"""Interactions come in from a source, under the operator's role."""

from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from clinic_portal.contracts.catalogs import DuplicateCode, ImportReport, Interaction

_UPSERT = """
    INSERT INTO catalogs.interaction AS kept (first, second, severity, effect, source)
    SELECT first, second, severity, effect, source FROM jsonb_to_recordset(%(rows)s)
        AS incoming (first text, second text, severity text, effect jsonb, source text)
    ON CONFLICT (first, second) DO UPDATE
    SET severity = excluded.severity, effect = excluded.effect, source = excluded.source, version = kept.version + 1
    WHERE (kept.severity, kept.effect, kept.source) IS DISTINCT FROM
          (excluded.severity, excluded.effect, excluded.source)
    RETURNING kept.xmax = 0"""
# A row that was just inserted has no xmax; one that was updated has.


def import_interactions(link: psycopg.Connection[Any], interactions: tuple[Interaction, ...]) -> ImportReport:
    """Add what is new, change what differs; a pair is one pair in either order. Raises DuplicateCode."""
    rows = [_row(one) for one in interactions]
    if len({(row["first"], row["second"]) for row in rows}) < len(rows):
        raise DuplicateCode
    written = [new for (new,) in link.execute(_UPSERT, {"rows": Jsonb(rows)}).fetchall()]
    added = sum(written)
    return ImportReport(added=added, changed=len(written) - added, unchanged=len(rows) - len(written))


def _row(one: Interaction) -> dict[str, object]:
    first, second = sorted((one.first, one.second))
    return one.model_dump(mode="json") | {"first": first, "second": second}
