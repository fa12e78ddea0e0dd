"""The tables of recalls."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, DateTime, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.contexts.agenda.models import SCHEMA
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database import ClinicOwned, Model


class Recall(ClinicOwned, Model):
    """A patient is due; `followed` is the state of its appointment that has been acted upon."""

    __tablename__ = "recall"
    __table_args__ = SCHEMA

    patient_id: Mapped[int] = mapped_column(BigInteger)
    type_id: Mapped[int] = mapped_column(BigInteger)
    practitioner_id: Mapped[int | None] = mapped_column(BigInteger)
    branch_id: Mapped[int] = mapped_column(BigInteger)
    due: Mapped[date] = mapped_column(Date)
    every_months: Mapped[int] = mapped_column(SmallInteger, default=0)
    state: Mapped[str] = mapped_column(Text, default="due")
    note: Mapped[str] = mapped_column(Text, default="")
    appointment_id: Mapped[int | None] = mapped_column(BigInteger)
    followed: Mapped[str] = mapped_column(Text, default="")
    contacted_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    contacted_by: Mapped[str] = mapped_column(Text, default="")
    message: Mapped[str] = mapped_column(Text, default="none")
    tellings: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)

    __mapper_args__ = {"version_id_col": version}


class RecallStep(ClinicOwned, Model):
    """A line of a recall's history; append-only."""

    __tablename__ = "recall_change"
    __table_args__ = SCHEMA

    recall_id: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    user_id: Mapped[int | None] = mapped_column(BigInteger)
    what: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text, default="")
    due: Mapped[date | None] = mapped_column(Date)
