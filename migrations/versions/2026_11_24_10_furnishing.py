"""A clinic's house can be arranged: versions, retirement, an order of rooms, shifts, words and a logo."""

from alembic import op

from migrations.protection import APP, protect

revision = "furnishing"
down_revision = "catalog_views"


def upgrade() -> None:
    _versions()
    _shifts()
    _words()


def _versions() -> None:
    """What is edited has a version; what is retired stays. Grants name columns, so new ones are granted."""
    op.execute("ALTER TABLE clinics.clinic_profile ADD COLUMN version integer NOT NULL DEFAULT 1")
    op.execute(f"GRANT UPDATE (version) ON clinics.clinic_profile TO {APP}")
    for table in ("branch", "room", "practitioner"):
        op.execute(
            f"ALTER TABLE clinics.{table}"
            " ADD COLUMN version integer NOT NULL DEFAULT 1, ADD COLUMN retired_at timestamptz"
        )
        op.execute(f"GRANT UPDATE (version, retired_at) ON clinics.{table} TO {APP}")
    op.execute("ALTER TABLE clinics.room ADD COLUMN place integer NOT NULL DEFAULT 0")
    op.execute(f"GRANT UPDATE (place) ON clinics.room TO {APP}")


def _shifts() -> None:
    op.execute("""
        CREATE TABLE clinics.practitioner_shift (
            clinic_id bigint NOT NULL,
            practitioner_id bigint NOT NULL,
            branch_id bigint NOT NULL,
            weekday smallint NOT NULL,
            opens time NOT NULL,
            closes time NOT NULL,
            CONSTRAINT pk_practitioner_shift PRIMARY KEY (clinic_id, practitioner_id, weekday, opens),
            CONSTRAINT fk_practitioner_shift_practitioner_id
                FOREIGN KEY (clinic_id, practitioner_id) REFERENCES clinics.practitioner (clinic_id, id),
            CONSTRAINT fk_practitioner_shift_branch_id
                FOREIGN KEY (clinic_id, branch_id) REFERENCES clinics.branch (clinic_id, id),
            CONSTRAINT ck_practitioner_shift_weekday CHECK (weekday BETWEEN 0 AND 6),
            CONSTRAINT ck_practitioner_shift_order CHECK (opens < closes)
        )""")
    op.execute("CREATE INDEX ix_practitioner_shift_branch_id ON clinics.practitioner_shift (clinic_id, branch_id)")
    protect("clinics.practitioner_shift")


def _words() -> None:
    op.execute("""
        CREATE TABLE clinics.clinic_text (
            clinic_id bigint NOT NULL,
            language text NOT NULL,
            greeting text NOT NULL,
            footer text NOT NULL,
            cancellation_policy text NOT NULL,
            directions text NOT NULL,
            version integer NOT NULL,
            CONSTRAINT pk_clinic_text PRIMARY KEY (clinic_id, language),
            CONSTRAINT fk_clinic_text_clinic_id FOREIGN KEY (clinic_id) REFERENCES clinics.clinic (id)
        )""")
    protect(
        "clinics.clinic_text",
        "SELECT, INSERT, UPDATE (greeting, footer, cancellation_policy, directions, version)",
    )
    op.execute("""
        CREATE TABLE clinics.clinic_logo (
            clinic_id bigint NOT NULL,
            content bytea NOT NULL,
            fingerprint text NOT NULL,
            width integer NOT NULL,
            height integer NOT NULL,
            changed_at timestamptz NOT NULL,
            CONSTRAINT pk_clinic_logo PRIMARY KEY (clinic_id),
            CONSTRAINT fk_clinic_logo_clinic_id FOREIGN KEY (clinic_id) REFERENCES clinics.clinic (id)
        )""")
    protect("clinics.clinic_logo", "SELECT, INSERT, UPDATE (content, fingerprint, width, height, changed_at), DELETE")


def downgrade() -> None:
    op.execute("DROP TABLE clinics.clinic_logo")
    op.execute("DROP TABLE clinics.clinic_text")
    op.execute("DROP TABLE clinics.practitioner_shift")
    op.execute("ALTER TABLE clinics.room DROP COLUMN place")
    for table in ("branch", "room", "practitioner"):
        op.execute(f"ALTER TABLE clinics.{table} DROP COLUMN version, DROP COLUMN retired_at")
    op.execute("ALTER TABLE clinics.clinic_profile DROP COLUMN version")
