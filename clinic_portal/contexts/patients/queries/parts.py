"""The parts that the reads have in common: tables, the clinic's predicate, a row as an option."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, bindparam

from clinic_portal.contexts.patients.models import Patient, PatientKey, RecentPatient
from clinic_portal.contracts.patients import PatientOption
from clinic_portal.foundation.database import REVIEWED

PATIENT, KEY, RECENT = Patient.__table__, PatientKey.__table__, RecentPatient.__table__
CLINIC: BindParameter[int] = bindparam("clinic_id")
OWN_PREDICATE = {REVIEWED: "every table in it is bound to :clinic_id"}
OPTION = (
    PATIENT.c.id,
    PATIENT.c.given,
    PATIENT.c.family,
    PATIENT.c.phone,
    PATIENT.c.document,
    PATIENT.c.birth_date,
)


def option(row: Sequence[Any]) -> PatientOption:
    """A row that begins with OPTION's columns."""
    return PatientOption(id=row[0], name=f"{row[1]} {row[2]}", phone=row[3], document=row[4], birth_date=row[5])
