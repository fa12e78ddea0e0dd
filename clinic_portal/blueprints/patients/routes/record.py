"""A patient's page: who they are, their coming and past appointments."""

from flask import g
from flask.typing import ResponseReturnValue
from flask_login import current_user

from clinic_portal.blueprints.patients.age import age
from clinic_portal.blueprints.patients.doors import agenda, house, patients
from clinic_portal.blueprints.patients.forms import SEXES
from clinic_portal.foundation.clock import now, today
from clinic_portal.foundation.web.languages import LANGUAGES
from clinic_portal.foundation.web.pages import answer


def show(patient_id: int) -> ResponseReturnValue:
    """The record; opening it puts the patient among the visitor's recent ones."""
    patient = patients().patient(patient_id)
    patients().remember_visit(current_user.user_id, patient_id)
    appointments, moment = agenda().patient_appointments(patient_id), now()
    return answer(
        "patients/record.html",
        "patients/_record.html",
        patient=patient,
        years=age(patient.birth_date, today(g.clinic.time_zone)),
        coming=tuple(reversed([one for one in appointments if one.ends_at > moment])),
        past=tuple(one for one in appointments if one.ends_at <= moment),
        kinds={kind.id: kind.name for kind in agenda().types()},
        house=house(),
        sexes=SEXES,
        languages=LANGUAGES,
    )
