"""The table of the rules."""

from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.contexts.agenda.models import SCHEMA
from clinic_portal.foundation.database import Model, OwnedByClinic


class DayPolicyRow(OwnedByClinic, Model):
    """One clinic's rules."""

    __tablename__ = "day_policy"
    __table_args__ = SCHEMA

    amber_minutes: Mapped[int]
    red_minutes: Mapped[int]
    cancel_hours: Mapped[int]
    noshow_limit: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
