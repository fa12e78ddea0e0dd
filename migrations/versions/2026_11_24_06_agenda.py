"""The agenda: schedules, kinds of appointment, appointments and their history."""

from alembic import op

from migrations.protection import protect, schema

revision = "agenda"
down_revision = "patients"


def upgrade() -> None:
    schema("agenda")
    _schedules()
    _appointments()
    _history()


def _schedules() -> None:
    op.execute("""
        CREATE TABLE agenda.schedule (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            kind text NOT NULL CHECK (kind IN ('practitioner', 'room')),
            resource_id bigint NOT NULL,
            branch_id bigint NOT NULL,
            CONSTRAINT pk_schedule PRIMARY KEY (clinic_id, id),
            CONSTRAINT uq_schedule_resource UNIQUE (clinic_id, kind, resource_id)
        )""")
    protect("agenda.schedule")
    op.execute("""
        CREATE TABLE agenda.appointment_type (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            name text NOT NULL,
            minutes integer NOT NULL CHECK (minutes BETWEEN 5 AND 720),
            hue integer NOT NULL,
            CONSTRAINT pk_appointment_type PRIMARY KEY (clinic_id, id),
            CONSTRAINT uq_appointment_type_name UNIQUE (clinic_id, name)
        )""")
    protect("agenda.appointment_type")
    op.execute("""
        CREATE TABLE agenda.patient_card (
            clinic_id bigint NOT NULL,
            patient_id bigint NOT NULL,
            name text NOT NULL,
            phone text NOT NULL,
            CONSTRAINT pk_patient_card PRIMARY KEY (clinic_id, patient_id)
        )""")
    protect("agenda.patient_card")


def _appointments() -> None:
    op.execute("""
        CREATE TABLE agenda.appointment (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            branch_id bigint NOT NULL,
            practitioner_id bigint NOT NULL,
            room_id bigint NOT NULL,
            patient_id bigint NOT NULL,
            type_id bigint NOT NULL,
            starts_at timestamptz NOT NULL,
            ends_at timestamptz NOT NULL,
            during tstzrange NOT NULL GENERATED ALWAYS AS (tstzrange(starts_at, ends_at)) STORED,
            status text NOT NULL
                CHECK (status IN ('booked', 'arrived', 'checked_in', 'fulfilled', 'noshow', 'cancelled')),
            holds boolean NOT NULL GENERATED ALWAYS AS (status NOT IN ('cancelled', 'noshow')) STORED,
            confirmed_at timestamptz,
            message text NOT NULL DEFAULT 'none' CHECK (message IN ('none', 'sent', 'failed')),
            cancellation_reason text NOT NULL DEFAULT '',
            note text NOT NULL DEFAULT '',
            version integer NOT NULL DEFAULT 1,
            created_at timestamptz NOT NULL,
            updated_at timestamptz NOT NULL,
            CONSTRAINT pk_appointment PRIMARY KEY (clinic_id, id),
            CONSTRAINT ck_appointment_length CHECK (ends_at > starts_at),
            CONSTRAINT ck_appointment_reason CHECK (status <> 'cancelled' OR cancellation_reason <> ''),
            CONSTRAINT ex_appointment_practitioner EXCLUDE USING gist
                (clinic_id WITH =, practitioner_id WITH =, during WITH &&) WHERE (holds),
            CONSTRAINT ex_appointment_room EXCLUDE USING gist
                (clinic_id WITH =, room_id WITH =, during WITH &&) WHERE (holds),
            CONSTRAINT fk_appointment_type FOREIGN KEY (clinic_id, type_id)
                REFERENCES agenda.appointment_type (clinic_id, id),
            CONSTRAINT fk_appointment_patient_card FOREIGN KEY (clinic_id, patient_id)
                REFERENCES agenda.patient_card (clinic_id, patient_id)
        ) WITH (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05)""")
    for column in ("branch_id", "practitioner_id", "room_id"):
        op.execute(
            f"CREATE INDEX ix_appointment_{column} ON agenda.appointment (clinic_id, {column}, starts_at)"
            " INCLUDE (ends_at, holds)"
        )
    op.execute("CREATE INDEX ix_appointment_patient ON agenda.appointment (clinic_id, patient_id, starts_at DESC)")
    protect("agenda.appointment", "SELECT, INSERT, UPDATE")


def _history() -> None:
    op.execute("""
        CREATE TABLE agenda.appointment_change (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            appointment_id bigint NOT NULL,
            at timestamptz NOT NULL,
            user_id bigint,
            what text NOT NULL,
            detail text NOT NULL DEFAULT '',
            was_at timestamptz,
            CONSTRAINT pk_appointment_change PRIMARY KEY (clinic_id, id),
            CONSTRAINT fk_appointment_change_appointment FOREIGN KEY (clinic_id, appointment_id)
                REFERENCES agenda.appointment (clinic_id, id)
        )""")
    op.execute("CREATE INDEX ix_appointment_change ON agenda.appointment_change (clinic_id, appointment_id, id)")
    protect("agenda.appointment_change", "SELECT, INSERT")


def downgrade() -> None:
    op.execute("DROP SCHEMA agenda CASCADE")
