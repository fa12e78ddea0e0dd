"""People, their sessions and password resets; memberships, and the one function that reads them across clinics."""

from alembic import op

from migrations.protection import APP, OWNER, protect, schema, share

revision = "identity"
down_revision = "events"


def upgrade() -> None:
    schema("identity")
    _people()
    _places()
    _across_clinics()


def _people() -> None:
    op.execute("""
        CREATE TABLE identity.app_user (
            id bigint GENERATED ALWAYS AS IDENTITY,
            email text NOT NULL,
            name text NOT NULL,
            password_hash text NOT NULL,
            language text NOT NULL,
            operator boolean NOT NULL DEFAULT false,
            created_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT pk_app_user PRIMARY KEY (id),
            CONSTRAINT uq_app_user_email UNIQUE (email),
            CONSTRAINT ck_app_user_email CHECK (email = lower(email))
        )""")
    share("identity.app_user", "SELECT, INSERT, UPDATE (name, password_hash, language)")
    op.execute("""
        CREATE TABLE identity.user_session (
            id uuid NOT NULL,
            digest text NOT NULL,
            user_id bigint NOT NULL,
            address text NOT NULL,
            agent text NOT NULL,
            opened_at timestamptz NOT NULL,
            seen_at timestamptz NOT NULL,
            ended_at timestamptz,
            CONSTRAINT pk_user_session PRIMARY KEY (id),
            CONSTRAINT uq_user_session_digest UNIQUE (digest),
            CONSTRAINT fk_user_session_user_id FOREIGN KEY (user_id) REFERENCES identity.app_user (id)
        )""")
    op.execute("CREATE INDEX ix_user_session_user_id_opened_at ON identity.user_session (user_id, opened_at)")
    share("identity.user_session", "SELECT, INSERT, UPDATE (seen_at, ended_at), DELETE")
    op.execute("""
        CREATE TABLE identity.password_reset (
            id uuid NOT NULL,
            user_id bigint NOT NULL,
            expires_at timestamptz NOT NULL,
            used_at timestamptz,
            CONSTRAINT pk_password_reset PRIMARY KEY (id),
            CONSTRAINT fk_password_reset_user_id FOREIGN KEY (user_id) REFERENCES identity.app_user (id)
        )""")
    op.execute("CREATE INDEX ix_password_reset_user_id ON identity.password_reset (user_id)")
    share("identity.password_reset", "SELECT, INSERT, UPDATE (used_at), DELETE")


def _places() -> None:
    op.execute("""
        CREATE TABLE identity.membership (
            clinic_id bigint NOT NULL,
            user_id bigint NOT NULL,
            role text NOT NULL,
            CONSTRAINT pk_membership PRIMARY KEY (clinic_id, user_id),
            CONSTRAINT fk_membership_user_id FOREIGN KEY (user_id) REFERENCES identity.app_user (id),
            CONSTRAINT ck_membership_role CHECK (role IN ('receptionist', 'doctor', 'admin'))
        )""")
    op.execute("CREATE INDEX ix_membership_user_id ON identity.membership (user_id)")
    protect("identity.membership")
    op.execute("""
        CREATE TABLE identity.workplace (
            clinic_id bigint NOT NULL,
            slug text NOT NULL,
            name text NOT NULL,
            CONSTRAINT pk_workplace PRIMARY KEY (clinic_id)
        )""")
    protect("identity.workplace", "SELECT, INSERT, UPDATE (slug, name)")


def _across_clinics() -> None:
    """Signing in must see all clinics of one person: the owner may read, and only this function reads for the app."""
    for table in ("membership", "workplace"):
        op.execute(f"CREATE POLICY sign_in ON identity.{table} FOR SELECT TO {OWNER} USING (true)")
    op.execute("""
        CREATE FUNCTION identity.memberships_of(person bigint)
        RETURNS TABLE (clinic_id bigint, slug text, clinic_name text, role text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
        BEGIN ATOMIC
            SELECT m.clinic_id, w.slug, w.name, m.role
            FROM identity.membership AS m JOIN identity.workplace AS w USING (clinic_id)
            WHERE m.user_id = person
            ORDER BY w.name, m.clinic_id;
        END""")
    op.execute("REVOKE ALL ON FUNCTION identity.memberships_of(bigint) FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION identity.memberships_of(bigint) TO {APP}")


def downgrade() -> None:
    op.execute("DROP SCHEMA identity CASCADE")
