"""Series: the rule as it was booked, and the appointments that are of one."""

from alembic import op

from migrations.protection import protect, seen_whole

revision = "series"
down_revision = "links"


def upgrade() -> None:
    op.execute("""
        CREATE TABLE agenda.appointment_series (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            first date NOT NULL,
            at time NOT NULL,
            every smallint NOT NULL CHECK (every BETWEEN 1 AND 12),
            unit text NOT NULL CHECK (unit IN ('day', 'week', 'month')),
            count smallint NOT NULL CHECK (count BETWEEN 2 AND 60),
            time_zone text NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT pk_appointment_series PRIMARY KEY (clinic_id, id)
        )""")
    protect("agenda.appointment_series", "SELECT, INSERT")
    op.execute("ALTER TABLE agenda.appointment ADD COLUMN series_id bigint")
    with seen_whole("agenda.appointment", "agenda.appointment_series"):
        op.execute("""
            ALTER TABLE agenda.appointment
                ADD CONSTRAINT fk_appointment_series FOREIGN KEY (clinic_id, series_id)
                    REFERENCES agenda.appointment_series (clinic_id, id)""")
    op.execute("""
        CREATE INDEX ix_appointment_series
            ON agenda.appointment (clinic_id, series_id, starts_at) WHERE series_id IS NOT NULL""")


def downgrade() -> None:
    op.execute("ALTER TABLE agenda.appointment DROP COLUMN series_id")
    op.execute("DROP TABLE agenda.appointment_series")
