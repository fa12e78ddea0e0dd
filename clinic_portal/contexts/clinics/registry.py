"""The registry as operators read it, under their own role."""

from typing import Any

from psycopg.rows import dict_row

from clinic_portal.contracts.clinics import ClinicEntry, ClinicList, ClinicSearch
from clinic_portal.foundation.database.operator import Link
from clinic_portal.foundation.refusals import NotFound

PAGE = 50
_COLUMNS = """clinic.id, clinic.slug, coalesce(profile.name, '') AS name, coalesce(profile.language, '') AS language,
    coalesce(profile.country, '') AS country, clinic.created_at, clinic.suspended_at,
    ARRAY(SELECT key FROM clinics.feature_flag WHERE clinic_id = clinic.id AND switched_on) AS flags"""
_FROM = "clinics.clinic LEFT JOIN clinics.clinic_profile AS profile ON profile.clinic_id = clinic.id"
_SOUGHT = """
    (%(text)s = '' OR strpos(lower(public.unaccent(coalesce(profile.name, ''))), lower(public.unaccent(%(text)s))) > 0
                   OR strpos(clinic.slug, lower(%(text)s)) > 0)
    AND (%(state)s = '' OR (clinic.suspended_at IS NULL) = (%(state)s = 'open'))
    AND (%(flag)s = '' OR EXISTS (SELECT FROM clinics.feature_flag AS flag
                                  WHERE flag.clinic_id = clinic.id AND flag.key = %(flag)s AND flag.switched_on))"""
_COUNT = f"SELECT count(*) AS total FROM {_FROM} WHERE {_SOUGHT}"  # noqa: S608  # constants of this file
_PAGE = f"""SELECT {_COLUMNS} FROM {_FROM} WHERE {_SOUGHT} AND clinic.slug > %(after)s
    ORDER BY clinic.slug LIMIT %(size)s"""  # noqa: S608  # constants of this file
_ONE = f"SELECT {_COLUMNS} FROM {_FROM} WHERE clinic.slug = %(slug)s"  # noqa: S608  # constants of this file
_SLUGS = "SELECT id, slug FROM clinics.clinic WHERE id = ANY (%(ids)s)"
_FLAGS = "SELECT key, count(*) AS clinics FROM clinics.feature_flag WHERE switched_on GROUP BY key"


def clinics(link: Link, search: ClinicSearch) -> ClinicList:
    """A page by slug."""
    values = {
        "text": search.text.strip(),
        "state": search.state.value if search.state else "",
        "flag": search.flag,
        "after": search.after,
        "size": PAGE + 1,
    }
    (counted,), found = _rows(link, _COUNT, values), _rows(link, _PAGE, values)
    entries = tuple(_entry(row) for row in found[:PAGE])
    return ClinicList(entries=entries, total=counted["total"], more=len(found) > PAGE)


def get_clinic(link: Link, slug: str, *, locked: bool = False) -> ClinicEntry:
    """One clinic, `locked` until the transaction ends; raises NotFound."""
    found = _rows(link, _ONE + (" FOR UPDATE OF clinic" if locked else ""), {"slug": slug})
    if not found:
        raise NotFound
    return _entry(found[0])


def find_id(link: Link, slug: str) -> int | None:
    found = link.execute("SELECT id FROM clinics.clinic WHERE slug = %s", [slug]).fetchone()
    return int(found[0]) if found else None


def slugs(link: Link, clinic_ids: tuple[int, ...]) -> dict[int, str]:
    return {row["id"]: row["slug"] for row in _rows(link, _SLUGS, {"ids": list(clinic_ids)})}


def flag_counts(link: Link) -> dict[str, int]:
    return {row["key"]: row["clinics"] for row in _rows(link, _FLAGS, {})}


def _rows(link: Link, statement: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    with link.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(statement, values).fetchall()


def _entry(row: dict[str, Any]) -> ClinicEntry:
    return ClinicEntry(**{**row, "flags": frozenset(row["flags"])})
