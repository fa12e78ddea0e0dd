"""A clinic's own roles, invitations, who is active and when somebody was in; sign-in learns of all that."""

from alembic import op

from migrations.protection import APP, OWNER, protect, seen_whole

revision = "staff"
down_revision = "furnishing"


def upgrade() -> None:
    _own_role()
    _membership()
    _invitation()
    _visit()
    _across_clinics()


def _own_role() -> None:
    op.execute("""
        CREATE TABLE identity.own_role (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            name text NOT NULL,
            permissions text[] NOT NULL,
            version integer NOT NULL,
            retired_at timestamptz,
            CONSTRAINT pk_own_role PRIMARY KEY (clinic_id, id),
            CONSTRAINT ck_own_role_permissions CHECK (cardinality(permissions) > 0),
            CONSTRAINT ck_own_role_operate CHECK (NOT 'operate' = ANY (permissions))
        )""")
    op.execute("""
        CREATE UNIQUE INDEX uq_own_role_clinic_id_name ON identity.own_role (clinic_id, lower(name))
        WHERE retired_at IS NULL""")
    protect("identity.own_role", "SELECT, INSERT, UPDATE (name, permissions, version, retired_at)")


def _membership() -> None:
    """A member has a built-in role or one of the clinic's own, and is deactivated rather than deleted."""
    with seen_whole("identity.membership", "identity.own_role"):
        op.execute("""
            ALTER TABLE identity.membership
                -- Who reads memberships reads them through the function below, which is replaced with it.
                -- squawk-ignore ban-drop-not-null
                ALTER COLUMN role DROP NOT NULL,
                ADD COLUMN role_id bigint,
                ADD COLUMN seen_at timestamptz,
                ADD COLUMN deactivated_at timestamptz,
                ADD COLUMN version integer NOT NULL DEFAULT 1,
                ADD CONSTRAINT ck_membership_one_role CHECK (num_nonnulls(role, role_id) = 1),
                ADD CONSTRAINT fk_membership_role_id
                    FOREIGN KEY (clinic_id, role_id) REFERENCES identity.own_role (clinic_id, id)""")
    op.execute("CREATE INDEX ix_membership_role_id ON identity.membership (clinic_id, role_id)")
    op.execute(f"REVOKE UPDATE, DELETE ON identity.membership FROM {APP}")
    op.execute(f"GRANT UPDATE (role, role_id, seen_at, deactivated_at, version) ON identity.membership TO {APP}")


def _invitation() -> None:
    op.execute("""
        CREATE TABLE identity.invitation (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            link uuid NOT NULL,
            email text NOT NULL,
            name text NOT NULL,
            language text NOT NULL,
            role text,
            role_id bigint,
            invited_by bigint,
            sent_at timestamptz NOT NULL,
            expires_at timestamptz NOT NULL,
            accepted_at timestamptz,
            withdrawn_at timestamptz,
            CONSTRAINT pk_invitation PRIMARY KEY (clinic_id, id),
            CONSTRAINT uq_invitation_clinic_id_link UNIQUE (clinic_id, link),
            CONSTRAINT fk_invitation_role_id
                FOREIGN KEY (clinic_id, role_id) REFERENCES identity.own_role (clinic_id, id),
            CONSTRAINT fk_invitation_invited_by FOREIGN KEY (invited_by) REFERENCES identity.app_user (id),
            CONSTRAINT ck_invitation_email CHECK (email = lower(email)),
            CONSTRAINT ck_invitation_one_role CHECK (num_nonnulls(role, role_id) = 1),
            CONSTRAINT ck_invitation_role CHECK (role IN ('receptionist', 'doctor', 'admin')),
            CONSTRAINT ck_invitation_end CHECK (num_nonnulls(accepted_at, withdrawn_at) <= 1)
        )""")
    op.execute("""
        CREATE UNIQUE INDEX uq_invitation_clinic_id_email ON identity.invitation (clinic_id, email)
        WHERE accepted_at IS NULL AND withdrawn_at IS NULL""")
    op.execute("CREATE INDEX ix_invitation_role_id ON identity.invitation (clinic_id, role_id)")
    op.execute("CREATE INDEX ix_invitation_invited_by ON identity.invitation (invited_by)")
    grants = "SELECT, INSERT, UPDATE (link, sent_at, expires_at, accepted_at, withdrawn_at), DELETE"
    protect("identity.invitation", grants)


def _visit() -> None:
    """Which sessions were used in the clinic, and when: all that it may know of them."""
    op.execute("""
        CREATE TABLE identity.visit (
            clinic_id bigint NOT NULL,
            session_id uuid NOT NULL,
            user_id bigint NOT NULL,
            first_seen_at timestamptz NOT NULL,
            seen_at timestamptz NOT NULL,
            CONSTRAINT pk_visit PRIMARY KEY (clinic_id, session_id),
            CONSTRAINT fk_visit_session_id
                FOREIGN KEY (session_id) REFERENCES identity.user_session (id) ON DELETE CASCADE,
            CONSTRAINT fk_visit_user_id
                FOREIGN KEY (clinic_id, user_id) REFERENCES identity.membership (clinic_id, user_id)
        )""")
    op.execute("CREATE INDEX ix_visit_session_id ON identity.visit (session_id)")
    op.execute("CREATE INDEX ix_visit_user_id ON identity.visit (clinic_id, user_id, seen_at DESC)")
    protect("identity.visit", "SELECT, INSERT, UPDATE (seen_at)")


def _across_clinics() -> None:
    """Sign-in sees only where a person is active, with the permissions of a role of the clinic's own."""
    op.execute(f"CREATE POLICY sign_in ON identity.own_role FOR SELECT TO {OWNER} USING (true)")
    _function("""
        RETURNS TABLE (
            clinic_id bigint, slug text, clinic_name text, role text, own_role text, permissions text[])
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
        BEGIN ATOMIC
            SELECT m.clinic_id, w.slug, w.name, m.role, r.name, r.permissions
            FROM identity.membership AS m
            JOIN identity.workplace AS w USING (clinic_id)
            LEFT JOIN identity.own_role AS r ON r.clinic_id = m.clinic_id AND r.id = m.role_id
            WHERE m.user_id = person AND m.deactivated_at IS NULL
            ORDER BY w.name, m.clinic_id;
        END""")


def _function(body: str) -> None:
    """Put it in the place of the present one, which gives other columns."""
    # A function that gives other columns cannot be replaced in place; both happen in one transaction.
    op.execute("-- squawk-ignore ban-drop-function\nDROP FUNCTION identity.memberships_of(bigint)")
    op.execute(f"CREATE FUNCTION identity.memberships_of(person bigint) {body}")
    op.execute("REVOKE ALL ON FUNCTION identity.memberships_of(bigint) FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION identity.memberships_of(bigint) TO {APP}")


def downgrade() -> None:
    """Whoever is deactivated or has a role of the clinic's own loses the place: no role of before is theirs."""
    _function("""
        RETURNS TABLE (clinic_id bigint, slug text, clinic_name text, role text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
        BEGIN ATOMIC
            SELECT m.clinic_id, w.slug, w.name, m.role
            FROM identity.membership AS m JOIN identity.workplace AS w USING (clinic_id)
            WHERE m.user_id = person
            ORDER BY w.name, m.clinic_id;
        END""")
    op.execute("DROP TABLE identity.visit, identity.invitation")
    with seen_whole("identity.membership"):
        op.execute("DELETE FROM identity.membership WHERE role IS NULL OR deactivated_at IS NOT NULL")
        op.execute("""
            ALTER TABLE identity.membership
                ALTER COLUMN role SET NOT NULL,
                DROP COLUMN role_id,
                DROP COLUMN seen_at,
                DROP COLUMN deactivated_at,
                DROP COLUMN version""")
    op.execute("DROP TABLE identity.own_role")
    op.execute(f"GRANT UPDATE, DELETE ON identity.membership TO {APP}")
