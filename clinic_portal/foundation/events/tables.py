"""The log of all events and the outbox: one row for each listener that still has to react."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Text
from sqlalchemy.dialects.postgresql import JSONB, UUID
from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.foundation.database import ClinicOwned, Model, OwnedByClinic


class EventRow(OwnedByClinic, Model):
    """A fact that happened; append-only, partitioned by month."""

    __tablename__ = "event"
    __table_args__ = {"schema": "events"}

    occurred_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), primary_key=True)
    id: Mapped[str] = mapped_column(UUID(as_uuid=False), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB)
    actor_id: Mapped[int | None] = mapped_column(BigInteger)


class OutboxRow(ClinicOwned, Model):
    """What one listener still has to do about one fact; `done_at` or `dead_at` ends it."""

    __tablename__ = "outbox"
    __table_args__ = {"schema": "events"}

    event_id: Mapped[str] = mapped_column(UUID(as_uuid=False))
    name: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB)
    listener: Mapped[str] = mapped_column(Text)
    queue: Mapped[str] = mapped_column(Text)
    actor_id: Mapped[int | None] = mapped_column(BigInteger)
    traceparent: Mapped[str | None] = mapped_column(Text)
    occurred_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    next_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    dead_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    last_error: Mapped[str | None] = mapped_column(Text)
