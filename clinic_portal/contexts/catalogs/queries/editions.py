"""Editions as operators read them: how far each is, and what it changes."""

from collections.abc import Mapping
from typing import Any

from clinic_portal.contexts.catalogs import rules
from clinic_portal.contexts.catalogs.queries.shared import rows
from clinic_portal.contracts.catalogs import (
    CatalogKind,
    DiffPage,
    DiffQuery,
    DiffRow,
    Edition,
    EditionState,
    RowChange,
    StageEdition,
    TermFace,
    facts_of,
)
from clinic_portal.foundation.database.operator import Link
from clinic_portal.foundation.refusals import NotFound

MOST = 100
_COLUMNS = ", ".join(Edition.model_fields)
_ONE = f"SELECT {_COLUMNS} FROM catalogs.edition WHERE id = %(id)s"  # noqa: S608  # the columns are a value's fields
_LATEST = f"""
    SELECT {_COLUMNS} FROM catalogs.edition WHERE %(kind)s::text IS NULL OR kind = %(kind)s
    ORDER BY id DESC LIMIT {MOST}"""  # noqa: S608  # constants of this file
_ALIKE = f"""
    SELECT {_COLUMNS} FROM catalogs.edition
    WHERE kind = %(kind)s AND code_system = %(code_system)s AND sha256 = %(sha256)s AND partial = %(partial)s
      AND rows = %(rows)s AND fields IS NOT DISTINCT FROM %(fields)s AND state <> 'discarded'
    ORDER BY id DESC LIMIT 1 FOR UPDATE"""  # noqa: S608  # constants of this file
_HALF_APPLIED = f"""
    SELECT {_COLUMNS} FROM catalogs.edition
    WHERE kind = %(kind)s AND code_system = %(code_system)s AND state = 'applying' AND id <> %(id)s"""  # noqa: S608  # constants of this file
_NEWER = """
    SELECT EXISTS (SELECT FROM catalogs.edition
                   WHERE kind = %(kind)s AND code_system = %(code_system)s AND state = 'applied' AND id > %(id)s)"""
_DIFF = """
    SELECT code, what, before, after, applied_at IS NOT NULL AS applied, count(*) OVER () AS total
    FROM catalogs.edition_row
    WHERE edition_id = %(id)s AND what = ANY (%(what)s) AND search LIKE ALL (%(anywhere)s)
    ORDER BY code COLLATE "C" LIMIT %(size)s OFFSET %(skipped)s"""
_KEPT = "SELECT EXISTS (SELECT FROM catalogs.edition_row WHERE edition_id = %(id)s)"
_WRITTEN = """
    SELECT what, count(*) AS count FROM catalogs.edition_row
    WHERE edition_id = %(id)s AND applied_at IS NOT NULL GROUP BY what"""


def get_edition(link: Link, edition_id: int, *, locked: bool = False) -> Edition:
    """One edition, `locked` until the transaction ends; raises NotFound."""
    found = rows(link, _ONE + (" FOR UPDATE" if locked else ""), {"id": edition_id})
    if not found:
        raise NotFound
    return _edition(found[0])


def latest(link: Link, kind: CatalogKind | None) -> tuple[Edition, ...]:
    return tuple(map(_edition, rows(link, _LATEST, {"kind": kind and kind.value})))


def find_alike(link: Link, command: StageEdition) -> Edition | None:
    """The last edition with this content that was not discarded; locked."""
    fields = None if command.fields is None else list(command.fields)
    values = command.model_dump(include={"code_system", "sha256", "partial", "rows"})
    found = rows(link, _ALIKE, values | {"kind": command.kind.value, "fields": fields})
    return _edition(found[0]) if found else None


def find_half_applied(link: Link, edition: Edition) -> Edition | None:
    """Another edition of the same terms that was begun and not finished."""
    found = rows(link, _HALF_APPLIED, _of(edition))
    return _edition(found[0]) if found else None


def is_latest(link: Link, edition: Edition) -> bool:
    """Whether no later edition of the same terms was applied."""
    return not rows(link, _NEWER, _of(edition))[0]["exists"]


def written(link: Link, edition_id: int) -> Mapping[RowChange, int]:
    """How many rows of each kind are written."""
    return {RowChange(row["what"]): row["count"] for row in rows(link, _WRITTEN, {"id": edition_id})}


def diff(link: Link, query: DiffQuery) -> DiffPage:
    """Raises NotFound."""
    edition = get_edition(link, query.edition_id)
    wanted = [query.what] if query.what else [what for what in RowChange if what is not RowChange.SAME]
    values = {
        "id": edition.id,
        "what": [what.value for what in wanted],
        "anywhere": [rules.anywhere(word) for word in rules.words(query.text)],
        "size": query.size,
        "skipped": (query.page - 1) * query.size,
    }
    found = rows(link, _DIFF, values)
    return DiffPage(
        rows=tuple(_row(edition.kind, row) for row in found),
        total=found[0]["total"] if found else 0,
        page=query.page,
        size=query.size,
        kept=bool(found) or not edition.applied_rows or rows(link, _KEPT, values)[0]["exists"],
    )


def _of(edition: Edition) -> dict[str, Any]:
    return {"id": edition.id, "kind": edition.kind.value, "code_system": edition.code_system}


def _edition(row: Mapping[str, Any]) -> Edition:
    fields = row["fields"]
    return Edition.model_validate(
        {**row, "state": EditionState(row["state"]), "fields": None if fields is None else tuple(fields)}
    )


def _row(kind: CatalogKind, row: Mapping[str, Any]) -> DiffRow:
    what, before = RowChange(row["what"]), row["before"]
    then = before and _face(kind, before)
    now = then and then.model_copy(update={"retired": True, "version": then.version + 1})
    if what is not RowChange.RETIRED:
        now = row["after"] and _face(kind, {**row["after"], "version": then.version + 1 if then else 1})
    return DiffRow(code=row["code"], what=what, then=then, now=now, applied=row["applied"])


def _face(kind: CatalogKind, said: Mapping[str, Any]) -> TermFace:
    return TermFace(
        version=said["version"],
        names=said["names"],
        synonyms=tuple(said["synonyms"]),
        facts=facts_of(kind.value, said["facts"]),
        retired=said.get("retired", False),
    )
