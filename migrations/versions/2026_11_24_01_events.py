"""The log of facts, the outbox and the stored answers of creations."""

from alembic import op

from migrations.protection import OPERATOR, RELAY, open_to, protect, schema

revision = "events"
down_revision = None

SEEN_BY_STAFF = (
    "clinic_id, id, event_id, name, version, listener, queue, occurred_at, next_at, attempts, done_at, dead_at"
)


def upgrade() -> None:
    op.execute("GRANT SELECT ON public.alembic_version TO clinic_portal_app, clinic_portal_operator")
    schema("events")
    op.execute(f"GRANT USAGE ON SCHEMA events TO {RELAY}")
    op.execute("""
        CREATE TABLE events.event (
            clinic_id bigint NOT NULL,
            occurred_at timestamptz NOT NULL,
            id uuid NOT NULL,
            name text NOT NULL,
            version integer NOT NULL,
            payload jsonb NOT NULL,
            actor_id bigint,
            CONSTRAINT pk_event PRIMARY KEY (clinic_id, occurred_at, id)
        ) PARTITION BY RANGE (occurred_at)""")
    op.execute("CREATE TABLE events.event_rest PARTITION OF events.event DEFAULT")
    protect("events.event", "SELECT, INSERT")
    op.execute("""
        CREATE TABLE events.outbox (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            event_id uuid NOT NULL,
            name text NOT NULL,
            version integer NOT NULL,
            payload jsonb NOT NULL,
            listener text NOT NULL,
            queue text NOT NULL,
            actor_id bigint,
            traceparent text,
            occurred_at timestamptz NOT NULL,
            next_at timestamptz NOT NULL,
            attempts integer NOT NULL DEFAULT 0,
            done_at timestamptz,
            dead_at timestamptz,
            last_error text,
            CONSTRAINT pk_outbox PRIMARY KEY (clinic_id, id)
        ) WITH (autovacuum_vacuum_scale_factor = 0.02)""")
    op.execute(
        "CREATE INDEX ix_outbox_waiting ON events.outbox (clinic_id, next_at, id)"
        " WHERE done_at IS NULL AND dead_at IS NULL"
    )
    op.execute("CREATE INDEX ix_outbox_dead ON events.outbox (dead_at) WHERE dead_at IS NOT NULL")
    protect("events.outbox")
    staff = f"SELECT ({SEEN_BY_STAFF}, last_error), UPDATE (next_at, attempts, dead_at, last_error)"
    open_to(RELAY, "events.outbox", staff)
    open_to(OPERATOR, "events.outbox", staff)
    op.execute("""
        CREATE TABLE events.stored_answer (
            clinic_id bigint NOT NULL,
            key text NOT NULL,
            fingerprint text NOT NULL,
            answer jsonb,
            created_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT pk_stored_answer PRIMARY KEY (clinic_id, key)
        )""")
    protect("events.stored_answer")


def downgrade() -> None:
    op.execute("DROP SCHEMA events CASCADE")
