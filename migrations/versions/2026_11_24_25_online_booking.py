"""Patients book by themselves: the clinic's rules for it, what is asked and not yet proved, and who asked for what."""

from alembic import op

from migrations.protection import protect, seen_whole

revision = "online_booking"
down_revision = "series"

STATES = "'booked', 'arrived', 'checked_in', 'fulfilled', 'noshow', 'cancelled'"


def upgrade() -> None:
    op.execute("ALTER TABLE agenda.appointment_type ADD COLUMN online boolean NOT NULL DEFAULT false")
    _states(f"'pending', {STATES}")
    op.execute("""
        CREATE INDEX ix_appointment_pending
            ON agenda.appointment (clinic_id, starts_at) WHERE status = 'pending'""")
    _policy()
    _proofs()
    _requests()
    with seen_whole("agenda.online_request", "agenda.appointment"):
        op.execute("""
            ALTER TABLE agenda.online_request ADD CONSTRAINT fk_online_request_appointment
                FOREIGN KEY (clinic_id, appointment_id) REFERENCES agenda.appointment (clinic_id, id)""")


def _states(allowed: str) -> None:
    with seen_whole("agenda.appointment"):
        op.execute(f"""
            ALTER TABLE agenda.appointment
                -- It comes back in this statement, and allows more.
                -- squawk-ignore ban-drop-constraint
                DROP CONSTRAINT appointment_status_check,
                ADD CONSTRAINT appointment_status_check CHECK (status IN ({allowed}))""")


def _policy() -> None:
    op.execute("""
        CREATE TABLE agenda.online_policy (
            clinic_id bigint NOT NULL,
            open boolean NOT NULL,
            approval boolean NOT NULL,
            known_only boolean NOT NULL,
            notice_minutes integer NOT NULL CHECK (notice_minutes BETWEEN 0 AND 86400),
            horizon_days integer NOT NULL CHECK (horizon_days BETWEEN 1 AND 366),
            most_open integer NOT NULL CHECK (most_open BETWEEN 1 AND 20),
            daily_practitioner integer NOT NULL CHECK (daily_practitioner BETWEEN 0 AND 200),
            daily_clinic integer NOT NULL CHECK (daily_clinic BETWEEN 0 AND 2000),
            answer_hours integer NOT NULL CHECK (answer_hours BETWEEN 1 AND 240),
            text text NOT NULL,
            version integer NOT NULL,
            CONSTRAINT pk_online_policy PRIMARY KEY (clinic_id)
        )""")
    protect("agenda.online_policy", "SELECT, INSERT, UPDATE")


PERSON = """
            way text NOT NULL CHECK (way IN ('sms', 'email')),
            contact text NOT NULL,
            given text NOT NULL,
            family text NOT NULL,
            phone text NOT NULL,
            email text NOT NULL,
            birth_date date,
            language text NOT NULL,"""


def _proofs() -> None:
    op.execute(f"""
        CREATE TABLE agenda.online_proof (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            digest text NOT NULL,{PERSON}
            type_id bigint NOT NULL,
            practitioner_id bigint NOT NULL,
            branch_id bigint NOT NULL,
            starts_at timestamptz NOT NULL,
            seed text NOT NULL,
            code_digest text NOT NULL,
            code_until timestamptz NOT NULL,
            tries smallint NOT NULL,
            sends smallint NOT NULL,
            proved_at timestamptz,
            outcome text NOT NULL CHECK (outcome IN ('', 'booked', 'requested', 'refused')),
            appointment_id bigint,
            created_at timestamptz NOT NULL,
            CONSTRAINT pk_online_proof PRIMARY KEY (clinic_id, id),
            CONSTRAINT uq_online_proof_digest UNIQUE (clinic_id, digest),
            CONSTRAINT ck_online_proof_booked CHECK (appointment_id IS NULL OR proved_at IS NOT NULL),
            CONSTRAINT fk_online_proof_type FOREIGN KEY (clinic_id, type_id)
                REFERENCES agenda.appointment_type (clinic_id, id),
            CONSTRAINT fk_online_proof_appointment FOREIGN KEY (clinic_id, appointment_id)
                REFERENCES agenda.appointment (clinic_id, id)
        )""")
    op.execute("CREATE INDEX ix_online_proof_created ON agenda.online_proof (clinic_id, created_at)")
    protect("agenda.online_proof")


def _requests() -> None:
    op.execute(f"""
        CREATE TABLE agenda.online_request (
            clinic_id bigint NOT NULL,
            appointment_id bigint NOT NULL,{PERSON}
            known boolean NOT NULL,
            identified_at timestamptz,
            asked_at timestamptz NOT NULL,
            CONSTRAINT pk_online_request PRIMARY KEY (clinic_id, appointment_id)
        )""")
    op.execute("CREATE INDEX ix_online_request_contact ON agenda.online_request (clinic_id, contact)")
    op.execute("CREATE INDEX ix_online_request_asked ON agenda.online_request (clinic_id, asked_at)")
    protect("agenda.online_request", "SELECT, INSERT, UPDATE (identified_at)")


def downgrade() -> None:
    for table in ("online_request", "online_proof", "online_policy"):
        op.execute(f"DROP TABLE agenda.{table}")
    op.execute("DROP INDEX agenda.ix_appointment_pending")
    _states(STATES)
    op.execute("ALTER TABLE agenda.appointment_type DROP COLUMN online")
