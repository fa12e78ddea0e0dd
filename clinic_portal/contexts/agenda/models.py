"""The tables of the agenda."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Computed, DateTime, SmallInteger, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB, TSTZRANGE, Range
from sqlalchemy.orm import Mapped, mapped_column, validates

from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database import ClinicOwned, Model, OwnedByClinic

SCHEMA = {"schema": "agenda"}


class Schedule(ClinicOwned, Model):
    """One for each practitioner, room and equipment: the row that a booking locks first.

    `capacity` is how many appointments it takes at once; 0 while equipment is out of use.
    """

    __tablename__ = "schedule"
    __table_args__ = SCHEMA

    kind: Mapped[str] = mapped_column(Text)
    resource_id: Mapped[int] = mapped_column(BigInteger)
    branch_id: Mapped[int] = mapped_column(BigInteger)
    capacity: Mapped[int] = mapped_column(SmallInteger, default=1)
    version: Mapped[int] = mapped_column(default=1)


class AppointmentType(ClinicOwned, Model):
    """A kind of appointment; lists of ids that are empty allow all."""

    __tablename__ = "appointment_type"
    __table_args__ = SCHEMA

    name: Mapped[str] = mapped_column(Text)
    minutes: Mapped[int]
    hue: Mapped[int]
    buffer_before: Mapped[int] = mapped_column(default=0)
    buffer_after: Mapped[int] = mapped_column(default=0)
    grid: Mapped[int] = mapped_column(default=15)
    seats: Mapped[int] = mapped_column(SmallInteger, default=1)
    notice_minutes: Mapped[int] = mapped_column(default=0)
    horizon_days: Mapped[int] = mapped_column(default=0)
    recall_months: Mapped[int] = mapped_column(SmallInteger, default=0)
    practitioner_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), default=list)
    room_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), default=list)
    branch_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), default=list)
    equipment_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), default=list)
    online: Mapped[bool] = mapped_column(default=False)
    retired_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class PatientCard(OwnedByClinic, Model):
    """What the agenda shows of a patient; its own copy of the patients' facts."""

    __tablename__ = "patient_card"
    __table_args__ = SCHEMA

    patient_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(Text)
    phone: Mapped[str] = mapped_column(Text)


class Appointment(ClinicOwned, Model):
    """An appointment; never deleted. `holds` is computed: whether it keeps practitioner and room busy.

    Those of one `session_key` are a group: one time, practitioner and room, each with a seat. A room that takes
    several has a lane for each. `busy_from` and `busy_until` are None without buffers.

    `series_place` of `series_size` is how it was booked, 0 of one that stands alone.

    An `overbooked` one was put over another on purpose, and the database does not keep the two apart.
    """

    __tablename__ = "appointment"
    __table_args__ = SCHEMA

    branch_id: Mapped[int] = mapped_column(BigInteger)
    practitioner_id: Mapped[int] = mapped_column(BigInteger)
    room_id: Mapped[int] = mapped_column(BigInteger)
    patient_id: Mapped[int] = mapped_column(BigInteger)
    type_id: Mapped[int] = mapped_column(BigInteger)
    series_id: Mapped[int | None] = mapped_column(BigInteger)
    series_place: Mapped[int] = mapped_column(SmallInteger, default=0)
    series_size: Mapped[int] = mapped_column(SmallInteger, default=0)
    starts_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ends_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    during: Mapped[Range[datetime]] = mapped_column(
        TSTZRANGE, Computed("tstzrange(coalesce(busy_from, starts_at), coalesce(busy_until, ends_at))", persisted=True)
    )
    status: Mapped[str] = mapped_column(Text)
    holds: Mapped[bool] = mapped_column(Computed("status NOT IN ('cancelled', 'noshow')", persisted=True))
    overbooked: Mapped[bool] = mapped_column(default=False)
    session_key: Mapped[int] = mapped_column(BigInteger, server_default=text("nextval('agenda.session_key')"))
    seat: Mapped[int] = mapped_column(SmallInteger, default=1)
    seats: Mapped[int] = mapped_column(SmallInteger, default=1)
    room_lane: Mapped[int] = mapped_column(SmallInteger, default=1)
    busy_from: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    busy_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    confirmed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    message: Mapped[str] = mapped_column(Text, default="none")
    cancellation_reason: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    video_url: Mapped[str] = mapped_column(Text, default="")
    substate_id: Mapped[int | None] = mapped_column(BigInteger)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now, onupdate=now)

    __mapper_args__ = {"version_id_col": version}

    @validates("status")
    def _leave_substate(self, _name: str, status: str) -> str:
        """One of the clinic's own stands under the state that it is given up with."""
        if self.substate_id and status != self.status:
            self.substate_id = None
        return status


class AppointmentChange(ClinicOwned, Model):
    """A line of an appointment's history; append-only. With `before`, what stood until then, it can be taken back.

    Those of one `act` were written by one deed, and are taken back together.
    """

    __tablename__ = "appointment_change"
    __table_args__ = SCHEMA

    appointment_id: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    user_id: Mapped[int | None] = mapped_column(BigInteger)
    what: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text, default="")
    was_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    before: Mapped[dict[str, object] | None] = mapped_column(JSONB)
    act: Mapped[UUID | None] = mapped_column(Uuid)


class MoveWish(OwnedByClinic, Model):
    """A patient's wish to move an appointment, until somebody has looked after it."""

    __tablename__ = "move_wish"
    __table_args__ = SCHEMA

    appointment_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    wish: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
