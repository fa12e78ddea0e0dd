"""Where an appointment by video is joined."""

from alembic import op

revision = "video"
down_revision = "noshow_prompt"


def upgrade() -> None:
    op.execute(
        "ALTER TABLE agenda.appointment ADD COLUMN video_url text NOT NULL DEFAULT '' CHECK (length(video_url) <= 300)"
    )


def downgrade() -> None:
    op.execute("ALTER TABLE agenda.appointment DROP COLUMN video_url")
