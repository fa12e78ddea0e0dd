"""A booking: what is chosen is locked, the appointment written with its history, its event and its outbox."""

from uuid import uuid4

from django.db import transaction
from django.db.models import Q

from benchmarks.django_plain.models import (
    Appointment,
    AppointmentChange,
    Clinic,
    Event,
    Outbox,
    Schedule,
    StoredAnswer,
)
from benchmarks.django_plain.settings import PLAN


@transaction.atomic
def book(clinic: Clinic, chosen: dict, user_id: int) -> Appointment:
    """Raises IntegrityError when the database finds the time taken."""
    who, room, key = chosen["practitioner_id"], chosen["room_id"], chosen["idempotency_key"]
    fact = {"patient_id": chosen["patient_id"], "starts_at": chosen["starts_at"].isoformat()}
    StoredAnswer.objects.create(clinic=clinic, key=key, fingerprint=key, answer=fact)
    both = Q(kind="practitioner", resource_id=who.id) | Q(kind="room", resource_id=room.id)
    list(Schedule.objects.select_for_update(no_key=True).filter(both, clinic=clinic))
    made = Appointment.objects.create(
        clinic=clinic,
        branch_id=PLAN.branch_id,
        practitioner=who,
        room=room,
        type=chosen["type_id"],
        patient_id=chosen["patient_id"],
        starts_at=chosen["starts_at"],
        ends_at=chosen["ends_at"],
        note=chosen["note"],
    )
    AppointmentChange.objects.create(clinic=clinic, appointment=made, user_id=user_id, what="booked")
    _tell(clinic, fact, user_id)
    return made


def _tell(clinic: Clinic, fact: dict, user_id: int) -> None:
    event = Event.objects.create(id=uuid4(), clinic=clinic, name="AppointmentBooked", payload=fact, actor_id=user_id)
    Outbox.objects.bulk_create(
        Outbox(clinic=clinic, event_id=event.id, name=event.name, payload=fact, listener=one, actor_id=user_id)
        for one in PLAN.listeners
    )
