"""Recalls: a patient is due for something at a date, once or every so many months; and each step of it."""

from alembic import op

from migrations.protection import protect, seen_whole

revision = "recalls"
down_revision = "undo"

ACROSS = (
    ("recall", "branch_id", "clinics.branch"),
    ("recall", "practitioner_id", "clinics.practitioner"),
)
"""(table, column, table of another context that it names)."""


def upgrade() -> None:
    _recalls()
    _changes()
    for table, column, other in ACROSS:
        with seen_whole(f"agenda.{table}", other):
            op.execute(
                f"ALTER TABLE agenda.{table} ADD CONSTRAINT across_{table}_{column}"
                f" FOREIGN KEY (clinic_id, {column}) REFERENCES {other} (clinic_id, id)"
            )
    op.execute(
        "ALTER TABLE agenda.appointment_type"
        " ADD COLUMN recall_months smallint NOT NULL DEFAULT 0 CHECK (recall_months BETWEEN 0 AND 120)"
    )
    op.execute("ALTER TABLE notifications.delivery ADD COLUMN recall_id bigint")


def _recalls() -> None:
    op.execute("""
        CREATE TABLE agenda.recall (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            patient_id bigint NOT NULL,
            type_id bigint NOT NULL,
            practitioner_id bigint,
            branch_id bigint NOT NULL,
            due date NOT NULL,
            every_months smallint NOT NULL CHECK (every_months BETWEEN 0 AND 120),
            state text NOT NULL CHECK (state IN ('due', 'contacted', 'booked', 'done', 'declined')),
            note text NOT NULL,
            appointment_id bigint,
            followed text NOT NULL,
            contacted_at timestamptz,
            contacted_by text NOT NULL CHECK (contacted_by IN ('', 'call', 'message')),
            message text NOT NULL CHECK (message IN ('none', 'sent', 'failed')),
            tellings integer NOT NULL DEFAULT 0,
            version integer NOT NULL DEFAULT 1,
            created_at timestamptz NOT NULL,
            CONSTRAINT pk_recall PRIMARY KEY (clinic_id, id),
            CONSTRAINT ck_recall_booked CHECK (state <> 'booked' OR appointment_id IS NOT NULL),
            CONSTRAINT fk_recall_patient_card FOREIGN KEY (clinic_id, patient_id)
                REFERENCES agenda.patient_card (clinic_id, patient_id),
            CONSTRAINT fk_recall_type FOREIGN KEY (clinic_id, type_id)
                REFERENCES agenda.appointment_type (clinic_id, id),
            CONSTRAINT fk_recall_appointment FOREIGN KEY (clinic_id, appointment_id)
                REFERENCES agenda.appointment (clinic_id, id)
        ) WITH (fillfactor = 80)""")
    op.execute("""
        CREATE UNIQUE INDEX uq_recall_open
            ON agenda.recall (clinic_id, patient_id, type_id) WHERE state IN ('due', 'contacted', 'booked')""")
    op.execute("""
        CREATE UNIQUE INDEX uq_recall_appointment
            ON agenda.recall (clinic_id, appointment_id) WHERE appointment_id IS NOT NULL""")
    op.execute("""
        CREATE INDEX ix_recall_open ON agenda.recall (clinic_id, due, id) WHERE state IN ('due', 'contacted')""")
    op.execute("CREATE INDEX ix_recall_booked ON agenda.recall (clinic_id, due, id) WHERE state = 'booked'")
    op.execute("CREATE INDEX ix_recall_over ON agenda.recall (clinic_id, due, id) WHERE state IN ('done', 'declined')")
    protect("agenda.recall", "SELECT, INSERT, UPDATE")


def _changes() -> None:
    op.execute("""
        CREATE TABLE agenda.recall_change (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            recall_id bigint NOT NULL,
            at timestamptz NOT NULL,
            user_id bigint,
            what text NOT NULL,
            detail text NOT NULL,
            due date,
            CONSTRAINT pk_recall_change PRIMARY KEY (clinic_id, id),
            CONSTRAINT fk_recall_change_recall FOREIGN KEY (clinic_id, recall_id)
                REFERENCES agenda.recall (clinic_id, id)
        )""")
    op.execute("CREATE INDEX ix_recall_change ON agenda.recall_change (clinic_id, recall_id, id DESC)")
    protect("agenda.recall_change", "SELECT, INSERT")


def downgrade() -> None:
    op.execute("ALTER TABLE notifications.delivery DROP COLUMN recall_id")
    op.execute("ALTER TABLE agenda.appointment_type DROP COLUMN recall_months")
    op.execute("DROP TABLE agenda.recall_change")
    op.execute("DROP TABLE agenda.recall")
