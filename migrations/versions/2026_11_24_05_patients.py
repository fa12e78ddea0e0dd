"""Patients, the words they are found by, and whom one opened lately."""

from alembic import op

from migrations.protection import protect, schema

revision = "patients"
down_revision = "catalogs"


def upgrade() -> None:
    schema("patients")
    op.execute("""
        CREATE TABLE patients.patient (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            given text NOT NULL,
            family text NOT NULL,
            phone text NOT NULL,
            email text NOT NULL,
            birth_date date,
            sex text NOT NULL,
            document text NOT NULL,
            language text NOT NULL,
            notes text NOT NULL,
            search text COLLATE "C" NOT NULL,
            sort_key text COLLATE "C" NOT NULL,
            email_key text NOT NULL,
            document_key text NOT NULL,
            version integer NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now(),
            updated_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT pk_patient PRIMARY KEY (clinic_id, id)
        )""")
    op.execute("CREATE INDEX ix_patient_sort ON patients.patient (clinic_id, sort_key, id)")
    op.execute("CREATE INDEX ix_patient_phone ON patients.patient (clinic_id, phone)")
    for name, key in (("email", "email_key"), ("document", "document_key")):
        op.execute(f"CREATE INDEX ix_patient_{name} ON patients.patient (clinic_id, {key}) WHERE {key} <> ''")
    protect("patients.patient")
    _keys()
    _recent()


def _keys() -> None:
    # Vacuumed after few inserts: a search reads the index alone only where pages are known to be visible to all.
    op.execute("""
        CREATE TABLE patients.patient_key (
            clinic_id bigint NOT NULL,
            patient_id bigint NOT NULL,
            place smallint NOT NULL,
            key text COLLATE "C" NOT NULL,
            search text COLLATE "C" NOT NULL,
            CONSTRAINT pk_patient_key PRIMARY KEY (clinic_id, patient_id, place, key),
            CONSTRAINT fk_patient_key_clinic_id_patient_id FOREIGN KEY (clinic_id, patient_id)
                REFERENCES patients.patient (clinic_id, id)
        ) WITH (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.02)""")
    op.execute("CREATE INDEX ix_patient_key_search ON patients.patient_key (clinic_id, place, key, search, patient_id)")
    protect("patients.patient_key")


def _recent() -> None:
    op.execute("""
        CREATE TABLE patients.recent_patient (
            clinic_id bigint NOT NULL,
            user_id bigint NOT NULL,
            patient_id bigint NOT NULL,
            seen_at timestamptz NOT NULL,
            CONSTRAINT pk_recent_patient PRIMARY KEY (clinic_id, user_id, patient_id),
            CONSTRAINT fk_recent_patient_clinic_id_patient_id FOREIGN KEY (clinic_id, patient_id)
                REFERENCES patients.patient (clinic_id, id)
        )""")
    op.execute("CREATE INDEX ix_recent_patient_seen ON patients.recent_patient (clinic_id, user_id, seen_at DESC)")
    protect("patients.recent_patient")


def downgrade() -> None:
    op.execute("DROP SCHEMA patients CASCADE")
