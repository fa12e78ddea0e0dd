"""Since when a key holds, so that it does not do so for ever."""

from alembic import op

revision = "hold_since"
down_revision = "told_together"


def upgrade() -> None:
    op.execute("ALTER TABLE agenda.slot_hold ADD COLUMN since timestamptz NOT NULL DEFAULT now()")


def downgrade() -> None:
    op.execute("ALTER TABLE agenda.slot_hold DROP COLUMN since")
