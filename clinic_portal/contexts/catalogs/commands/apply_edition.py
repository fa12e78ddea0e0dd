"""An edition is written: begun, then a thousand rows in each transaction, then ended."""

from typing import Any

from clinic_portal.contexts.catalogs import edition_rows
from clinic_portal.contexts.catalogs.queries import editions
from clinic_portal.contexts.catalogs.shared_terms import retire_terms, write_terms
from clinic_portal.contracts.catalogs import (
    ApplyEdition,
    Edition,
    EditionEnded,
    EditionIncomplete,
    EditionState,
    EditionUnderWay,
    ImportTerm,
    TooManyRetired,
    facts_of,
)
from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database.operator import Link

BATCH = 1000
_WRITES, _RETIRES = ("added", "changed"), ("retired",)
_BEGIN = """
    UPDATE catalogs.edition SET state = 'applying', begun = begun + 1, may_retire = greatest(may_retire, %(may)s)
    WHERE id = %(id)s"""
_MAY_RETIRE = "SELECT may_retire FROM catalogs.edition WHERE id = %(id)s"
_END = "UPDATE catalogs.edition SET state = %(state)s, ended_at = %(at)s, ended_by = %(by)s WHERE id = %(id)s"


def begin_edition(link: Link, command: ApplyEdition) -> Edition:
    """Compare it with what stands now, and mark it as begun; an applied one stays as it is.

    Raises NotFound, EditionIncomplete, EditionEnded, EditionUnderWay or TooManyRetired.
    """
    edition = editions.get_edition(link, command.edition_id, locked=True)
    if edition.state is EditionState.APPLIED:
        return edition
    _refuse_unready(link, edition)
    edition_rows.compare(link, edition)
    compared = editions.get_edition(link, edition.id)
    confirmed = link.execute(_MAY_RETIRE, {"id": edition.id}).fetchone() or (0,)
    if compared.retires_many and compared.retired > max(command.retiring, *confirmed):
        raise TooManyRetired(compared.retired, compared.in_use)
    link.execute(_BEGIN, {"id": edition.id, "may": command.retiring})
    return editions.get_edition(link, edition.id)


def write_batch(link: Link, edition: Edition) -> bool:
    """Write the next rows, what is retired last of all; False when none is left."""
    taken = edition_rows.take(link, edition.id, _WRITES, BATCH)
    if taken:
        terms = [_term(edition, code, after or {}) for code, after in taken]
        write_terms(link, edition.kind, edition.code_system, terms)
        return True
    retired = edition_rows.take(link, edition.id, _RETIRES, BATCH)
    retire_terms(link, edition.kind, edition.code_system, [code for code, _after in retired])
    return bool(retired)


def end_edition(link: Link, edition_id: int, state: EditionState) -> Edition:
    """Nothing more is to be done about it; what editions long before it changed is forgotten."""
    link.execute(_END, {"id": edition_id, "state": state.value, "at": now(), "by": current_actor_id()})
    ended = editions.get_edition(link, edition_id)
    edition_rows.drop_old(link, ended)
    return ended


def _refuse_unready(link: Link, edition: Edition) -> None:
    if edition.state is EditionState.DISCARDED:
        raise EditionEnded
    if not edition.is_whole:
        raise EditionIncomplete
    if other := editions.find_half_applied(link, edition):
        raise EditionUnderWay(other.label)


def _term(edition: Edition, code: str, after: dict[str, Any]) -> ImportTerm:
    facts = facts_of(edition.kind.value, after["facts"])
    return ImportTerm(code=code, names=after["names"], synonyms=tuple(after["synonyms"]), facts=facts)
