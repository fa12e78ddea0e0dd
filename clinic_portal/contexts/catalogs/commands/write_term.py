"""An operator adds or changes one shared term."""

from typing import Any

import psycopg

from clinic_portal.contexts.catalogs.queries import shared
from clinic_portal.contexts.catalogs.shared_terms import write_terms
from clinic_portal.contracts.catalogs import CodeTaken, GlobalTerm, WriteTerm
from clinic_portal.foundation.refusals import NotFound, Stale


def write_term(link: psycopg.Connection[Any], command: WriteTerm) -> GlobalTerm:
    """Raises NotFound, CodeTaken, or Stale with what stands now; a term's code and code system stay as they are."""
    kind, code_system = command.kind, command.code_system
    if command.term_id is None:
        if shared.find_coded(link, kind, code_system, command.term.code):
            raise CodeTaken(fields={"code": CodeTaken.message})
    else:
        _refuse_stale(link, command, command.term_id)
    write_terms(link, kind, code_system, (command.term,), retired=command.retired)
    written = shared.find_coded(link, kind, code_system, command.term.code)
    if written is None:
        raise NotFound
    return written


def _refuse_stale(link: psycopg.Connection[Any], command: WriteTerm, term_id: int) -> None:
    standing = shared.get_term(link, command.kind, term_id, locked=True)
    if (standing.code_system, standing.code) != (command.code_system, command.term.code):
        raise NotFound
    if standing.version != command.version:
        raise Stale(standing)
