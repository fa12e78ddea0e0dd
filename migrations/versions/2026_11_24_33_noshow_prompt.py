"""After how many minutes a clinic is asked whether a patient came."""

from alembic import op

revision = "noshow_prompt"
down_revision = "series_place"


def upgrade() -> None:
    op.execute(
        "ALTER TABLE agenda.day_policy"
        " ADD COLUMN prompt_minutes integer NOT NULL DEFAULT 30 CHECK (prompt_minutes BETWEEN 0 AND 600)"
    )


def downgrade() -> None:
    op.execute("ALTER TABLE agenda.day_policy DROP COLUMN prompt_minutes")
