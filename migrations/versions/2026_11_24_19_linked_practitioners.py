"""A practitioner may be one of the clinic's users: who is signed in finds the own column."""

from alembic import op

from migrations.protection import APP, seen_whole

revision = "linked_practitioners"
down_revision = "waiting_room"


def upgrade() -> None:
    op.execute("ALTER TABLE clinics.practitioner ADD COLUMN user_id bigint")
    op.execute(f"GRANT UPDATE (user_id) ON clinics.practitioner TO {APP}")
    with seen_whole("clinics.practitioner", "identity.membership"):
        op.execute("""
            ALTER TABLE clinics.practitioner
                ADD CONSTRAINT uq_practitioner_clinic_id_user_id UNIQUE (clinic_id, user_id),
                ADD CONSTRAINT across_practitioner_user_id
                    FOREIGN KEY (clinic_id, user_id) REFERENCES identity.membership (clinic_id, user_id)""")


def downgrade() -> None:
    op.execute("ALTER TABLE clinics.practitioner DROP COLUMN user_id")
