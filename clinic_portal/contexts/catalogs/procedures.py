"""Treatment templates name procedures by code; each must be one that the clinic has."""

from collections.abc import Iterable

from sqlalchemy import text

from clinic_portal.contracts.catalogs import Facts, TemplateFacts, UnknownProcedure
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.work import current_work

_KNOWN = text("""
    SELECT code FROM catalogs.term WHERE kind = 'procedures' AND code = ANY (:codes)
      AND (retired_at IS NULL OR EXISTS (
          SELECT FROM catalogs.clinic_term_override AS own
          WHERE own.clinic_id = :clinic_id AND own.kind = 'procedures' AND own.term_id = term.id AND own.keeps_retired))
    UNION
    SELECT code FROM catalogs.clinic_term
    WHERE clinic_id = :clinic_id AND kind = 'procedures' AND retired_at IS NULL AND code = ANY (:codes)
""").execution_options(**{REVIEWED: "joins a global table; carries the clinic's predicate itself"})


def refuse_unknown(facts: Facts, standing: Facts | None = None) -> None:
    """Raises UnknownProcedure for a step that names no procedure of the clinic; what `standing` names may stay."""
    stay = named_by(standing)
    named = [code for code in named_by(facts) if code not in stay]
    if not named:
        return
    known = known_codes(named)
    if unknown := tuple(code for code in named if code not in known):
        raise UnknownProcedure(unknown)


def named_by(facts: Facts | None) -> tuple[str, ...]:
    """The codes of the procedures that a treatment's steps name, each once; nothing else names any."""
    if not isinstance(facts, TemplateFacts):
        return ()
    return tuple(dict.fromkeys(step.procedure for step in facts.steps))


def known_codes(codes: Iterable[str]) -> set[str]:
    """Those of the codes that name a procedure of the clinic."""
    session = current_work()
    return set(session.scalars(_KNOWN, {"clinic_id": session.clinic_id, "codes": list(codes)}))
