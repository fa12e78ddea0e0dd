"""The tables of what each person of a clinic starred, and uses."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, Text
from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.foundation.database import Model, OwnedByClinic

SCHEMA = {"schema": "catalogs"}


class UserFavourite(OwnedByClinic, Model):
    """A person's star at a term."""

    __tablename__ = "user_favourite"
    __table_args__ = SCHEMA

    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    term_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)


class UserTermUse(OwnedByClinic, Model):
    """How often a person used a term, wherever it was, and when last."""

    __tablename__ = "user_term_use"
    __table_args__ = SCHEMA

    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    term_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    uses: Mapped[int] = mapped_column(BigInteger)
    last_used_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
