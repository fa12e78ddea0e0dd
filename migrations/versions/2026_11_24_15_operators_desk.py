"""Operators read the registry with its clinics' names, and switch features, which no clinic does any more."""

from alembic import op

from migrations.protection import APP, OPERATOR, open_to

revision = "operators_desk"
down_revision = "catalog_files"

PROFILE, FLAG = "clinics.clinic_profile", "clinics.feature_flag"


def upgrade() -> None:
    open_to(OPERATOR, PROFILE, "SELECT (clinic_id, name, language, country)")
    open_to(OPERATOR, FLAG, "SELECT, INSERT, UPDATE (switched_on, changed_at)")
    op.execute(f"REVOKE INSERT, UPDATE (switched_on, changed_at) ON {FLAG} FROM {APP}")
    op.execute(f"CREATE INDEX ix_feature_flag_key ON {FLAG} (key, clinic_id) WHERE switched_on")


def downgrade() -> None:
    op.execute("DROP INDEX clinics.ix_feature_flag_key")
    op.execute(f"GRANT INSERT, UPDATE (switched_on, changed_at) ON {FLAG} TO {APP}")
    for table in (PROFILE, FLAG):
        op.execute(f"REVOKE ALL ON {table} FROM {OPERATOR}")
        op.execute(f"DROP POLICY {OPERATOR} ON {table}")
