"""The tables of what patients ask for by themselves."""

from datetime import date, datetime

from sqlalchemy import BigInteger, DateTime, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.contexts.agenda.models import SCHEMA
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database import ClinicOwned, Model, OwnedByClinic


class Person:
    """Somebody in their own words; `contact` is the phone or the address that a code was sent to."""

    way: Mapped[str] = mapped_column(Text)
    contact: Mapped[str] = mapped_column(Text)
    given: Mapped[str] = mapped_column(Text)
    family: Mapped[str] = mapped_column(Text)
    phone: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(Text)
    birth_date: Mapped[date | None]
    language: Mapped[str] = mapped_column(Text)


class ProofRow(Person, ClinicOwned, Model):
    """A time that somebody chose and the code that proves who they are; of token and code only digests are kept.

    It is thrown away within a day or two.
    """

    __tablename__ = "online_proof"
    __table_args__ = SCHEMA

    digest: Mapped[str] = mapped_column(Text)
    type_id: Mapped[int] = mapped_column(BigInteger)
    practitioner_id: Mapped[int] = mapped_column(BigInteger)
    branch_id: Mapped[int] = mapped_column(BigInteger)
    starts_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    seed: Mapped[str] = mapped_column(Text)
    code_digest: Mapped[str] = mapped_column(Text)
    code_until: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    tries: Mapped[int] = mapped_column(SmallInteger, default=0)
    sends: Mapped[int] = mapped_column(SmallInteger, default=1)
    proved_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    outcome: Mapped[str] = mapped_column(Text, default="")
    appointment_id: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)


class RequestRow(Person, OwnedByClinic, Model):
    """Who asked for an appointment; `known` is whether its patient was found among the clinic's.

    Somebody at the desk has looked at it once `identified_at` is there.
    """

    __tablename__ = "online_request"
    __table_args__ = SCHEMA

    appointment_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    known: Mapped[bool]
    identified_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
