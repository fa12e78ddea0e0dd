"""The tables of the waiting list."""

from datetime import date, datetime

from sqlalchemy import ARRAY, BigInteger, DateTime, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.contexts.agenda.models import SCHEMA
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database import ClinicOwned, Model


class WaitlistRow(ClinicOwned, Model):
    """Somebody on the list; never deleted. That a time is offered, or the last day past, is told by looking."""

    __tablename__ = "waitlist_entry"
    __table_args__ = SCHEMA

    patient_id: Mapped[int] = mapped_column(BigInteger)
    type_id: Mapped[int] = mapped_column(BigInteger)
    minutes: Mapped[int] = mapped_column(SmallInteger)
    practitioner_id: Mapped[int | None] = mapped_column(BigInteger)
    branch_id: Mapped[int | None] = mapped_column(BigInteger)
    weekdays: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger), default=list)
    since: Mapped[int] = mapped_column(SmallInteger)
    until: Mapped[int] = mapped_column(SmallInteger)
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    urgent: Mapped[bool]
    note: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, default="waiting")
    reason: Mapped[str] = mapped_column(Text, default="")
    appointment_id: Mapped[int | None] = mapped_column(BigInteger)
    version: Mapped[int] = mapped_column(default=1)
    added_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now, onupdate=now)
    added_by: Mapped[int | None] = mapped_column(BigInteger)

    __mapper_args__ = {"version_id_col": version}


class OfferRow(ClinicOwned, Model):
    """A gap that is offered until a moment; its row is what all who answer queue up at."""

    __tablename__ = "waitlist_offer"
    __table_args__ = SCHEMA

    practitioner_id: Mapped[int] = mapped_column(BigInteger)
    branch_id: Mapped[int] = mapped_column(BigInteger)
    starts_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    minutes: Mapped[int] = mapped_column(SmallInteger)
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
    made_by: Mapped[int | None] = mapped_column(BigInteger)


class AskRow(ClinicOwned, Model):
    """One person's offer: when it would be, and the digest of what stands in its address."""

    __tablename__ = "waitlist_ask"
    __table_args__ = SCHEMA

    offer_id: Mapped[int] = mapped_column(BigInteger)
    entry_id: Mapped[int] = mapped_column(BigInteger)
    starts_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    seed: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(Text, default="asked")
    answered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    appointment_id: Mapped[int | None] = mapped_column(BigInteger)
