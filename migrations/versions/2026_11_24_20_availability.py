"""Availability: weeks that hold for a time, exceptions, and whether holidays close a clinic."""

from alembic import op

from migrations.protection import protect

revision = "availability"
down_revision = "linked_practitioners"


def upgrade() -> None:
    _rules()
    _exceptions()
    op.execute("""
        CREATE TABLE agenda.holiday_choice (
            clinic_id bigint NOT NULL,
            closes boolean NOT NULL,
            CONSTRAINT pk_holiday_choice PRIMARY KEY (clinic_id)
        )""")
    protect("agenda.holiday_choice", "SELECT, INSERT, UPDATE")


def _rules() -> None:
    op.execute("""
        CREATE TABLE agenda.availability_rule (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            whose text NOT NULL CHECK (whose IN ('branch', 'practitioner', 'room')),
            resource_id bigint NOT NULL,
            valid_from date NOT NULL,
            valid_until date,
            ended_at timestamptz,
            version integer NOT NULL,
            CONSTRAINT pk_availability_rule PRIMARY KEY (clinic_id, id),
            CONSTRAINT ck_availability_rule_days CHECK (valid_until >= valid_from)
        )""")
    protect("agenda.availability_rule", "SELECT, INSERT, UPDATE")
    op.execute("""
        CREATE TABLE agenda.availability_block (
            clinic_id bigint NOT NULL,
            rule_id bigint NOT NULL,
            weekday smallint NOT NULL CHECK (weekday BETWEEN 0 AND 6),
            opens smallint NOT NULL CHECK (opens >= 0),
            closes smallint NOT NULL CHECK (closes <= 1440),
            CONSTRAINT pk_availability_block PRIMARY KEY (clinic_id, rule_id, weekday, opens),
            CONSTRAINT ck_availability_block_order CHECK (closes > opens),
            CONSTRAINT fk_availability_block_rule FOREIGN KEY (clinic_id, rule_id)
                REFERENCES agenda.availability_rule (clinic_id, id)
        )""")
    protect("agenda.availability_block", "SELECT, INSERT, DELETE")


def _exceptions() -> None:
    op.execute("""
        CREATE TABLE agenda.availability_exception (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            whose text NOT NULL CHECK (whose IN ('clinic', 'branch', 'practitioner', 'room')),
            resource_id bigint NOT NULL,
            extra boolean NOT NULL,
            first_day date NOT NULL,
            last_day date NOT NULL,
            opens smallint NOT NULL CHECK (opens >= 0),
            closes smallint NOT NULL CHECK (closes <= 1440),
            reason text NOT NULL,
            ended_at timestamptz,
            version integer NOT NULL,
            CONSTRAINT pk_availability_exception PRIMARY KEY (clinic_id, id),
            CONSTRAINT ck_availability_exception_days CHECK (last_day >= first_day),
            CONSTRAINT ck_availability_exception_hours CHECK (closes > opens),
            CONSTRAINT ck_availability_exception_clinic CHECK ((whose = 'clinic') = (resource_id = 0))
        )""")
    op.execute(
        "CREATE INDEX ix_availability_exception_days ON agenda.availability_exception (clinic_id, last_day)"
        " WHERE ended_at IS NULL"
    )
    protect("agenda.availability_exception", "SELECT, INSERT, UPDATE")


def downgrade() -> None:
    for table in ("holiday_choice", "availability_exception", "availability_block", "availability_rule"):
        op.execute(f"DROP TABLE agenda.{table}")
