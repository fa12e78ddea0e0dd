"""The tables of equipment."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, SmallInteger, Text
from sqlalchemy.dialects.postgresql import TSTZRANGE, Range
from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.foundation.database import ClinicOwned, Model, OwnedByClinic

SCHEMA = {"schema": "agenda"}


class Equipment(ClinicOwned, Model):
    """Equipment of a branch; how many of it can be booked now stands in its schedule."""

    __tablename__ = "equipment"
    __table_args__ = SCHEMA

    branch_id: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(Text)
    capacity: Mapped[int] = mapped_column(SmallInteger)
    retired_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class AppointmentEquipment(OwnedByClinic, Model):
    """One of the equipment's pieces, by its lane, for the appointment's time; a session shares its piece."""

    __tablename__ = "appointment_equipment"
    __table_args__ = SCHEMA

    appointment_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    equipment_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    lane: Mapped[int] = mapped_column(SmallInteger)
    session_key: Mapped[int] = mapped_column(BigInteger)
    during: Mapped[Range[datetime]] = mapped_column(TSTZRANGE)
    holds: Mapped[bool]
