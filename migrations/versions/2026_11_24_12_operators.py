"""The record of operators' deeds, and what their role may do of its own that the web's role may not."""

from alembic import op

from migrations.protection import APP, OPERATOR

revision = "operators"
down_revision = "staff"


def upgrade() -> None:
    op.execute("CREATE SCHEMA operations")
    op.execute(f"GRANT USAGE ON SCHEMA operations TO {OPERATOR}")
    op.execute("""
        CREATE TABLE operations.deed (
            number bigint NOT NULL,
            at timestamptz NOT NULL,
            actor_id bigint,
            actor text NOT NULL,
            verb text NOT NULL,
            about bigint,
            thing text NOT NULL,
            before json,
            after json,
            request_id text NOT NULL,
            previous_hash text NOT NULL,
            hash text NOT NULL,
            CONSTRAINT pk_deed PRIMARY KEY (number),
            CONSTRAINT uq_deed_previous_hash UNIQUE (previous_hash)
        )""")
    op.execute("CREATE INDEX ix_deed_about ON operations.deed (about, number) WHERE about IS NOT NULL")
    op.execute("CREATE INDEX ix_deed_actor ON operations.deed (actor, number)")
    op.execute(f"GRANT SELECT, INSERT ON operations.deed TO {OPERATOR}")
    _append_only()
    _operators_are_appointed()


def _append_only() -> None:
    """Grants keep the operators' role from it; this reminds the owner."""
    op.execute("""
        CREATE FUNCTION operations.refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN RAISE EXCEPTION 'the record of deeds is only added to'; END $$""")
    op.execute("""
        CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON operations.deed
        FOR EACH STATEMENT EXECUTE FUNCTION operations.refuse()""")


def _operators_are_appointed() -> None:
    """By an operator's role: the web's may register people, and mark nobody."""
    op.execute(f"GRANT SELECT (id, email, operator), UPDATE (operator) ON identity.app_user TO {OPERATOR}")
    op.execute(f"REVOKE INSERT ON identity.app_user FROM {APP}")
    op.execute(f"GRANT INSERT (email, name, password_hash, language) ON identity.app_user TO {APP}")


def downgrade() -> None:
    op.execute(f"REVOKE ALL ON identity.app_user FROM {OPERATOR}")
    op.execute(f"GRANT INSERT ON identity.app_user TO {APP}")
    op.execute("DROP SCHEMA operations CASCADE")
