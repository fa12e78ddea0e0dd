"""Price lists of a clinic with their changes, and what each person starred and uses."""

from alembic import op

from migrations.protection import protect, seen_whole

revision = "prices"
down_revision = "operators_desk"

OWNED = ("clinic_price_list", "clinic_list_price", "clinic_price_change", "user_favourite", "user_term_use")


def upgrade() -> None:
    _lists()
    _prices()
    _changes()
    _mine()
    for table in OWNED:
        with seen_whole(f"catalogs.{table}"):
            op.execute(
                f"ALTER TABLE catalogs.{table} ADD CONSTRAINT across_{table}_clinic_id"
                " FOREIGN KEY (clinic_id) REFERENCES clinics.clinic (id)"
            )


def _lists() -> None:
    """A retired list's name is free again."""
    op.execute("""
        CREATE TABLE catalogs.clinic_price_list (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            name text NOT NULL,
            name_key text NOT NULL,
            note text NOT NULL DEFAULT '',
            retired_at timestamptz,
            version integer NOT NULL,
            CONSTRAINT pk_clinic_price_list PRIMARY KEY (clinic_id, id)
        )""")
    op.execute("""
        CREATE UNIQUE INDEX uq_clinic_price_list_clinic_id_name_key
            ON catalogs.clinic_price_list (clinic_id, name_key) WHERE retired_at IS NULL""")
    protect("catalogs.clinic_price_list", "SELECT, INSERT, UPDATE")


def _prices() -> None:
    """A price's version is the id of the change that wrote it last, so that it never comes back."""
    op.execute("""
        CREATE TABLE catalogs.clinic_list_price (
            clinic_id bigint NOT NULL,
            price_list_id bigint NOT NULL,
            kind text NOT NULL,
            term_id bigint NOT NULL,
            price numeric(12, 2) NOT NULL,
            version bigint NOT NULL,
            CONSTRAINT pk_clinic_list_price PRIMARY KEY (clinic_id, price_list_id, kind, term_id),
            CONSTRAINT fk_clinic_list_price_price_list_id FOREIGN KEY (clinic_id, price_list_id)
                REFERENCES catalogs.clinic_price_list (clinic_id, id),
            CONSTRAINT ck_clinic_list_price_price CHECK (price >= 0)
        )""")
    protect("catalogs.clinic_list_price")


def _changes() -> None:
    op.execute("""
        CREATE TABLE catalogs.clinic_price_change (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            price_list_id bigint NOT NULL,
            kind text NOT NULL,
            what text NOT NULL,
            made_at timestamptz NOT NULL,
            made_by bigint,
            rows jsonb NOT NULL,
            labels text[] NOT NULL,
            count integer NOT NULL,
            undone_by bigint,
            CONSTRAINT pk_clinic_price_change PRIMARY KEY (clinic_id, id),
            CONSTRAINT fk_clinic_price_change_price_list_id FOREIGN KEY (clinic_id, price_list_id)
                REFERENCES catalogs.clinic_price_list (clinic_id, id),
            CONSTRAINT fk_clinic_price_change_undone_by FOREIGN KEY (clinic_id, undone_by)
                REFERENCES catalogs.clinic_price_change (clinic_id, id)
        )""")
    op.execute("""
        CREATE INDEX ix_clinic_price_change_price_list_id
            ON catalogs.clinic_price_change (clinic_id, price_list_id, id DESC)""")
    protect("catalogs.clinic_price_change", "SELECT, INSERT, UPDATE (undone_by)")


def _mine() -> None:
    op.execute("""
        CREATE TABLE catalogs.user_favourite (
            clinic_id bigint NOT NULL,
            user_id bigint NOT NULL,
            kind text NOT NULL,
            term_id bigint NOT NULL,
            CONSTRAINT pk_user_favourite PRIMARY KEY (clinic_id, user_id, kind, term_id)
        )""")
    protect("catalogs.user_favourite", "SELECT, INSERT, DELETE")
    op.execute("""
        CREATE TABLE catalogs.user_term_use (
            clinic_id bigint NOT NULL,
            user_id bigint NOT NULL,
            kind text NOT NULL,
            term_id bigint NOT NULL,
            uses bigint NOT NULL,
            last_used_at timestamptz NOT NULL,
            CONSTRAINT pk_user_term_use PRIMARY KEY (clinic_id, user_id, kind, term_id),
            CONSTRAINT ck_user_term_use_uses CHECK (uses >= 0)
        )""")
    op.execute("""
        CREATE INDEX ix_user_term_use_last_used_at
            ON catalogs.user_term_use (clinic_id, user_id, kind, last_used_at DESC)""")
    protect("catalogs.user_term_use", "SELECT, INSERT, UPDATE")


def downgrade() -> None:
    for table in reversed(OWNED):
        op.execute(f"DROP TABLE catalogs.{table}")
