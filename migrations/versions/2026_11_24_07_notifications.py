"""Whom one can reach, what they were told last, and the ledger of messages."""

from alembic import op

from migrations.protection import protect, schema

revision = "notifications"
down_revision = "agenda"


def upgrade() -> None:
    schema("notifications")
    _contact()
    _appointment_notice()
    _delivery()


def downgrade() -> None:
    op.execute("DROP SCHEMA notifications CASCADE")


def _contact() -> None:
    op.execute("""
        CREATE TABLE notifications.contact (
            clinic_id bigint NOT NULL,
            patient_id bigint NOT NULL,
            name text NOT NULL,
            phone text NOT NULL,
            email text NOT NULL,
            language text NOT NULL,
            CONSTRAINT pk_contact PRIMARY KEY (clinic_id, patient_id)
        )""")
    protect("notifications.contact")


def _appointment_notice() -> None:
    op.execute("""
        CREATE TABLE notifications.appointment_notice (
            clinic_id bigint NOT NULL,
            appointment_id bigint NOT NULL,
            due_at timestamptz,
            tellings integer NOT NULL DEFAULT 0,
            told_cancelled boolean,
            told_starts_at timestamptz,
            told_practitioner_id bigint,
            told_branch_id bigint,
            CONSTRAINT pk_appointment_notice PRIMARY KEY (clinic_id, appointment_id),
            CONSTRAINT ck_appointment_notice_told CHECK (
                num_nulls(told_cancelled, told_starts_at, told_practitioner_id, told_branch_id) IN (0, 4))
        )""")
    protect("notifications.appointment_notice")


def _delivery() -> None:
    op.execute("""
        CREATE TABLE notifications.delivery (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            appointment_id bigint,
            channel text NOT NULL,
            occasion text NOT NULL,
            language text NOT NULL,
            recipient text NOT NULL,
            sender text NOT NULL,
            subject text NOT NULL,
            text text NOT NULL,
            reference text,
            key text NOT NULL,
            status text NOT NULL,
            attempts integer NOT NULL DEFAULT 0,
            claimed_until timestamptz,
            created_at timestamptz NOT NULL DEFAULT now(),
            sent_at timestamptz,
            provider_id text,
            problem text,
            CONSTRAINT pk_delivery PRIMARY KEY (clinic_id, id),
            CONSTRAINT uq_delivery_clinic_id_key UNIQUE (clinic_id, key),
            CONSTRAINT ck_delivery_channel CHECK (channel IN ('sms', 'email')),
            CONSTRAINT ck_delivery_status CHECK (status IN ('waiting', 'sent', 'failed')),
            CONSTRAINT ck_delivery_sent CHECK ((status = 'sent') = (sent_at IS NOT NULL)),
            CONSTRAINT ck_delivery_failed CHECK (status <> 'failed' OR problem IS NOT NULL)
        )""")
    op.execute("CREATE INDEX ix_delivery_appointment ON notifications.delivery (clinic_id, appointment_id, id DESC)")
    protect("notifications.delivery")
