"""The tables of the waiting room."""

from datetime import date, datetime

from sqlalchemy import BigInteger, DateTime, Text
from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.contexts.agenda.models import SCHEMA
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database import ClinicOwned, Model, OwnedByClinic


class QueueCounter(OwnedByClinic, Model):
    """The last ticket of a branch's day; counted in the ticket's own transaction, so that no number is missing."""

    __tablename__ = "queue_counter"
    __table_args__ = SCHEMA

    branch_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(primary_key=True)
    last: Mapped[int]


class ServicePointRow(ClinicOwned, Model):
    """A named place where patients are seen that is no room; never deleted."""

    __tablename__ = "service_point"
    __table_args__ = SCHEMA

    branch_id: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(Text)
    retired_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class QueueEntryRow(ClinicOwned, Model):
    """A turn as it stands; `step_id` is the step that is in force, which an undo takes back to the one before it."""

    __tablename__ = "queue_entry"
    __table_args__ = SCHEMA

    branch_id: Mapped[int] = mapped_column(BigInteger)
    day: Mapped[date]
    number: Mapped[int]
    patient_id: Mapped[int] = mapped_column(BigInteger)
    appointment_id: Mapped[int | None] = mapped_column(BigInteger)
    practitioner_id: Mapped[int | None] = mapped_column(BigInteger)
    room_id: Mapped[int | None] = mapped_column(BigInteger)
    point_id: Mapped[int | None] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(Text)
    arrived_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    since: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    step_id: Mapped[int | None] = mapped_column(BigInteger)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class QueueStepRow(ClinicOwned, Model):
    """A step; append-only. `before_id` is the step that an undo leads back to."""

    __tablename__ = "queue_step"
    __table_args__ = SCHEMA

    entry_id: Mapped[int] = mapped_column(BigInteger)
    before_id: Mapped[int | None] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
    user_id: Mapped[int | None] = mapped_column(BigInteger)
    what: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    practitioner_id: Mapped[int | None] = mapped_column(BigInteger)
    room_id: Mapped[int | None] = mapped_column(BigInteger)
    point_id: Mapped[int | None] = mapped_column(BigInteger)
