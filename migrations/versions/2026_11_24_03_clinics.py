"""The registry of clinics, and each clinic's branches, rooms, practitioners, hours and flags."""

from alembic import op

from migrations.protection import OPERATOR, protect, schema, share

revision = "clinics"
down_revision = "identity"


def upgrade() -> None:
    schema("clinics")
    _registry()
    _house()
    _people_and_hours()


def _registry() -> None:
    op.execute("""
        CREATE TABLE clinics.clinic (
            id bigint GENERATED ALWAYS AS IDENTITY,
            slug text NOT NULL,
            suspended_at timestamptz,
            created_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT pk_clinic PRIMARY KEY (id),
            CONSTRAINT uq_clinic_slug UNIQUE (slug),
            CONSTRAINT ck_clinic_slug CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$')
        )""")
    share("clinics.clinic")
    op.execute(f"GRANT SELECT, INSERT (slug), UPDATE (suspended_at) ON clinics.clinic TO {OPERATOR}")
    op.execute("""
        CREATE TABLE clinics.clinic_profile (
            clinic_id bigint NOT NULL,
            name text NOT NULL,
            language text NOT NULL,
            country text NOT NULL,
            currency text NOT NULL,
            time_zone text NOT NULL,
            CONSTRAINT pk_clinic_profile PRIMARY KEY (clinic_id),
            CONSTRAINT fk_clinic_profile_clinic_id FOREIGN KEY (clinic_id) REFERENCES clinics.clinic (id),
            CONSTRAINT ck_clinic_profile_country CHECK (country ~ '^[A-Z]{2}$'),
            CONSTRAINT ck_clinic_profile_currency CHECK (currency ~ '^[A-Z]{3}$')
        )""")
    protect("clinics.clinic_profile", "SELECT, INSERT, UPDATE (name, language, country, currency, time_zone)")


def _house() -> None:
    op.execute("""
        CREATE TABLE clinics.branch (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            name text NOT NULL,
            address text NOT NULL,
            phone text NOT NULL,
            CONSTRAINT pk_branch PRIMARY KEY (clinic_id, id),
            CONSTRAINT uq_branch_clinic_id_name UNIQUE (clinic_id, name),
            CONSTRAINT fk_branch_clinic_id FOREIGN KEY (clinic_id) REFERENCES clinics.clinic (id)
        )""")
    protect("clinics.branch", "SELECT, INSERT, UPDATE (name, address, phone)")
    op.execute("""
        CREATE TABLE clinics.room (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            branch_id bigint NOT NULL,
            name text NOT NULL,
            CONSTRAINT pk_room PRIMARY KEY (clinic_id, id),
            CONSTRAINT uq_room_clinic_id_branch_id_name UNIQUE (clinic_id, branch_id, name),
            CONSTRAINT uq_room_clinic_id_branch_id_id UNIQUE (clinic_id, branch_id, id),
            CONSTRAINT fk_room_branch_id FOREIGN KEY (clinic_id, branch_id) REFERENCES clinics.branch (clinic_id, id)
        )""")
    protect("clinics.room", "SELECT, INSERT, UPDATE (name)")


def _people_and_hours() -> None:
    op.execute("""
        CREATE TABLE clinics.practitioner (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            branch_id bigint NOT NULL,
            name text NOT NULL,
            specialty text NOT NULL,
            hue smallint NOT NULL,
            room_id bigint,
            CONSTRAINT pk_practitioner PRIMARY KEY (clinic_id, id),
            CONSTRAINT fk_practitioner_branch_id
                FOREIGN KEY (clinic_id, branch_id) REFERENCES clinics.branch (clinic_id, id),
            CONSTRAINT fk_practitioner_room_id
                FOREIGN KEY (clinic_id, branch_id, room_id) REFERENCES clinics.room (clinic_id, branch_id, id),
            CONSTRAINT ck_practitioner_hue CHECK (hue BETWEEN 1 AND 12)
        )""")
    op.execute("CREATE INDEX ix_practitioner_branch_id ON clinics.practitioner (clinic_id, branch_id, room_id)")
    protect("clinics.practitioner", "SELECT, INSERT, UPDATE (branch_id, name, specialty, hue, room_id)")
    op.execute("""
        CREATE TABLE clinics.opening_hours (
            clinic_id bigint NOT NULL,
            branch_id bigint NOT NULL,
            weekday smallint NOT NULL,
            opens time NOT NULL,
            closes time NOT NULL,
            CONSTRAINT pk_opening_hours PRIMARY KEY (clinic_id, branch_id, weekday, opens),
            CONSTRAINT fk_opening_hours_branch_id
                FOREIGN KEY (clinic_id, branch_id) REFERENCES clinics.branch (clinic_id, id),
            CONSTRAINT ck_opening_hours_weekday CHECK (weekday BETWEEN 0 AND 6),
            CONSTRAINT ck_opening_hours_order CHECK (opens < closes)
        )""")
    protect("clinics.opening_hours")
    op.execute("""
        CREATE TABLE clinics.feature_flag (
            clinic_id bigint NOT NULL,
            key text NOT NULL,
            switched_on boolean NOT NULL,
            changed_at timestamptz NOT NULL,
            CONSTRAINT pk_feature_flag PRIMARY KEY (clinic_id, key),
            CONSTRAINT fk_feature_flag_clinic_id FOREIGN KEY (clinic_id) REFERENCES clinics.clinic (id)
        )""")
    protect("clinics.feature_flag", "SELECT, INSERT, UPDATE (switched_on, changed_at)")


def downgrade() -> None:
    op.execute("DROP SCHEMA clinics CASCADE")
