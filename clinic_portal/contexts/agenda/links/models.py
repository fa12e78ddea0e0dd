"""The table of the links."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, Text
from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.contexts.agenda.models import SCHEMA
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database import ClinicOwned, Model


class LinkRow(ClinicOwned, Model):
    """One address; of its token only the digest is kept. A visit's link holds until its appointment begins."""

    __tablename__ = "secret_link"
    __table_args__ = SCHEMA

    purpose: Mapped[str] = mapped_column(Text)
    seed: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text, default="")
    shows: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(Text, default="")
    branch_id: Mapped[int | None] = mapped_column(BigInteger)
    practitioner_id: Mapped[int | None] = mapped_column(BigInteger)
    appointment_id: Mapped[int | None] = mapped_column(BigInteger)
    created_by: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
