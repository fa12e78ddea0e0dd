"""Every way a program may reach a row through the ORM, over it, or around it."""

from tests.tenancy.paths import (
    around,
    memory,
    objects,
    old_query,
    reading,
    relationships,
    subqueries,
    writing,
)
from tests.tenancy.paths.path import PATHS

__all__ = ["PATHS", "around", "memory", "objects", "old_query", "reading", "relationships", "subqueries", "writing"]
