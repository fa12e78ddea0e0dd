"""What somebody else changes of the clinic while a page of the agenda is open; appointment 1 is of this morning."""

from collections.abc import Callable
from datetime import timedelta

from clinic_portal.contexts.agenda.projections import note_message
from clinic_portal.contexts.notifications.commands.plan_notice import plan_notice
from clinic_portal.contracts.agenda import (
    AddException,
    AgendaContract,
    AskToMove,
    CancelAppointment,
    ConfirmVisit,
    EditAppointmentType,
    KindFields,
    Message,
    MoveAppointment,
    Whose,
)
from clinic_portal.contracts.clinics import (
    ClinicsContract,
    EditPractitioner,
    EditProfile,
    EditRoom,
    Flag,
    PractitionerFields,
)
from clinic_portal.contracts.notifications import Channel, ConfirmationSent, Occasion
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.work import work
from tests.agenda.holding import hold
from tests.agenda.online import book_it, open_online, times
from tests.agenda.wishes import MORNING, wish
from tests.stand.cast import House

HERE = "198.51.100.7"
Change = Callable[[House], object]


def agenda() -> AgendaContract:
    return find(AgendaContract)


def rename_kind(norte: House) -> None:
    one = next(one for one in agenda().types() if one.id == norte.visit)
    told = one.model_dump(include=set(KindFields.model_fields)) | {"name": "Consulta larga"}
    agenda().edit_type(EditAppointmentType(type_id=one.id, version=one.version, **told))


def rename_practitioner(norte: House) -> None:
    one = find(ClinicsContract).directory().practitioner(norte.practitioners[0])
    told = one.model_dump(include=set(PractitionerFields.model_fields)) | {"name": "Dra. Vega Mora"}
    find(ClinicsContract).edit_practitioner(EditPractitioner(practitioner_id=one.id, version=one.version, **told))


def rename_room(norte: House) -> None:
    find(ClinicsContract).edit_room(EditRoom(room_id=norte.rooms[0], version=1, name="Cubículo azul"))


def live_elsewhere(norte: House) -> None:
    clinic = find(ClinicsContract).directory().clinic
    told = clinic.model_dump(include=set(EditProfile.model_fields))
    find(ClinicsContract).edit_profile(EditProfile.model_validate({**told, "time_zone": "Atlantic/Canary"}))


def close_the_afternoon(norte: House) -> None:
    day = MORNING.date()
    of = {"whose": Whose.PRACTITIONER, "resource_id": norte.practitioners[0], "first_day": day, "last_day": day}
    agenda().add_exception(AddException(**of, opens=900, closes=1080, reason="Congreso"))


def close(norte: House) -> None:
    of = {"whose": Whose.CLINIC, "first_day": MORNING.date(), "last_day": MORNING.date()}
    agenda().add_exception(AddException(**of, reason="Obras"))


def hold_a_place(norte: House) -> None:
    hold(norte, later=120)


def move(norte: House) -> None:
    told = {"appointment_id": 1, "version": 1, "practitioner_id": norte.practitioners[0], "minutes": 30}
    agenda().move(MoveAppointment(**told, starts_at=MORNING + timedelta(hours=3), notify=False))


def cancel(norte: House) -> None:
    agenda().cancel(CancelAppointment(appointment_id=1, version=1, reason="mistake", notify=False))


def confirm(norte: House) -> None:
    token = agenda().visit_token(agenda().visit_link(1, "es"))
    agenda().confirm_visit(ConfirmVisit(token=token, version=1, address=HERE))


def ask_to_move(norte: House) -> None:
    token = agenda().visit_token(agenda().visit_link(1, "es"))
    agenda().ask_to_move(AskToMove(token=token, version=1, address=HERE))


def send(norte: House) -> None:
    told = ConfirmationSent(appointment_id=1, channel=Channel.SMS, occasion=Occasion.BOOKED)
    note_message(told, Message.SENT, "Europe/Madrid")


def book_beside(norte: House) -> None:
    agenda().book(wish(norte, patient_id=norte.patients[1], starts_at=MORNING + timedelta(hours=1)))


def plan_message(norte: House) -> None:
    with work():
        plan_notice(1, timedelta(minutes=3))


def be_asked_online(norte: House) -> None:
    open_online(norte, approval=True)
    book_it(norte, times(norte)[0])


def show_the_week(norte: House) -> None:
    find(ClinicsContract).switch_flag(norte.slug, Flag.WEEK_STRIP, on=True)
