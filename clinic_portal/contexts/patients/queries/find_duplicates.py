"""Who may be the person that is being registered: few indexed look-ups, then points for each candidate."""

from typing import Any

from sqlalchemy import ARRAY, Row, Select, Text, any_, bindparam, func, literal_column, select, union
from sqlalchemy.sql.elements import ColumnElement

from clinic_portal.contexts.patients.queries.parts import CLINIC, KEY, OPTION, OWN_PREDICATE, PATIENT, option
from clinic_portal.contexts.patients.rules.keys import Place, sound_keys
from clinic_portal.contexts.patients.rules.likeness import WARN_AT, Traits, likeness, traits
from clinic_portal.contracts.patients import DuplicateProbe, LikelyDuplicate
from clinic_portal.foundation.work import current_work

ENOUGH: ColumnElement[int] = literal_column("20")
MOST = 5


def find_duplicates(probe: DuplicateProbe) -> tuple[LikelyDuplicate, ...]:
    """Those above the warning line, likeliest first, at most MOST; `probe.phone` as E.164 or empty."""
    asked = traits(probe)
    judged = (_judged(asked, row) for row in _candidates(asked, sound_keys(probe.given, probe.family)))
    likely = [duplicate for duplicate in judged if duplicate.score >= WARN_AT]
    return tuple(sorted(likely, key=lambda duplicate: (-duplicate.score, duplicate.patient.id))[:MOST])


def _candidates(asked: Traits, keys: frozenset[str]) -> list[Row[Any]]:
    if not (asked.phone or asked.email or asked.document or keys):
        return []
    session = current_work()
    values = {
        "clinic_id": session.clinic_id,
        "phone": asked.phone,
        "email": asked.email,
        "document": asked.document,
        "sounds": sorted(keys),
    }
    return list(session.execute(CANDIDATES, values))


def _judged(asked: Traits, row: Row[Any]) -> LikelyDuplicate:
    known = DuplicateProbe.model_validate({name: row._mapping[name] for name in DuplicateProbe.model_fields})  # noqa: SLF001  # SQLAlchemy's public name
    score, reasons = likeness(asked, traits(known))
    return LikelyDuplicate(patient=option(row), score=score, reasons=reasons)


def _having(*condition: ColumnElement[bool]) -> Select[Any]:
    return select(PATIENT.c.id).where(PATIENT.c.clinic_id == CLINIC, *condition).limit(ENOUGH)


def _sounding() -> Select[Any]:
    """Of all who share a surname's and a given name's sound, those who share most."""
    return (
        select(KEY.c.patient_id)
        .where(
            KEY.c.clinic_id == CLINIC,
            KEY.c.place == literal_column(str(int(Place.SOUND))),
            KEY.c.key == any_(bindparam("sounds", type_=ARRAY(Text))),
        )
        .group_by(KEY.c.patient_id)
        .order_by(func.count().desc(), KEY.c.patient_id.desc())
        .limit(ENOUGH)
    )


_NOTHING: ColumnElement[str] = literal_column("''")
CANDIDATES = (
    select(*OPTION, PATIENT.c.email)
    .where(
        PATIENT.c.clinic_id == CLINIC,
        PATIENT.c.id.in_(
            union(
                _having(PATIENT.c.phone == bindparam("phone")),
                _having(PATIENT.c.email_key == bindparam("email"), PATIENT.c.email_key != _NOTHING),
                _having(PATIENT.c.document_key == bindparam("document"), PATIENT.c.document_key != _NOTHING),
                _sounding(),
            )
        ),
    )
    .execution_options(**OWN_PREDICATE)
)
