"""States of the clinic's own, each under one of an appointment's fixed states."""

from alembic import op

from migrations.protection import protect, seen_whole

revision = "substates"
down_revision = "tickets_of_a_day"


def upgrade() -> None:
    op.execute("""
        CREATE TABLE agenda.substate (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            under text NOT NULL
                CHECK (under IN ('pending', 'booked', 'arrived', 'checked_in', 'fulfilled', 'noshow', 'cancelled')),
            name text NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
            letters text NOT NULL CHECK (length(letters) BETWEEN 1 AND 2),
            hue smallint NOT NULL CHECK (hue BETWEEN 1 AND 12),
            retired_at timestamptz,
            version integer NOT NULL DEFAULT 1,
            CONSTRAINT pk_substate PRIMARY KEY (clinic_id, id),
            CONSTRAINT uq_substate_name UNIQUE (clinic_id, name)
        )""")
    protect("agenda.substate", "SELECT, INSERT, UPDATE")
    op.execute("ALTER TABLE agenda.appointment ADD COLUMN substate_id bigint")
    with seen_whole("agenda.appointment", "agenda.substate"):
        op.execute("""
            ALTER TABLE agenda.appointment ADD CONSTRAINT fk_appointment_substate
                FOREIGN KEY (clinic_id, substate_id) REFERENCES agenda.substate (clinic_id, id)""")


def downgrade() -> None:
    op.execute("ALTER TABLE agenda.appointment DROP COLUMN substate_id")
    op.execute("DROP TABLE agenda.substate")
