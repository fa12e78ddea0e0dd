"""New editions of the shared catalogs: staged beside what stands, compared with it, and applied a piece at a time."""

from alembic import op

from migrations.protection import OPERATOR

revision = "editions"
down_revision = "operators"


def upgrade() -> None:
    op.execute("""
        CREATE TABLE catalogs.edition (
            id bigint GENERATED ALWAYS AS IDENTITY,
            kind text NOT NULL,
            code_system text NOT NULL,
            label text NOT NULL,
            source text NOT NULL,
            sha256 text NOT NULL,
            fields text[],
            partial boolean NOT NULL,
            state text NOT NULL DEFAULT 'staged',
            rows integer NOT NULL,
            received integer NOT NULL DEFAULT 0,
            added integer NOT NULL DEFAULT 0,
            changed integer NOT NULL DEFAULT 0,
            retired integer NOT NULL DEFAULT 0,
            unchanged integer NOT NULL DEFAULT 0,
            in_use integer NOT NULL DEFAULT 0,
            begun integer NOT NULL DEFAULT 0,
            applied_rows integer NOT NULL DEFAULT 0,
            may_retire integer NOT NULL DEFAULT 0,
            made_at timestamptz NOT NULL,
            made_by bigint,
            ended_at timestamptz,
            ended_by bigint,
            CONSTRAINT pk_edition PRIMARY KEY (id),
            CONSTRAINT ck_edition_state CHECK (state IN ('staged', 'applying', 'applied', 'discarded'))
        )""")
    op.execute("CREATE INDEX ix_edition_sha256 ON catalogs.edition (kind, code_system, sha256)")
    op.execute(
        "CREATE UNIQUE INDEX uq_edition_applying ON catalogs.edition (kind, code_system) WHERE state = 'applying'"
    )
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON catalogs.edition TO {OPERATOR}")
    _rows()


def _rows() -> None:
    """What the source says, what stood and what will stand; a retired term's row has no payload."""
    op.execute("""
        CREATE TABLE catalogs.edition_row (
            edition_id bigint NOT NULL,
            code text NOT NULL,
            payload jsonb,
            search text NOT NULL,
            what text NOT NULL,
            before jsonb,
            after jsonb,
            applied_at timestamptz,
            CONSTRAINT pk_edition_row PRIMARY KEY (edition_id, code),
            CONSTRAINT fk_edition_row_edition_id FOREIGN KEY (edition_id) REFERENCES catalogs.edition (id),
            CONSTRAINT ck_edition_row_what CHECK (what IN ('added', 'changed', 'retired', 'same'))
        )""")
    op.execute("CREATE INDEX ix_edition_row_what ON catalogs.edition_row (edition_id, what, code)")
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON catalogs.edition_row TO {OPERATOR}")


def downgrade() -> None:
    op.execute("DROP TABLE catalogs.edition_row")
    op.execute("DROP TABLE catalogs.edition")
