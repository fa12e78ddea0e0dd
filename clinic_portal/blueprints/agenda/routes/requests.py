"""What patients asked for by themselves: who waits for an answer, and who they are."""

from flask import Response, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf import FlaskForm

from clinic_portal.blueprints.agenda.doors import agenda, house
from clinic_portal.contracts.agenda import AppointmentStatus, IdentifyPatient, MarkAppointment, OnlineRequest
from clinic_portal.contracts.identity import Permission
from clinic_portal.contracts.patients import DuplicateProbe, LikelyDuplicate, PatientsContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.pages import answer, go_to
from clinic_portal.foundation.web.submit import submit


def index() -> ResponseReturnValue:
    """Those without an answer, and those whose patient nobody has looked at."""
    return render_template("agenda/online/requests.html", requests=agenda().online_requests(), house=house())


def show(appointment_id: int) -> ResponseReturnValue:
    """One of them, beside the patients who it may be."""
    return _page(agenda().online_request(appointment_id), 200)


def approve(appointment_id: int) -> ResponseReturnValue:
    """It is booked now, and the patient is told."""
    marked = agenda().mark(
        MarkAppointment(
            appointment_id=agenda().online_request(appointment_id).appointment.id,
            version=whole_number(request.form.get("version")) or 0,
            status=AppointmentStatus.BOOKED,
        )
    )
    return go_to(url_for("agenda.requests_index"), _("Approved: %(name)s", name=marked.patient_name))


def identify(appointment_id: int) -> ResponseReturnValue:
    """This is the patient; nothing of their record changes."""
    command = IdentifyPatient(
        appointment_id=appointment_id,
        version=whole_number(request.form.get("version")) or 0,
        patient_id=whole_number(request.form.get("patient_id")) or 0,
    )

    def note() -> Response:
        known = agenda().identify(command)
        return go_to(url_for("agenda.requests_index"), _("Noted: %(name)s", name=known.appointment.patient_name))

    def again(refusal: Refusal | None, status: int) -> Response:
        said = _("Choose a patient.") if command.patient_id == 0 else refusal.message if refusal else ""
        return _page(agenda().online_request(appointment_id), status, said)

    return submit(FlaskForm(), note, again)


def _page(one: OnlineRequest, status: int, said: str = "") -> Response:
    sees = bool(current_user.may(g.clinic.id, Permission.SEE_PATIENTS))
    chosen = whole_number(request.values.get("patient_id")) if sees and request.method == "GET" else None
    return answer(
        "agenda/online/request.html",
        "agenda/online/request.html",
        status,
        request_=one,
        likely=[other for other in (_likely(one) if sees else ()) if other.patient.id != one.appointment.patient_id],
        house=house(),
        said=said,
        # Who was looked for among all patients; without scripts the address says it.
        patient=find(PatientsContract).patient(chosen) if chosen else None,
    )


def _likely(one: OnlineRequest) -> tuple[LikelyDuplicate, ...]:
    probe = DuplicateProbe(
        given=one.given, family=one.family, phone=one.phone, email=one.email, birth_date=one.birth_date
    )
    return find(PatientsContract).likely_duplicates(probe)
