"""The table of what is held."""

from datetime import datetime

from sqlalchemy import ARRAY, BigInteger, DateTime, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.foundation.database import ClinicOwned, Model


class SlotHold(ClinicOwned, Model):
    """One place until `expires_at`, with lanes, seat and session as an appointment; of its key the digest is kept."""

    __tablename__ = "slot_hold"
    __table_args__ = {"schema": "agenda"}

    key_digest: Mapped[str] = mapped_column(Text)
    user_id: Mapped[int | None] = mapped_column(BigInteger)
    holder: Mapped[str] = mapped_column(Text)
    branch_id: Mapped[int] = mapped_column(BigInteger)
    practitioner_id: Mapped[int] = mapped_column(BigInteger)
    room_id: Mapped[int] = mapped_column(BigInteger)
    room_lane: Mapped[int] = mapped_column(SmallInteger)
    type_id: Mapped[int] = mapped_column(BigInteger)
    session_key: Mapped[int] = mapped_column(BigInteger)
    seat: Mapped[int] = mapped_column(SmallInteger)
    starts_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ends_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    busy_from: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    busy_until: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    equipment_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    equipment_lanes: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger))
    since: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
