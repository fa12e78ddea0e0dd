"""The table of the clinic's own states."""

from datetime import datetime

from sqlalchemy import DateTime, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.foundation.database import ClinicOwned, Model

SCHEMA = {"schema": "agenda"}


class Substate(ClinicOwned, Model):
    """A state of the clinic's own under a fixed one."""

    __tablename__ = "substate"
    __table_args__ = SCHEMA

    under: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    letters: Mapped[str] = mapped_column(Text)
    hue: Mapped[int] = mapped_column(SmallInteger)
    retired_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
