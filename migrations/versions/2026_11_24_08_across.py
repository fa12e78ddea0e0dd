"""Foreign keys between contexts: the database's third wall across rooms; a context that moves out drops its own."""

from alembic import op

from migrations.protection import seen_whole

revision = "across"
down_revision = "notifications"

ACROSS = (
    ("identity.membership", "clinic_id", "clinics.clinic", "id"),
    ("patients.patient", "clinic_id", "clinics.clinic", "id"),
    ("agenda.patient_card", "clinic_id, patient_id", "patients.patient", "clinic_id, id"),
    ("agenda.appointment", "clinic_id, branch_id", "clinics.branch", "clinic_id, id"),
    ("agenda.appointment", "clinic_id, practitioner_id", "clinics.practitioner", "clinic_id, id"),
    ("agenda.appointment", "clinic_id, room_id", "clinics.room", "clinic_id, id"),
    ("notifications.appointment_notice", "clinic_id, appointment_id", "agenda.appointment", "clinic_id, id"),
    ("catalogs.clinic_term_override", "clinic_id", "clinics.clinic", "id"),
)
"""(table, columns, table referred to, its columns)."""
GLOBAL = {"clinics.clinic"}


def upgrade() -> None:
    for table, columns, other, its in ACROSS:
        with seen_whole(*{table, other} - GLOBAL):
            op.execute(
                f"ALTER TABLE {table} ADD CONSTRAINT {_name(table, columns)}"
                f" FOREIGN KEY ({columns}) REFERENCES {other} ({its})"
            )


def downgrade() -> None:
    for table, columns, _other, _its in ACROSS:
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {_name(table, columns)}")


def _name(table: str, columns: str) -> str:
    return f"across_{table.split('.')[1]}_{columns.rpartition(', ')[2]}"
