"""Tables of people: who they are, where they belong, where they are signed in."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, Identity, Text, func
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.foundation.database import Model, OwnedByClinic

SCHEMA = {"schema": "identity"}


class AppUser(Model):
    """A person; belongs to no clinic, signs in to several."""

    __tablename__ = "app_user"
    __table_args__ = SCHEMA

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    email: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    password_hash: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    operator: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class Membership(OwnedByClinic, Model):
    """A person's role in one clinic."""

    __tablename__ = "membership"
    __table_args__ = SCHEMA

    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    role: Mapped[str] = mapped_column(Text)


class Workplace(OwnedByClinic, Model):
    """What identity keeps of a clinic, to name it in a person's list: a projection of the clinics' facts."""

    __tablename__ = "workplace"
    __table_args__ = SCHEMA

    slug: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)


class UserSession(Model):
    """A sign-in on one browser; the cookie's id is kept as a digest, `id` only names the row to its owner."""

    __tablename__ = "user_session"
    __table_args__ = SCHEMA

    id: Mapped[str] = mapped_column(UUID(as_uuid=False), primary_key=True)
    digest: Mapped[str] = mapped_column(Text, unique=True)
    user_id: Mapped[int] = mapped_column(BigInteger)
    address: Mapped[str] = mapped_column(Text)
    agent: Mapped[str] = mapped_column(Text)
    opened_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class PasswordReset(Model):
    """A link to set a new password, good once and for an hour."""

    __tablename__ = "password_reset"
    __table_args__ = SCHEMA

    id: Mapped[str] = mapped_column(UUID(as_uuid=False), primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger)
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
