"""Patients of the demo who would come sooner: in the morning or at any time, to somebody or anybody, one urgently."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from clinic_portal.contracts.agenda import AddToWaitlist, AgendaContract
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.contracts.patients import PatientView
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id

NOBODY_ELSE = 20
"""So many patients at the beginning are told of in other lists."""
WISHES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("Consulta", {"minutes": 30, "note": "Trabaja cerca: llega en un cuarto de hora."}),
    ("Revisión", {"minutes": 20, "since": 9 * 60, "until": 13 * 60, "weekdays": (0, 1, 2, 3, 4)}),
    ("Consulta", {"minutes": 30, "urgent": True, "note": "Dolor desde el lunes."}),
    ("Ecografía", {"minutes": 30, "since": 16 * 60, "until": 20 * 60, "note": "Solo por la tarde."}),
    ("Limpieza dental", {"minutes": 40, "weekdays": (4, 5)}),
)
"""(kind, what they wish); who stands first waits longest."""
LAST_DAY = timedelta(days=45)


def some_wait(house: ClinicDirectory, patients: Sequence[PatientView]) -> None:
    door, day = find(AgendaContract), today(house.clinic.time_zone)
    kinds = {kind.name: kind.id for kind in door.types()}
    for number, (patient, (kind, wish)) in enumerate(zip(patients[NOBODY_ELSE:], WISHES, strict=False)):
        door.add_to_waitlist(
            AddToWaitlist(
                idempotency_key=new_id(),
                patient_id=patient.id,
                type_id=kinds[kind],
                branch_id=house.branches[0].id if number % 2 else None,
                practitioner_id=house.practitioners[0].id if number == 1 else None,
                first_day=day,
                last_day=day + LAST_DAY if number == 3 else None,
                **wish,
            )
        )
