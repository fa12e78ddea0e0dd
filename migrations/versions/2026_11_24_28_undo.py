"""What stood before a deed is kept with its line of history, and what a patient knew before a message."""

from alembic import op

revision = "undo"
down_revision = "slot_hold"


def upgrade() -> None:
    op.execute("ALTER TABLE agenda.appointment_change ADD COLUMN before jsonb")
    op.execute("ALTER TABLE notifications.appointment_notice ADD COLUMN told_before jsonb")


def downgrade() -> None:
    op.execute("ALTER TABLE notifications.appointment_notice DROP COLUMN told_before")
    op.execute("ALTER TABLE agenda.appointment_change DROP COLUMN before")
