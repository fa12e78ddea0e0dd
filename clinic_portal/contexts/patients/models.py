"""The tables of patients: the record, the words it is found by, and who opened it lately."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, DateTime, ForeignKeyConstraint, Index, SmallInteger, Text, desc, func
from sqlalchemy.orm import Mapped, mapped_column

from clinic_portal.foundation.database import ClinicOwned, Model, OwnedByClinic

SCHEMA = "patients"


class Patient(ClinicOwned, Model):
    """A person in the care of one clinic; `search`, `sort_key` and the keys follow from the rest."""

    __tablename__ = "patient"
    __table_args__ = (
        Index("ix_patient_sort", "clinic_id", "sort_key", "id"),
        Index("ix_patient_phone", "clinic_id", "phone"),
        Index("ix_patient_email", "clinic_id", "email_key", postgresql_where="email_key <> ''"),
        Index("ix_patient_document", "clinic_id", "document_key", postgresql_where="document_key <> ''"),
        {"schema": SCHEMA},
    )

    given: Mapped[str] = mapped_column(Text)
    family: Mapped[str] = mapped_column(Text)
    phone: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(Text)
    birth_date: Mapped[date | None] = mapped_column(Date)
    sex: Mapped[str] = mapped_column(Text)
    document: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    notes: Mapped[str] = mapped_column(Text)
    search: Mapped[str] = mapped_column(Text(collation="C"))
    sort_key: Mapped[str] = mapped_column(Text(collation="C"))
    email_key: Mapped[str] = mapped_column(Text)
    document_key: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column()
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())

    __mapper_args__ = {"version_id_col": version}


class PatientKey(OwnedByClinic, Model):
    """One word a patient is found by; `search` holds the others, so that one range of one index answers."""

    __tablename__ = "patient_key"
    __table_args__ = (
        Index("ix_patient_key_search", "clinic_id", "place", "key", "search", "patient_id"),
        ForeignKeyConstraint(["clinic_id", "patient_id"], ["patients.patient.clinic_id", "patients.patient.id"]),
        {"schema": SCHEMA},
    )

    patient_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    place: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    key: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    search: Mapped[str] = mapped_column(Text(collation="C"))


class RecentPatient(OwnedByClinic, Model):
    """When a person last opened a patient."""

    __tablename__ = "recent_patient"
    __table_args__ = (
        Index("ix_recent_patient_seen", "clinic_id", "user_id", desc("seen_at")),
        ForeignKeyConstraint(["clinic_id", "patient_id"], ["patients.patient.clinic_id", "patients.patient.id"]),
        {"schema": SCHEMA},
    )

    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    patient_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
