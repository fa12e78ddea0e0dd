"""The table of series; an appointment of one names it with its rule's day."""

from datetime import date, datetime, time

from sqlalchemy import Date, DateTime, SmallInteger, Text, Time
from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.contexts.agenda.models import SCHEMA
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database import ClinicOwned, Model


class AppointmentSeries(ClinicOwned, Model):
    """The rule as it was booked: local time and zone; what became of each time, its appointment says."""

    __tablename__ = "appointment_series"
    __table_args__ = SCHEMA

    first: Mapped[date] = mapped_column(Date)
    at: Mapped[time] = mapped_column(Time)
    every: Mapped[int] = mapped_column(SmallInteger)
    unit: Mapped[str] = mapped_column(Text)
    count: Mapped[int] = mapped_column(SmallInteger)
    time_zone: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
