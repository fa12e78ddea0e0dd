"""Links that leave the house, wishes to move, and the clinic's rules of the day."""

from alembic import op

from migrations.protection import protect, seen_whole

revision = "links"
down_revision = "capacity"

ACROSS = (("branch_id", "clinics.branch"), ("practitioner_id", "clinics.practitioner"))


def upgrade() -> None:
    _links()
    _wishes()
    _policy()
    for column, other in ACROSS:
        with seen_whole("agenda.secret_link", other):
            op.execute(
                f"ALTER TABLE agenda.secret_link ADD CONSTRAINT across_secret_link_{column}"
                f" FOREIGN KEY (clinic_id, {column}) REFERENCES {other} (clinic_id, id)"
            )


def _links() -> None:
    op.execute("""
        CREATE TABLE agenda.secret_link (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            purpose text NOT NULL CHECK (purpose IN ('screen', 'calendar', 'visit')),
            seed text NOT NULL,
            digest text NOT NULL,
            name text NOT NULL,
            shows text NOT NULL,
            language text NOT NULL,
            branch_id bigint,
            practitioner_id bigint,
            appointment_id bigint,
            created_by bigint,
            created_at timestamptz NOT NULL,
            revoked_at timestamptz,
            CONSTRAINT pk_secret_link PRIMARY KEY (clinic_id, id),
            CONSTRAINT uq_secret_link_digest UNIQUE (clinic_id, digest),
            CONSTRAINT uq_secret_link_appointment UNIQUE (clinic_id, appointment_id),
            CONSTRAINT ck_secret_link_opens CHECK (
                CASE purpose WHEN 'screen' THEN branch_id WHEN 'calendar' THEN practitioner_id ELSE appointment_id END
                IS NOT NULL),
            CONSTRAINT fk_secret_link_appointment FOREIGN KEY (clinic_id, appointment_id)
                REFERENCES agenda.appointment (clinic_id, id)
        )""")
    protect("agenda.secret_link", "SELECT, INSERT, UPDATE (language, revoked_at)")


def _wishes() -> None:
    op.execute("""
        CREATE TABLE agenda.move_wish (
            clinic_id bigint NOT NULL,
            appointment_id bigint NOT NULL,
            wish text NOT NULL,
            asked_at timestamptz NOT NULL,
            CONSTRAINT pk_move_wish PRIMARY KEY (clinic_id, appointment_id),
            CONSTRAINT fk_move_wish_appointment FOREIGN KEY (clinic_id, appointment_id)
                REFERENCES agenda.appointment (clinic_id, id)
        )""")
    protect("agenda.move_wish")


def _policy() -> None:
    op.execute("""
        CREATE TABLE agenda.day_policy (
            clinic_id bigint NOT NULL,
            amber_minutes integer NOT NULL CHECK (amber_minutes BETWEEN 1 AND 600),
            red_minutes integer NOT NULL CHECK (red_minutes BETWEEN 1 AND 600),
            cancel_hours integer NOT NULL CHECK (cancel_hours BETWEEN 0 AND 720),
            noshow_limit integer NOT NULL CHECK (noshow_limit BETWEEN 1 AND 100),
            version integer NOT NULL,
            CONSTRAINT pk_day_policy PRIMARY KEY (clinic_id)
        )""")
    protect("agenda.day_policy", "SELECT, INSERT, UPDATE")


def downgrade() -> None:
    for table in ("day_policy", "move_wish", "secret_link"):
        op.execute(f"DROP TABLE agenda.{table}")
