"""The record as one reads it: by clinic, person and verb, the latest first; and whether its chain holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from clinic_portal.foundation.database.operator import Link
from clinic_portal.foundation.record.chain import Entry, first_broken
from clinic_portal.foundation.record.keep import Doing

PAGE = 50
_COLUMNS = "number, at, actor_id, actor, verb, about, thing, before, after, request_id, previous_hash, hash"
_PAGE = f"""
    SELECT {_COLUMNS} FROM operations.deed
    WHERE (%(about)s::bigint IS NULL OR about = %(about)s)
      AND (%(actor)s = '' OR actor = %(actor)s)
      AND (%(verb)s = '' OR verb = %(verb)s)
      AND (%(before)s::bigint IS NULL OR number < %(before)s)
    ORDER BY number DESC LIMIT %(size)s"""  # noqa: S608  # the columns are a constant of this file
_ALL = f"SELECT {_COLUMNS} FROM operations.deed ORDER BY number"  # noqa: S608  # constants of this file
_SAME = """SELECT FROM operations.deed
    WHERE verb = %s AND about IS NOT DISTINCT FROM %s AND thing = %s AND after::jsonb = %s LIMIT 1"""
_ACTORS = "SELECT DISTINCT actor FROM operations.deed ORDER BY actor"


@dataclass(frozen=True, slots=True)
class Sought:
    """Which entries: of a clinic, of a person, of a verb, and numbered lower than `before`; empty means any."""

    about: int | None = None
    actor: str = ""
    verb: str = ""
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many entries there are, the last one's hash, and the first that does not fit, if any."""

    entries: int
    last_hash: str
    broken_at: int | None


def entries(link: Link, sought: Sought, size: int = PAGE) -> tuple[tuple[Entry, ...], bool]:
    """The latest first, and whether there are older ones."""
    values = {
        "about": sought.about,
        "actor": sought.actor,
        "verb": sought.verb,
        "before": sought.before,
        "size": size + 1,
    }
    with link.cursor(row_factory=class_row(Entry)) as cursor:
        found = cursor.execute(_PAGE, values).fetchall()
    return tuple(found[:size]), len(found) > size


def is_recorded(doing: Doing, after: Mapping[str, object]) -> bool:
    """Whether this very deed of that clinic and thing is in the record already."""
    values = [doing.verb.value, doing.about, doing.thing, Jsonb(dict(after))]
    return doing.link.execute(_SAME, values).fetchone() is not None


def actors(link: Link) -> tuple[str, ...]:
    """Everybody who has done anything."""
    return tuple(str(row[0]) for row in link.execute(_ACTORS))


def examine(link: Link) -> Verdict:
    """Follow the whole chain from its first entry."""
    last = link.execute("SELECT number, hash FROM operations.deed ORDER BY number DESC LIMIT 1").fetchone()
    count, last_hash = last or (0, "")
    return Verdict(entries=count, last_hash=last_hash, broken_at=first_broken(_stream(link)))


def _stream(link: Link) -> Iterator[Entry]:
    with link.cursor("record", row_factory=class_row(Entry)) as cursor:
        yield from cursor.execute(_ALL)
