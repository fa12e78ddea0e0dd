"""What a visitor chose is booked or asked for, once they have proved who they are."""

from dataclasses import dataclass

from flask_babel import force_locale, gettext as _

from clinic_portal.contexts.agenda.capacity import Overlapped
from clinic_portal.contexts.agenda.commands.book_appointment import book_appointment
from clinic_portal.contexts.agenda.holds.giving_up import give_up
from clinic_portal.contexts.agenda.online.limits import open_of
from clinic_portal.contexts.agenda.online.models import ProofRow, RequestRow
from clinic_portal.contexts.agenda.online.times import Offer, is_offered
from clinic_portal.contexts.agenda.policy.online import held_online_policy
from clinic_portal.contracts.agenda import (
    AppointmentTypeView,
    BookAppointment,
    InThePast,
    NotForThisKind,
    OnlineTimeGone,
    OutsideHours,
    TooManyOnline,
    UnknownChoice,
)
from clinic_portal.contracts.agenda.online import OnlineRefused, OnlineTime
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.contracts.patients import DuplicateProbe, Likeness, PatientFields, PatientsContract
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.folding import folded
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.work import current_work

GONE = (Overlapped, OutsideHours, NotForThisKind, UnknownChoice, InThePast)
"""Why a time that was offered may not be had any more; whose it is now is nobody's business outside."""
_SHARED = {"sms": Likeness.PHONE, "email": Likeness.EMAIL}
_PERSON = ("way", "contact", "given", "family", "phone", "email", "birth_date", "language")


@dataclass(frozen=True)
class Desk:
    """What booking asks besides: the clinic as it stands, and its patients' door."""

    house: ClinicDirectory
    patients: PatientsContract


def book_online(row: ProofRow, token: str, kind: AppointmentTypeView, desk: Desk) -> None:
    """The visitor's token is the key of what they hold; raises one of GONE, OnlineTimeGone, TooManyOnline, NotFound."""
    policy = held_online_policy()
    wanted = OnlineTime(starts_at=row.starts_at, practitioner_id=row.practitioner_id, branch_id=row.branch_id)
    if not is_offered(Offer(desk.house, policy, kind), wanted, hold=token):
        raise OnlineTimeGone
    if open_of(row.contact) >= policy.most_open:
        raise TooManyOnline
    patient_id = _known(row, desk.patients)
    if patient_id is None and policy.known_only:
        row.outcome = "refused"
        give_up(token, desk.house.clinic.time_zone)
        publish(OnlineRefused(proof_id=row.id))
        return
    command = BookAppointment(
        idempotency_key=new_id(),
        patient_id=patient_id or _new_patient(row, desk),
        practitioner_id=row.practitioner_id,
        type_id=kind.id,
        starts_at=row.starts_at,
        minutes=kind.minutes,
        hold=token,
    )
    row.appointment_id = book_appointment(command, desk.house, requested=policy.approval).id
    row.outcome = "requested" if policy.approval else "booked"
    _note_request(row, row.appointment_id, known=patient_id is not None)


def _note_request(row: ProofRow, appointment_id: int, *, known: bool) -> None:
    person = {name: getattr(row, name) for name in _PERSON}
    current_work().add(RequestRow(appointment_id=appointment_id, known=known, **person))
    current_work().flush()


def _known(row: ProofRow, patients: PatientsContract) -> int | None:
    """The one patient who has this proved phone or address and this name; what else was typed proves nothing."""
    shared = {"phone": row.contact} if row.way == "sms" else {"email": row.contact}
    probe = DuplicateProbe(given=row.given, family=row.family, birth_date=row.birth_date, **shared)
    name = folded(f"{row.given} {row.family}")
    likely = patients.likely_duplicates(probe)
    same = [one.patient for one in likely if _SHARED[row.way] in one.reasons and folded(one.patient.name) == name]
    return same[0].id if len(same) == 1 else None


def _new_patient(row: ProofRow, desk: Desk) -> int:
    """A record of its own that says that nobody has looked at it: what was typed changes no other."""
    with force_locale(desk.house.clinic.language):
        notes = _("Registered by the patient online. Nobody has checked yet who it is.")
    fields = {name: getattr(row, name) for name in ("given", "family", "phone", "email", "birth_date", "language")}
    (made,) = desk.patients.bring((PatientFields(notes=notes, **fields),))
    return made
