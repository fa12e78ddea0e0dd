"""Patients of the demo who are due again: some overdue, some called already, some soon."""

from collections.abc import Sequence
from datetime import timedelta

from clinic_portal.contracts.agenda import AgendaContract
from clinic_portal.contracts.agenda.recalls import AddRecall, NoteCall
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.contracts.patients import PatientView
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id

DUE = (
    (-21, "Revisión", 6, "", ""),
    (-9, "Limpieza dental", 6, "Prefiere por la tarde", "No contesta; se prueba mañana."),
    (-3, "Control pediátrico", 12, "", ""),
    (0, "Revisión", 0, "Traer el análisis de sangre", "Lo mira con su trabajo y llama ella."),
    (6, "Ecografía", 0, "", ""),
    (15, "Limpieza dental", 12, "", ""),
    (24, "Revisión", 3, "", ""),
)
"""(days from today, kind, every how many months, note, what came of the call)."""


def some_due(house: ClinicDirectory, patients: Sequence[PatientView]) -> None:
    door, day = find(AgendaContract), today(house.clinic.time_zone)
    kinds = {kind.name: kind.id for kind in door.types()}
    for patient, (days, kind, months, note, said) in zip(patients, DUE, strict=False):
        due = door.add_recall(
            AddRecall(
                idempotency_key=new_id(),
                patient_id=patient.id,
                type_id=kinds[kind],
                branch_id=house.branches[0].id,
                due=day + timedelta(days=days),
                every_months=months,
                note=note,
            )
        )
        if said:
            door.note_call(NoteCall(recall_id=due.id, version=due.version, note=said))
