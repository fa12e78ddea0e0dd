"""Tables of people: who they are, where they belong, where they are signed in."""

from datetime import datetime

from sqlalchemy import ARRAY, BigInteger, DateTime, Identity, Text, false, func
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.foundation.database import ClinicOwned, Model, OwnedByClinic

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
    operator: Mapped[bool] = mapped_column(server_default=false())
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class Membership(OwnedByClinic, Model):
    """A person's place in one clinic: in a built-in role or, by `role_id`, one of the clinic's own."""

    __tablename__ = "membership"
    __table_args__ = SCHEMA

    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    role: Mapped[str | None] = mapped_column(Text)
    role_id: Mapped[int | None] = mapped_column(BigInteger)
    seen_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    deactivated_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class OwnRole(ClinicOwned, Model):
    """A role that a clinic has made for itself."""

    __tablename__ = "own_role"
    __table_args__ = SCHEMA

    name: Mapped[str] = mapped_column(Text)
    permissions: Mapped[list[str]] = mapped_column(ARRAY(Text))
    version: Mapped[int] = mapped_column()
    retired_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

    __mapper_args__ = {"version_id_col": version}


class Invitation(ClinicOwned, Model):
    """A place promised to an e-mail; `link` is what the newest letter's link names, and changes with each letter."""

    __tablename__ = "invitation"
    __table_args__ = SCHEMA

    link: Mapped[str] = mapped_column(UUID(as_uuid=False))
    email: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    role: Mapped[str | None] = mapped_column(Text)
    role_id: Mapped[int | None] = mapped_column(BigInteger)
    invited_by: Mapped[int | None] = mapped_column(BigInteger)
    sent_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    accepted_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


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


class Visit(OwnedByClinic, Model):
    """A session's use in one clinic: all that this clinic may know of the session."""

    __tablename__ = "visit"
    __table_args__ = SCHEMA

    session_id: Mapped[str] = mapped_column(UUID(as_uuid=False), primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger)
    first_seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class PasswordReset(Model):
    """A link to set a new password, good once and for an hour."""

    __tablename__ = "password_reset"
    __table_args__ = SCHEMA

    id: Mapped[str] = mapped_column(UUID(as_uuid=False), primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger)
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
