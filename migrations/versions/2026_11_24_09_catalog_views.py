"""Terms that say more than a name, what each clinic lays over them and adds, and what changed when."""

from alembic import op

from migrations.protection import OPERATOR, protect, seen_whole, share

revision = "catalog_views"
down_revision = "across"

OWNED = ("clinic_term", "clinic_term_use", "clinic_catalog_change")


def upgrade() -> None:
    _terms()
    _arrangements()
    _own_terms()
    _uses_and_changes()
    for table in OWNED:
        with seen_whole(f"catalogs.{table}"):
            op.execute(
                f"ALTER TABLE catalogs.{table} ADD CONSTRAINT across_{table}_clinic_id"
                " FOREIGN KEY (clinic_id) REFERENCES clinics.clinic (id)"
            )


def _terms() -> None:
    op.execute("ALTER TABLE catalogs.term ADD COLUMN facts jsonb NOT NULL DEFAULT '{}'")
    op.execute("CREATE INDEX ix_term_retired ON catalogs.term (kind) WHERE retired_at IS NOT NULL")
    op.execute("""
        CREATE TABLE catalogs.term_history (
            term_id bigint NOT NULL,
            version integer NOT NULL,
            names jsonb NOT NULL,
            synonyms text[] NOT NULL,
            facts jsonb NOT NULL,
            retired boolean NOT NULL,
            replaced_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT pk_term_history PRIMARY KEY (term_id, version),
            CONSTRAINT fk_term_history_term_id FOREIGN KEY (term_id) REFERENCES catalogs.term (id)
        )""")
    share("catalogs.term_history")
    op.execute(f"GRANT SELECT, INSERT ON catalogs.term_history TO {OPERATOR}")
    op.execute("""
        CREATE TABLE catalogs.interaction (
            first text NOT NULL,
            second text NOT NULL,
            severity text NOT NULL,
            effect jsonb NOT NULL,
            source text NOT NULL,
            version integer NOT NULL DEFAULT 1,
            CONSTRAINT pk_interaction PRIMARY KEY (first, second),
            CONSTRAINT ck_interaction_order CHECK (first <= second),
            CONSTRAINT ck_interaction_severity
                CHECK (severity IN ('contraindicated', 'serious', 'moderate', 'minor'))
        )""")
    share("catalogs.interaction")
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON catalogs.interaction TO {OPERATOR}")


def _arrangements() -> None:
    """A row's version is the id of the change that wrote it last, so that it never comes back."""
    op.execute("""
        ALTER TABLE catalogs.clinic_term_override
            -- The table is small: what clinics lay over terms, rewritten in a moment.
            -- squawk-ignore changing-column-type
            ALTER COLUMN version TYPE bigint,
            ADD COLUMN price numeric(12, 2),
            ADD COLUMN minutes integer,
            ADD COLUMN position integer,
            ADD COLUMN favourite boolean NOT NULL DEFAULT false,
            ADD COLUMN seen_version integer NOT NULL DEFAULT 1,
            ADD COLUMN keeps_retired boolean NOT NULL DEFAULT false,
            ADD CONSTRAINT ck_clinic_term_override_price CHECK (price >= 0),
            ADD CONSTRAINT ck_clinic_term_override_minutes CHECK (minutes BETWEEN 1 AND 1440)""")


def _own_terms() -> None:
    """Ids come from the shared terms' own sequence: one number names one term, whoever wrote it."""
    op.execute("""
        CREATE TABLE catalogs.clinic_term (
            clinic_id bigint NOT NULL,
            id bigint NOT NULL DEFAULT nextval('catalogs.term_id_seq'),
            kind text NOT NULL,
            code text NOT NULL,
            names jsonb NOT NULL,
            synonyms text[] NOT NULL DEFAULT '{}',
            facts jsonb NOT NULL DEFAULT '{}',
            search text NOT NULL,
            sort_key text COLLATE "C" NOT NULL,
            visible boolean NOT NULL DEFAULT true,
            alias text,
            search_alias text NOT NULL DEFAULT '',
            price numeric(12, 2),
            minutes integer,
            position integer,
            favourite boolean NOT NULL DEFAULT false,
            retired_at timestamptz,
            version bigint NOT NULL,
            CONSTRAINT pk_clinic_term PRIMARY KEY (clinic_id, id),
            CONSTRAINT uq_clinic_term_clinic_id_kind_code UNIQUE (clinic_id, kind, code),
            CONSTRAINT ck_clinic_term_price CHECK (price >= 0),
            CONSTRAINT ck_clinic_term_minutes CHECK (minutes BETWEEN 1 AND 1440)
        )""")
    protect("catalogs.clinic_term", "SELECT, INSERT, UPDATE")
    op.execute("GRANT USAGE ON SEQUENCE catalogs.term_id_seq TO clinic_portal_app")


def _uses_and_changes() -> None:
    op.execute("""
        CREATE TABLE catalogs.clinic_term_use (
            clinic_id bigint NOT NULL,
            kind text NOT NULL,
            term_id bigint NOT NULL,
            place text NOT NULL,
            uses bigint NOT NULL,
            seen_version integer NOT NULL,
            CONSTRAINT pk_clinic_term_use PRIMARY KEY (clinic_id, kind, term_id, place),
            CONSTRAINT ck_clinic_term_use_uses CHECK (uses >= 0)
        )""")
    protect("catalogs.clinic_term_use", "SELECT, INSERT, UPDATE")
    op.execute("""
        CREATE TABLE catalogs.clinic_catalog_change (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            kind text NOT NULL,
            what text NOT NULL,
            made_at timestamptz NOT NULL,
            made_by bigint,
            rows jsonb NOT NULL,
            labels text[] NOT NULL,
            count integer NOT NULL,
            undone_by bigint,
            CONSTRAINT pk_clinic_catalog_change PRIMARY KEY (clinic_id, id),
            CONSTRAINT fk_clinic_catalog_change_undone_by FOREIGN KEY (clinic_id, undone_by)
                REFERENCES catalogs.clinic_catalog_change (clinic_id, id)
        )""")
    op.execute(
        "CREATE INDEX ix_clinic_catalog_change_kind ON catalogs.clinic_catalog_change (clinic_id, kind, id DESC)"
    )
    protect("catalogs.clinic_catalog_change", "SELECT, INSERT, UPDATE (undone_by)")


def downgrade() -> None:
    for table in ("clinic_catalog_change", "clinic_term_use", "clinic_term", "interaction", "term_history"):
        op.execute(f"DROP TABLE catalogs.{table}")
    op.execute("""
        ALTER TABLE catalogs.clinic_term_override
            DROP COLUMN price, DROP COLUMN minutes, DROP COLUMN position, DROP COLUMN favourite,
            DROP COLUMN seen_version, DROP COLUMN keeps_retired, ALTER COLUMN version TYPE integer""")
    op.execute("DROP INDEX catalogs.ix_term_retired")
    op.execute("ALTER TABLE catalogs.term DROP COLUMN facts")
