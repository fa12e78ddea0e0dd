"""A ticket is good for one day at one branch: an appointment that is moved takes another one there."""

from alembic import op

revision = "tickets_of_a_day"
down_revision = "video"


def upgrade() -> None:
    # In the migration's transaction, which cannot drop it concurrently; a table of each day's tickets is small.
    op.execute("-- squawk-ignore require-concurrent-index-deletion\nDROP INDEX agenda.uq_queue_entry_appointment")
    op.execute("""
        CREATE UNIQUE INDEX uq_queue_entry_appointment
            ON agenda.queue_entry (clinic_id, appointment_id, branch_id, day) WHERE appointment_id IS NOT NULL""")


def downgrade() -> None:
    op.execute("DROP INDEX agenda.uq_queue_entry_appointment")
    op.execute("""
        CREATE UNIQUE INDEX uq_queue_entry_appointment
            ON agenda.queue_entry (clinic_id, appointment_id) WHERE appointment_id IS NOT NULL""")
