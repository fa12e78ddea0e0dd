"""What changed in one act is told in one message and taken back at once."""

from alembic import op

from migrations.protection import protect

revision = "told_together"
down_revision = "recalls"


def upgrade() -> None:
    op.execute("ALTER TABLE agenda.appointment_change ADD COLUMN act uuid")
    op.execute("""
        CREATE INDEX ix_appointment_change_act ON agenda.appointment_change (clinic_id, act) WHERE act IS NOT NULL""")
    op.execute("ALTER TABLE notifications.appointment_notice ADD COLUMN together uuid")
    op.execute("""
        CREATE TABLE notifications.delivery_appointment (
            clinic_id bigint NOT NULL,
            appointment_id bigint NOT NULL,
            delivery_id bigint NOT NULL,
            CONSTRAINT pk_delivery_appointment PRIMARY KEY (clinic_id, appointment_id, delivery_id),
            CONSTRAINT fk_delivery_appointment_delivery FOREIGN KEY (clinic_id, delivery_id)
                REFERENCES notifications.delivery (clinic_id, id)
        )""")
    op.execute("""
        CREATE INDEX ix_delivery_appointment_delivery
            ON notifications.delivery_appointment (clinic_id, delivery_id)""")
    protect("notifications.delivery_appointment", "SELECT, INSERT")


def downgrade() -> None:
    op.execute("DROP TABLE notifications.delivery_appointment")
    op.execute("ALTER TABLE notifications.appointment_notice DROP COLUMN together")
    op.execute("DROP INDEX agenda.ix_appointment_change_act")
    op.execute("ALTER TABLE agenda.appointment_change DROP COLUMN act")
