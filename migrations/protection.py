"""The second wall, put up in one line: forced row security with the exact policy, and the app role's grants."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import op

APP = "clinic_portal_app"
OWNER = "clinic_portal_owner"
RELAY = "clinic_portal_relay"
OPERATOR = "clinic_portal_operator"
POLICY = "clinic_id = current_setting('app.clinic_id')::bigint"
"""The only text a clinic's policy may have: it fails loudly outside of a clinic and keeps indexes usable."""


def schema(name: str) -> None:
    """A context's schema, open to the app role."""
    op.execute(f"CREATE SCHEMA {name}")
    op.execute(f"GRANT USAGE ON SCHEMA {name} TO {APP}, {OPERATOR}")


def protect(table: str, grants: str = "SELECT, INSERT, UPDATE, DELETE") -> None:
    """Close a clinic-owned table to all but its clinic and give the app role `grants`."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY clinic ON {table} TO {APP}, {OWNER} USING ({POLICY}) WITH CHECK ({POLICY})")
    op.execute(f"GRANT {grants} ON {table} TO {APP}")


def open_to(role: str, table: str, grants: str) -> None:
    """A policy of its own for a staff role that sees all clinics of one table."""
    op.execute(f"CREATE POLICY {role} ON {table} TO {role} USING (true) WITH CHECK (true)")
    op.execute(f"GRANT {grants} ON {table} TO {role}")


def share(table: str, grants: str = "SELECT") -> None:
    """A global table: the app role's grants on what belongs to no clinic."""
    op.execute(f"GRANT {grants} ON {table} TO {APP}")


@contextmanager
def seen_whole(*tables: str) -> Iterator[None]:
    """For the length of a step the owner sees all rows, so that a new key is checked against every clinic's."""
    for table in tables:
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    yield
    for table in tables:
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
