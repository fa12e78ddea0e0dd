"""The list of patients, page by page, by family name; all of them or those that a text finds."""

from typing import Any

from sqlalchemy import Select, bindparam, func, select, union
from sqlalchemy.sql.elements import ColumnElement

from clinic_portal.contexts.patients.queries.parts import CLINIC, KEY, OPTION, OWN_PREDICATE, PATIENT, option
from clinic_portal.contexts.patients.queries.search_patients import beginning_with, word_values
from clinic_portal.contexts.patients.rules.keys import Place
from clinic_portal.contexts.patients.rules.words import asked_words, is_number
from clinic_portal.contracts.patients import PatientPage
from clinic_portal.foundation.work import current_work


def list_patients(text: str, page: int, size: int) -> PatientPage:
    """The page counts from 1; a text of which no word is left finds everybody."""
    words, session = asked_words(text), current_work()
    rows, count = _chosen(words)
    values = {"clinic_id": session.clinic_id, **(word_values(words) if words else {})}
    found = session.execute(rows, {**values, "size": size, "skip": (page - 1) * size})
    patients = tuple(map(option, found))
    return PatientPage(patients=patients, total=session.scalar(count, values) or 0, page=page, size=size)


def _rows(*found: ColumnElement[bool]) -> Select[Any]:
    return (
        select(*OPTION)
        .where(PATIENT.c.clinic_id == CLINIC, *found)
        .order_by(PATIENT.c.sort_key, PATIENT.c.id)
        .limit(bindparam("size"))
        .offset(bindparam("skip"))
        .execution_options(**OWN_PREDICATE)
    )


def _found_under(*places: Place) -> tuple[Select[Any], Select[Any]]:
    found = union(*(select(KEY.c.patient_id).where(*beginning_with(place)) for place in places))
    count = select(func.count()).select_from(found.subquery())
    return _rows(PATIENT.c.id.in_(found)), count.execution_options(**OWN_PREDICATE)


EVERYBODY = (
    _rows(),
    select(func.count()).select_from(PATIENT).where(PATIENT.c.clinic_id == CLINIC).execution_options(**OWN_PREDICATE),
)
BY_NAME = _found_under(Place.FAMILY, Place.GIVEN)
BY_NUMBER = _found_under(Place.NUMBER)


def _chosen(words: tuple[str, ...]) -> tuple[Select[Any], Select[Any]]:
    if not words:
        return EVERYBODY
    return BY_NUMBER if is_number(words[0]) else BY_NAME
