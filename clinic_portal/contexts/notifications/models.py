"""Whom one can reach, what they were told last, and the ledger of every message."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Text, Uuid, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.foundation.database import ClinicOwned, Model, OwnedByClinic

SCHEMA = {"schema": "notifications"}


class ContactRow(OwnedByClinic, Model):
    """A patient as far as messages go; a copy, kept by the patients' own facts."""

    __tablename__ = "contact"
    __table_args__ = SCHEMA

    patient_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(Text)
    phone: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)


class NoticeRow(OwnedByClinic, Model):
    """What the patient of an appointment was told last, and when the next word is due.

    `told_before` is what they knew before that, in case the last word never leaves.

    `together` names the last word where it was one for several appointments.

    `tellings` counts, so that the same news told twice, with other news between, is not taken for a repetition.
    """

    __tablename__ = "appointment_notice"
    __table_args__ = SCHEMA

    appointment_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    due_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    tellings: Mapped[int] = mapped_column(default=0)
    told_cancelled: Mapped[bool | None]
    told_starts_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    told_practitioner_id: Mapped[int | None] = mapped_column(BigInteger)
    told_branch_id: Mapped[int | None] = mapped_column(BigInteger)
    told_before: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    together: Mapped[UUID | None] = mapped_column(Uuid)


class DeliveryRow(ClinicOwned, Model):
    """A message on one channel; `reference` names what must not be stored and is filled in when it leaves."""

    __tablename__ = "delivery"
    __table_args__ = SCHEMA

    appointment_id: Mapped[int | None] = mapped_column(BigInteger)
    recall_id: Mapped[int | None] = mapped_column(BigInteger)
    channel: Mapped[str] = mapped_column(Text)
    occasion: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    recipient: Mapped[str] = mapped_column(Text)
    sender: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    reference: Mapped[str | None] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    attempts: Mapped[int] = mapped_column(default=0)
    claimed_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    sent_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    provider_id: Mapped[str | None] = mapped_column(Text)
    problem: Mapped[str | None] = mapped_column(Text)


class AlsoAboutRow(OwnedByClinic, Model):
    """An appointment that a message is about besides the one that the message itself names."""

    __tablename__ = "delivery_appointment"
    __table_args__ = SCHEMA

    appointment_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    delivery_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
