"""What became of a made-up appointment, seen from a moment: pure, so that a day can be checked without a database."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from clinic_portal.contracts.agenda import AppointmentStatus as Status, Message

_REASONS = (
    "Le ha surgido un imprevisto en el trabajo", "Está con fiebre", "Ha encontrado hora en otra clínica",
    "Se equivocó de día", "La doctora está de baja", "Prefiere esperar a tener los resultados",
    "Está de viaje hasta final de mes", "No puede dejar solos a los niños",
)  # fmt: skip
_NOTES = (
    "Trae la analítica.", "Primera vez en la clínica.", "Viene acompañado.", "Avisar si hay hueco antes.",
    "Recoger consentimiento firmado.", "Dolor desde hace tres días.", "Control de la tensión.", "Pide informe.",
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """A line of the history; `what` is the agenda's word for it."""

    at: datetime
    what: str
    detail: str = ""


@dataclass(frozen=True)
class Story:
    """`steps` begin with the booking; `message` is what became of the last word to the patient."""

    status: Status
    message: Message
    note: str
    steps: tuple[Step, ...] = field(default=())
    reason: str = ""

    @property
    def confirmed_at(self) -> datetime | None:
        return next((step.at for step in self.steps if step.what == "confirmed"), None)


@dataclass(frozen=True)
class Span:
    """From when to when, and `latest`: its start or the present moment, whichever comes first."""

    starts: datetime
    ends: datetime
    latest: datetime


def story(chance: random.Random, starts: datetime, ends: datetime, moment: datetime) -> Story:
    """An end that fits the time: done before `moment`, going on at it, awaited after it."""
    booked = min(starts, moment) - timedelta(hours=chance.randint(4, 24 * 20), minutes=chance.randint(0, 59))
    steps = [Step(booked, "booked")]
    if chance.random() < 0.45:
        steps.append(Step(booked + timedelta(minutes=chance.randint(8, 200)), "confirmed"))
    status = _status(chance, starts, ends, moment)
    reason = chance.choice(_REASONS) if status is Status.CANCELLED else ""
    steps.extend(_ending(chance, status, Span(starts, ends, min(starts, moment)), reason))
    return Story(
        status=status,
        message=Message.FAILED if chance.random() < 0.03 else Message.SENT,
        note=chance.choice(_NOTES) if chance.random() < 0.25 else "",
        steps=tuple(steps),
        reason=reason,
    )


def _status(chance: random.Random, starts: datetime, ends: datetime, moment: datetime) -> Status:
    lot = chance.random()
    if lot < 0.08:
        return Status.CANCELLED
    if ends <= moment:
        return Status.NOSHOW if lot < 0.15 else Status.FULFILLED
    if starts <= moment:
        return Status.CHECKED_IN if lot < 0.85 else Status.ARRIVED
    if starts <= moment + timedelta(minutes=40) and lot < 0.6:
        return Status.ARRIVED
    return Status.BOOKED


def _ending(chance: random.Random, status: Status, span: Span, reason: str) -> list[Step]:
    """The steps from the door on; whoever does not come has one."""
    if status is Status.CANCELLED:
        return [Step(span.latest - timedelta(minutes=chance.randint(30, 180)), "cancelled", reason)]
    if status is Status.NOSHOW:
        return [Step(span.ends, "missed")]
    came = span.latest - timedelta(minutes=chance.randint(1, 15))
    steps = [Step(came, "arrived"), Step(span.starts + timedelta(minutes=2), "checkedin"), Step(span.ends, "fulfilled")]
    return steps[: (Status.BOOKED, Status.ARRIVED, Status.CHECKED_IN, Status.FULFILLED).index(status)]
