"""The table of everybody's views."""

from sqlalchemy import ARRAY, BigInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.foundation.database import ClinicOwned, Model


class ViewRow(ClinicOwned, Model):
    """One person's view; the one at place 0 is what they chose last and has no name."""

    __tablename__ = "saved_view"
    __table_args__ = {"schema": "agenda"}

    user_id: Mapped[int] = mapped_column(BigInteger)
    place: Mapped[int]
    name: Mapped[str] = mapped_column(Text, default="")
    span: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Text)
    branch_id: Mapped[int] = mapped_column(BigInteger)
    whose: Mapped[int] = mapped_column(BigInteger)
    cancelled: Mapped[bool]
    only: Mapped[list[int]] = mapped_column("columns", ARRAY(BigInteger))
    kinds: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    states: Mapped[list[str]] = mapped_column(ARRAY(Text))
