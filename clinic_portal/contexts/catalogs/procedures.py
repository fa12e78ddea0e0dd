"""Treatment templates name procedures by code; each must be one that the clinic has."""

from collections.abc import Iterable

from sqlalchemy import text

from clinic_portal.contracts.catalogs import Facts, TemplateFacts, UnknownProcedure
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.work import current_work

_KNOWN = text("""
    SELECT code FROM catalogs.term WHERE kind = 'procedures' AND retired_at IS NULL AND code = ANY (:codes)
    UNION
    SELECT code FROM catalogs.clinic_term
    WHERE clinic_id = :clinic_id AND kind = 'procedures' AND retired_at IS NULL AND code = ANY (:codes)
""").execution_options(**{REVIEWED: "joins a global table; carries the clinic's predicate itself"})


def refuse_unknown(facts: Facts) -> None:
    """Raises UnknownProcedure for a template's step that names no procedure of the clinic."""
    if not isinstance(facts, TemplateFacts):
        return
    named = list(dict.fromkeys(step.procedure for step in facts.steps))
    known = known_codes(named)
    if unknown := tuple(code for code in named if code not in known):
        raise UnknownProcedure(unknown)


def known_codes(codes: Iterable[str]) -> set[str]:
    """Those of the codes that name a procedure of the clinic."""
    session = current_work()
    return set(session.scalars(_KNOWN, {"clinic_id": session.clinic_id, "codes": list(codes)}))
