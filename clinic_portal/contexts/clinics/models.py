"""Tables of a clinic's house; the registry of clinics is global, all else is the clinic's own."""

from datetime import datetime, time

from sqlalchemy import BigInteger, DateTime, Identity, LargeBinary, SmallInteger, Text, Time, func
from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.foundation.database import ClinicOwned, Model, OwnedByClinic

SCHEMA = {"schema": "clinics"}


class Clinic(Model):
    """The registry: which clinics there are; written by operators only."""

    __tablename__ = "clinic"
    __table_args__ = SCHEMA

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    slug: Mapped[str] = mapped_column(Text, unique=True)
    suspended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class ClinicProfile(OwnedByClinic, Model):
    """A clinic's name, language, money and time."""

    __tablename__ = "clinic_profile"
    __table_args__ = SCHEMA

    name: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    country: Mapped[str] = mapped_column(Text)
    currency: Mapped[str] = mapped_column(Text)
    time_zone: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class ClinicText(OwnedByClinic, Model):
    """What a clinic tells its patients, in one language."""

    __tablename__ = "clinic_text"
    __table_args__ = SCHEMA

    language: Mapped[str] = mapped_column(Text, primary_key=True)
    greeting: Mapped[str] = mapped_column(Text)
    footer: Mapped[str] = mapped_column(Text)
    cancellation_policy: Mapped[str] = mapped_column(Text)
    directions: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class ClinicLogo(OwnedByClinic, Model):
    """A clinic's picture, made anew from what was uploaded."""

    __tablename__ = "clinic_logo"
    __table_args__ = SCHEMA

    content: Mapped[bytes] = mapped_column(LargeBinary)
    fingerprint: Mapped[str] = mapped_column(Text)
    width: Mapped[int]
    height: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Branch(ClinicOwned, Model):
    """A place where the clinic sees patients."""

    __tablename__ = "branch"
    __table_args__ = SCHEMA

    name: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text)
    phone: Mapped[str] = mapped_column(Text)
    retired_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Room(ClinicOwned, Model):
    """A cubículo of a branch."""

    __tablename__ = "room"
    __table_args__ = SCHEMA

    branch_id: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(Text)
    place: Mapped[int]
    retired_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Practitioner(ClinicOwned, Model):
    """Somebody who sees patients at a branch, in a colour of their own."""

    __tablename__ = "practitioner"
    __table_args__ = SCHEMA

    branch_id: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(Text)
    specialty: Mapped[str] = mapped_column(Text)
    hue: Mapped[int] = mapped_column(SmallInteger)
    room_id: Mapped[int | None] = mapped_column(BigInteger)
    user_id: Mapped[int | None] = mapped_column(BigInteger)
    retired_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class OpeningHoursRow(OwnedByClinic, Model):
    """From when to when a branch is open on a weekday, Monday being 0, on the clinic's clock."""

    __tablename__ = "opening_hours"
    __table_args__ = SCHEMA

    branch_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    weekday: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    opens: Mapped[time] = mapped_column(Time, primary_key=True)
    closes: Mapped[time] = mapped_column(Time)


class PractitionerShiftRow(OwnedByClinic, Model):
    """From when to when a practitioner sees patients at a branch on a weekday, on the clinic's clock."""

    __tablename__ = "practitioner_shift"
    __table_args__ = SCHEMA

    practitioner_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    weekday: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    opens: Mapped[time] = mapped_column(Time, primary_key=True)
    closes: Mapped[time] = mapped_column(Time)
    branch_id: Mapped[int] = mapped_column(BigInteger)


class FeatureFlag(OwnedByClinic, Model):
    """A feature that a clinic has switched on, or off again."""

    __tablename__ = "feature_flag"
    __table_args__ = SCHEMA

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    switched_on: Mapped[bool]
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
