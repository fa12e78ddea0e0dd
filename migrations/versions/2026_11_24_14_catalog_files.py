"""Files that clinics bring for their catalogs, with what their dry run found."""

from alembic import op

from migrations.protection import protect, seen_whole

revision = "catalog_files"
down_revision = "editions"


def upgrade() -> None:
    op.execute("""
        CREATE TABLE catalogs.clinic_import (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            kind text NOT NULL,
            file_name text NOT NULL,
            form text NOT NULL,
            size integer NOT NULL,
            language text NOT NULL,
            resets boolean NOT NULL,
            content bytea,
            state text NOT NULL,
            rows integer NOT NULL,
            expected integer NOT NULL,
            added integer NOT NULL,
            changed integer NOT NULL,
            unchanged integer NOT NULL,
            reset integer NOT NULL,
            fault_count integer NOT NULL,
            faults jsonb NOT NULL,
            preview jsonb NOT NULL,
            digest text NOT NULL,
            checked_anew boolean NOT NULL,
            change_id bigint,
            made_at timestamptz NOT NULL,
            made_by bigint,
            CONSTRAINT pk_clinic_import PRIMARY KEY (clinic_id, id),
            CONSTRAINT fk_clinic_import_change_id FOREIGN KEY (clinic_id, change_id)
                REFERENCES catalogs.clinic_catalog_change (clinic_id, id),
            CONSTRAINT ck_clinic_import_state CHECK (
                state IN ('uploaded', 'checking', 'checked', 'faulty', 'applying', 'applied', 'failed'))
        )""")
    op.execute("CREATE INDEX ix_clinic_import_kind ON catalogs.clinic_import (clinic_id, kind, id DESC)")
    protect("catalogs.clinic_import", "SELECT, INSERT, UPDATE")
    with seen_whole("catalogs.clinic_import"):
        op.execute(
            "ALTER TABLE catalogs.clinic_import ADD CONSTRAINT across_clinic_import_clinic_id"
            " FOREIGN KEY (clinic_id) REFERENCES clinics.clinic (id)"
        )


def downgrade() -> None:
    op.execute("DROP TABLE catalogs.clinic_import")
