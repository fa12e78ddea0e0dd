"""The tables of availability; what no longer counts keeps its row."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, DateTime, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.foundation.database import ClinicOwned, Model, OwnedByClinic

SCHEMA = {"schema": "agenda"}


class AvailabilityRule(ClinicOwned, Model):
    """A week that holds for a branch, practitioner or room from a day on."""

    __tablename__ = "availability_rule"
    __table_args__ = SCHEMA

    whose: Mapped[str] = mapped_column(Text)
    resource_id: Mapped[int] = mapped_column(BigInteger)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class AvailabilityBlock(OwnedByClinic, Model):
    """A stretch of a rule's week, in minutes since local midnight."""

    __tablename__ = "availability_block"
    __table_args__ = SCHEMA

    rule_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    weekday: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    opens: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    closes: Mapped[int] = mapped_column(SmallInteger)


class AvailabilityException(ClinicOwned, Model):
    """Days, or a part of each, that are closed or open although the week says otherwise."""

    __tablename__ = "availability_exception"
    __table_args__ = SCHEMA

    whose: Mapped[str] = mapped_column(Text)
    resource_id: Mapped[int] = mapped_column(BigInteger)
    extra: Mapped[bool]
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)
    opens: Mapped[int] = mapped_column(SmallInteger)
    closes: Mapped[int] = mapped_column(SmallInteger)
    reason: Mapped[str] = mapped_column(Text)
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class HolidayChoice(OwnedByClinic, Model):
    """Whether public holidays close the clinic; none was made until there is a row."""

    __tablename__ = "holiday_choice"
    __table_args__ = SCHEMA

    closes: Mapped[bool]
