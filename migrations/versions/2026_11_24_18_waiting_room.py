"""The waiting room: tickets without gaps, turns with every step they took, and service points."""

from alembic import op

from migrations.protection import protect, seen_whole

revision = "waiting_room"
down_revision = "overbooking"

ACROSS = (
    ("service_point", "branch_id", "clinics.branch"),
    ("queue_entry", "branch_id", "clinics.branch"),
    ("queue_entry", "practitioner_id", "clinics.practitioner"),
    ("queue_entry", "room_id", "clinics.room"),
)
"""(table, column, table of another context that it names)."""


def upgrade() -> None:
    _counters()
    _entries()
    _steps()
    for table, column, other in ACROSS:
        with seen_whole(f"agenda.{table}", other):
            op.execute(
                f"ALTER TABLE agenda.{table} ADD CONSTRAINT across_{table}_{column}"
                f" FOREIGN KEY (clinic_id, {column}) REFERENCES {other} (clinic_id, id)"
            )


def _counters() -> None:
    op.execute("""
        CREATE TABLE agenda.queue_counter (
            clinic_id bigint NOT NULL,
            branch_id bigint NOT NULL,
            day date NOT NULL,
            last integer NOT NULL,
            CONSTRAINT pk_queue_counter PRIMARY KEY (clinic_id, branch_id, day)
        )""")
    protect("agenda.queue_counter", "SELECT, INSERT, UPDATE")
    op.execute("""
        CREATE TABLE agenda.service_point (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            branch_id bigint NOT NULL,
            name text NOT NULL,
            retired_at timestamptz,
            version integer NOT NULL DEFAULT 1,
            CONSTRAINT pk_service_point PRIMARY KEY (clinic_id, id)
        )""")
    op.execute("""
        CREATE UNIQUE INDEX uq_service_point_name
            ON agenda.service_point (clinic_id, branch_id, lower(name)) WHERE retired_at IS NULL""")
    protect("agenda.service_point", "SELECT, INSERT, UPDATE")


def _entries() -> None:
    op.execute("""
        CREATE TABLE agenda.queue_entry (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            branch_id bigint NOT NULL,
            day date NOT NULL,
            number integer NOT NULL,
            patient_id bigint NOT NULL,
            appointment_id bigint,
            practitioner_id bigint,
            room_id bigint,
            point_id bigint,
            state text NOT NULL CHECK (state IN ('waiting', 'called', 'in_service', 'done', 'withdrawn')),
            arrived_at timestamptz NOT NULL,
            since timestamptz NOT NULL,
            step_id bigint,
            version integer NOT NULL DEFAULT 1,
            CONSTRAINT pk_queue_entry PRIMARY KEY (clinic_id, id),
            CONSTRAINT uq_queue_entry_number UNIQUE (clinic_id, branch_id, day, number),
            CONSTRAINT ck_queue_entry_place CHECK (room_id IS NULL OR point_id IS NULL),
            CONSTRAINT fk_queue_entry_patient_card FOREIGN KEY (clinic_id, patient_id)
                REFERENCES agenda.patient_card (clinic_id, patient_id),
            CONSTRAINT fk_queue_entry_appointment FOREIGN KEY (clinic_id, appointment_id)
                REFERENCES agenda.appointment (clinic_id, id),
            CONSTRAINT fk_queue_entry_service_point FOREIGN KEY (clinic_id, point_id)
                REFERENCES agenda.service_point (clinic_id, id)
        ) WITH (fillfactor = 80)""")
    op.execute("""
        CREATE UNIQUE INDEX uq_queue_entry_appointment
            ON agenda.queue_entry (clinic_id, appointment_id) WHERE appointment_id IS NOT NULL""")
    protect("agenda.queue_entry", "SELECT, INSERT, UPDATE")


def _steps() -> None:
    op.execute("""
        CREATE TABLE agenda.queue_step (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            entry_id bigint NOT NULL,
            before_id bigint,
            at timestamptz NOT NULL,
            user_id bigint,
            what text NOT NULL,
            state text NOT NULL,
            practitioner_id bigint,
            room_id bigint,
            point_id bigint,
            CONSTRAINT pk_queue_step PRIMARY KEY (clinic_id, id),
            CONSTRAINT fk_queue_step_entry FOREIGN KEY (clinic_id, entry_id)
                REFERENCES agenda.queue_entry (clinic_id, id),
            CONSTRAINT fk_queue_step_before FOREIGN KEY (clinic_id, before_id)
                REFERENCES agenda.queue_step (clinic_id, id)
        )""")
    op.execute("CREATE INDEX ix_queue_step ON agenda.queue_step (clinic_id, entry_id, id)")
    protect("agenda.queue_step", "SELECT, INSERT")


def downgrade() -> None:
    for table in ("queue_step", "queue_entry", "service_point", "queue_counter"):
        op.execute(f"DROP TABLE agenda.{table}")
