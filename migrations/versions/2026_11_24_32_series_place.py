"""An appointment of a series says which of how many it is, so that a board need not count."""

from alembic import op

from migrations.protection import seen_whole

revision = "series_place"
down_revision = "hold_since"


def upgrade() -> None:
    op.execute("""
        ALTER TABLE agenda.appointment
            ADD COLUMN series_place smallint NOT NULL DEFAULT 0,
            ADD COLUMN series_size smallint NOT NULL DEFAULT 0""")
    with seen_whole("agenda.appointment"):
        op.execute("""
            UPDATE agenda.appointment AS one
            SET series_place = found.place, series_size = found.size
            FROM (
                SELECT clinic_id, id, row_number() OVER series AS place,
                       count(*) OVER (PARTITION BY clinic_id, series_id) AS size
                FROM agenda.appointment
                WHERE series_id IS NOT NULL
                WINDOW series AS (PARTITION BY clinic_id, series_id ORDER BY starts_at, id)
            ) AS found
            WHERE one.clinic_id = found.clinic_id AND one.id = found.id""")


def downgrade() -> None:
    op.execute("ALTER TABLE agenda.appointment DROP COLUMN series_place, DROP COLUMN series_size")
