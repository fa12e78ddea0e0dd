"""The table of the rules."""

from sqlalchemy import Text
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
    prompt_minutes: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class OnlinePolicyRow(OwnedByClinic, Model):
    """One clinic's rules for those who book by themselves."""

    __tablename__ = "online_policy"
    __table_args__ = SCHEMA

    open: Mapped[bool]
    approval: Mapped[bool]
    known_only: Mapped[bool]
    notice_minutes: Mapped[int]
    horizon_days: Mapped[int]
    most_open: Mapped[int]
    daily_practitioner: Mapped[int]
    daily_clinic: Mapped[int]
    answer_hours: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
