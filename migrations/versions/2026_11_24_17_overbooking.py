"""An appointment can be put over another on purpose: it no longer keeps the two apart."""

from alembic import op

from migrations.protection import seen_whole

revision = "overbooking"
down_revision = "prices"

RESOURCES = ("practitioner", "room")


def upgrade() -> None:
    op.execute("ALTER TABLE agenda.appointment ADD COLUMN overbooked boolean NOT NULL DEFAULT false")
    _exclude("holds AND NOT overbooked")


def downgrade() -> None:
    with seen_whole("agenda.appointment"):
        op.execute(
            "UPDATE agenda.appointment SET status = 'cancelled', cancellation_reason = 'mistake'"
            " WHERE overbooked AND holds"
        )
    _exclude("holds")
    op.execute("ALTER TABLE agenda.appointment DROP COLUMN overbooked")


def _exclude(which: str) -> None:
    for resource in RESOURCES:
        # Taken away and put back in one transaction: no client sees the table without it.
        op.execute(
            "-- squawk-ignore ban-drop-constraint\n"
            f"ALTER TABLE agenda.appointment DROP CONSTRAINT ex_appointment_{resource}"
        )
        op.execute(
            f"ALTER TABLE agenda.appointment ADD CONSTRAINT ex_appointment_{resource} EXCLUDE USING gist"
            f" (clinic_id WITH =, {resource}_id WITH =, during WITH &&) WHERE ({which})"
        )
