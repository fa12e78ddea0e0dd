"""Terms that all clinics share, and what each clinic changes about them."""

from alembic import op

from migrations.protection import OPERATOR, protect, schema, share

revision = "catalogs"
down_revision = "clinics"


def upgrade() -> None:
    schema("catalogs")
    op.execute("""
        CREATE TABLE catalogs.term (
            id bigint GENERATED ALWAYS AS IDENTITY,
            kind text NOT NULL,
            code_system text NOT NULL,
            code text NOT NULL,
            names jsonb NOT NULL,
            synonyms text[] NOT NULL DEFAULT '{}',
            search text NOT NULL,
            sort_key text COLLATE "C" NOT NULL,
            retired_at timestamptz,
            version integer NOT NULL DEFAULT 1,
            CONSTRAINT pk_term PRIMARY KEY (id),
            CONSTRAINT uq_term_kind UNIQUE (kind, code_system, code),
            CONSTRAINT uq_term_id UNIQUE (id, kind)
        )""")
    op.execute("CREATE INDEX ix_term_kind ON catalogs.term (kind, sort_key, id) WHERE retired_at IS NULL")
    # Trigrams serve here, unlike on clinic-owned tables: no row security stands before a global one.
    op.execute(
        "CREATE INDEX ix_term_search ON catalogs.term USING gin (search public.gin_trgm_ops) WHERE retired_at IS NULL"
    )
    share("catalogs.term")
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON catalogs.term TO {OPERATOR}")
    op.execute("""
        CREATE TABLE catalogs.clinic_term_override (
            clinic_id bigint NOT NULL,
            kind text NOT NULL,
            term_id bigint NOT NULL,
            visible boolean NOT NULL DEFAULT true,
            alias text,
            search_alias text NOT NULL DEFAULT '',
            version integer NOT NULL DEFAULT 1,
            CONSTRAINT pk_clinic_term_override PRIMARY KEY (clinic_id, kind, term_id),
            CONSTRAINT fk_clinic_term_override_term_id
                FOREIGN KEY (term_id, kind) REFERENCES catalogs.term (id, kind)
        )""")
    protect("catalogs.clinic_term_override")


def downgrade() -> None:
    op.execute("DROP SCHEMA catalogs CASCADE")
