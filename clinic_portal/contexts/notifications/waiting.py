"""A message that waits to be sent, as who sends it takes it from the ledger and writes down what came of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from clinic_portal.contexts.notifications.ledger_version import renew_after_commit
from clinic_portal.contexts.notifications.models import AlsoAboutRow, DeliveryRow
from clinic_portal.contracts.notifications import DeliveryStatus, Problem
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.database.hot import HotRead, HotWrite
from clinic_portal.foundation.work import current_work

D, A = DeliveryRow, AlsoAboutRow
_OTHERS = select(A.appointment_id).where(A.clinic_id == D.clinic_id, A.delivery_id == D.id).correlate(D)
_COLUMNS = (
    D.id,
    D.appointment_id,
    D.recall_id,
    D.channel,
    D.occasion,
    D.language,
    D.recipient,
    D.sender,
    D.subject,
    D.text,
    D.reference,
    D.key,
    D.attempts,
    D.claimed_until,
)
_READ = HotRead(
    select(*_COLUMNS, func.array(_OTHERS.scalar_subquery()).label("also_about"))
    .where(
        D.clinic_id == bindparam("clinic_id"),
        D.id == bindparam("delivery_id"),
        D.status == DeliveryStatus.WAITING.value,
    )
    .with_for_update()
    .execution_options(**{REVIEWED: "names its clinic itself, so that it is compiled once"})
)
_CLAIM = HotWrite(
    """UPDATE notifications.delivery SET attempts = attempts + 1, claimed_until = %(until)s
       WHERE clinic_id = %(clinic_id)s AND id = %(delivery_id)s""",
    reviewed="writes the session's own clinic's row",
)
_SENT = HotWrite(
    """UPDATE notifications.delivery
       SET status = 'sent', sent_at = %(sent_at)s, provider_id = %(provider_id)s, problem = NULL
       WHERE clinic_id = %(clinic_id)s AND id = %(delivery_id)s""",
    reviewed="writes the session's own clinic's row",
)
_FAILED = HotWrite(
    """UPDATE notifications.delivery SET status = %(status)s, problem = %(problem)s, claimed_until = NULL
       WHERE clinic_id = %(clinic_id)s AND id = %(delivery_id)s""",
    reviewed="writes the session's own clinic's row",
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The message, its row locked; `also_about` are appointments that it is about besides its own."""

    id: int
    appointment_id: int | None
    recall_id: int | None
    channel: str
    occasion: str
    language: str
    recipient: str
    sender: str
    subject: str
    text: str
    reference: str | None
    key: str
    attempts: int
    claimed_until: datetime | None
    also_about: list[int]

    @property
    def appointments(self) -> list[int]:
        """All that it is about, by id; none for what is about a person."""
        return sorted({self.appointment_id, *self.also_about}) if self.appointment_id is not None else []


def waiting(delivery_id: int) -> Waiting | None:
    """The message under its lock; None once it was sent, withdrawn or given up."""
    renew_after_commit()
    return next((Waiting(*row) for row in _READ.rows(current_work(), delivery_id=delivery_id)), None)


def claim(message: Waiting, until: datetime) -> None:
    """One try more; nobody else takes it `until` then."""
    _CLAIM.soon(current_work(), delivery_id=message.id, until=until)


def mark_sent(message: Waiting, sent_at: datetime, provider_id: str) -> None:
    _SENT.soon(current_work(), delivery_id=message.id, sent_at=sent_at, provider_id=provider_id)


def mark_failed(message: Waiting, problem: Problem, *, final: bool) -> None:
    """It is free for another try, or given up."""
    status = DeliveryStatus.FAILED if final else DeliveryStatus.WAITING
    _FAILED.soon(current_work(), delivery_id=message.id, status=status.value, problem=problem.value)
