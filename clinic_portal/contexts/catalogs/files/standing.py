"""Every term that a file may name, as it stands in the entered clinic: shared ones and the clinic's own."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import text

from clinic_portal.contexts.catalogs.queries.parts import KEPT, OWN
from clinic_portal.contracts.catalogs import OWN as OWN_SYSTEM, Arrangement, CatalogKind, facts_of
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.folding import folded
from clinic_portal.foundation.work import current_work

_ALL = text(f"""
    WITH {OWN}, {KEPT}
    SELECT term.id, term.code_system, term.code, term.names, term.synonyms, term.facts, term.sort_key, false AS is_own,
           term.retired_at IS NOT NULL AS retired,
           term.retired_at IS NULL OR term.id IN (SELECT id FROM kept) AS seen,
           coalesce(own.keeps_retired, false) AS kept,
           coalesce(own.visible, true) AS visible, own.alias, own.price, own.minutes, own.position,
           coalesce(own.favourite, false) AS favourite
    FROM catalogs.term LEFT JOIN own ON own.term_id = term.id
    WHERE term.kind = :kind
    UNION ALL
    SELECT id, '{OWN_SYSTEM}', code, names, synonyms, facts, sort_key, true, retired_at IS NOT NULL,
           retired_at IS NULL, false, visible, alias, price, minutes, position, favourite
    FROM catalogs.clinic_term WHERE clinic_id = :clinic_id AND kind = :kind
    ORDER BY sort_key, id
""").execution_options(**{REVIEWED: "joins a global table; carries the clinic's predicate itself"})  # noqa: S608  # constants of this file


@dataclass(slots=True)
class Standing:
    """One term; `seen` is whether the clinic still has it, `kept` that it wished so after it was retired.

    `arranged` is what is laid over it, by the field's name.
    """

    id: int
    code_system: str
    code: str
    names: dict[str, str]
    synonyms: tuple[str, ...]
    facts: Any
    is_own: bool
    retired: bool
    seen: bool
    kept: bool
    arranged: dict[str, Any]

    @property
    def label(self) -> str:
        name = self.names.get("es") or next(iter(self.names.values()), self.code)
        return self.arranged["alias"] or name

    @property
    def arrangement(self) -> Arrangement:
        return Arrangement(**self.arranged)


@dataclass
class Terms:
    """All terms of a catalog, to be found by what a file says of them."""

    every: list[Standing] = field(default_factory=list)

    def __iter__(self) -> Iterator[Standing]:
        return iter(self.every)

    @cached_property
    def by_key(self) -> dict[tuple[str, str], Standing]:
        return {(one.code_system, one.code): one for one in self.every}

    @cached_property
    def by_code(self) -> dict[str, list[Standing]]:
        found = defaultdict(list)
        for one in self.every:
            found[one.code].append(one)
        return dict(found)

    @cached_property
    def own_names(self) -> dict[str, str]:
        """The codes of the clinic's own terms by their folded names."""
        own = [one for one in self.every if one.is_own and not one.retired]
        return {folded(name): one.code for one in own for name in one.names.values()}


def read(kind: CatalogKind) -> Terms:
    """Of the open work's clinic, in the catalog's order."""
    session = current_work()
    found = session.execute(_ALL, {"clinic_id": session.clinic_id, "kind": kind.value})
    return Terms(list(_terms(kind, found)))


def _terms(kind: CatalogKind, rows: Iterable[Any]) -> Iterator[Standing]:
    nothing = facts_of(kind.value, {})
    for row in rows:
        yield Standing(
            id=row.id,
            code_system=row.code_system,
            code=row.code,
            names=row.names,
            synonyms=tuple(row.synonyms),
            facts=facts_of(kind.value, row.facts) if row.facts else nothing,
            is_own=row.is_own,
            retired=row.retired,
            seen=row.seen,
            kept=row.kept,
            arranged={name: getattr(row, name) for name in Arrangement.model_fields},
        )
