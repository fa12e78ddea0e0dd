"""Places that are held while a form is filled in, each until its time runs out."""

from alembic import op

from migrations.protection import protect

revision = "slot_hold"
down_revision = "waiting_list"


def upgrade() -> None:
    op.execute("""
        CREATE TABLE agenda.slot_hold (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            key_digest text NOT NULL,
            user_id bigint,
            holder text NOT NULL,
            branch_id bigint NOT NULL,
            practitioner_id bigint NOT NULL,
            room_id bigint NOT NULL,
            room_lane smallint NOT NULL CHECK (room_lane >= 1),
            type_id bigint NOT NULL,
            session_key bigint NOT NULL,
            seat smallint NOT NULL CHECK (seat >= 1),
            starts_at timestamptz NOT NULL,
            ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
            busy_from timestamptz NOT NULL CHECK (busy_from <= starts_at),
            busy_until timestamptz NOT NULL CHECK (busy_until >= ends_at),
            equipment_ids bigint[] NOT NULL,
            equipment_lanes smallint[] NOT NULL CHECK (cardinality(equipment_lanes) = cardinality(equipment_ids)),
            expires_at timestamptz NOT NULL,
            CONSTRAINT pk_slot_hold PRIMARY KEY (clinic_id, id),
            CONSTRAINT uq_slot_hold_key UNIQUE (clinic_id, key_digest)
        )""")
    op.execute("CREATE INDEX ix_slot_hold_expires_at ON agenda.slot_hold (clinic_id, expires_at)")
    protect("agenda.slot_hold")


def downgrade() -> None:
    op.execute("DROP TABLE agenda.slot_hold")
