"""What PostgreSQL itself says about the tables: owners, policies, keys, grants."""

from collections.abc import Iterator

import psycopg

OURS = "n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname NOT LIKE 'pg_%'"

GLOBAL_TABLES = {
    "public.alembic_version": "how far the migrations have run",
    "identity.app_user": "a person is one person in every clinic; the e-mail is unique in the house",
    "identity.user_session": "a session belongs to a person, who may work in several clinics",
    "clinics.clinic": "the list of the clinics themselves: an address must find its clinic before it can be entered",
    "identity.password_reset": "a reset is asked for by a person who is in no clinic yet",
    "operations.deed": "what operators did, to clinics and to what belongs to none",
    "catalogs.term": "the terms that all clinics share; what a clinic changes lies in its overrides",
    "catalogs.term_history": "what shared terms said before, for the clinics that saw it",
    "catalogs.edition": "what new editions of the shared terms came, and how far each is; the operators' alone",
    "catalogs.edition_row": "what an edition says of each shared term; the operators' alone",
    "catalogs.interaction": "what is documented between substances, the same for all clinics",
}
"""The reviewed list: every other table belongs to a clinic."""


def rows(url: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(statement).fetchall()


def tables(url: str) -> dict[str, bool]:
    """Every table of ours, partitions too, and whether it has a `clinic_id`."""
    found = rows(
        url,
        f"""SELECT n.nspname || '.' || c.relname,
                   EXISTS (SELECT FROM pg_attribute a
                           WHERE a.attrelid = c.oid AND a.attname = 'clinic_id' AND NOT a.attisdropped)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND {OURS} AND NOT c.relispartition""",
    )
    return {str(name): bool(owned) for name, owned in found}


def owned_tables(url: str) -> list[str]:
    return sorted(name for name, owned in tables(url).items() if owned)


def policies(url: str) -> dict[str, list[tuple[str, str, str, str, str]]]:
    """By table: name, command, roles, USING and WITH CHECK of each policy."""
    found = rows(
        url,
        """SELECT schemaname || '.' || tablename, policyname, permissive || ' ' || cmd, roles::text, qual, with_check
           FROM pg_policies ORDER BY 1, 2""",
    )
    gathered: dict[str, list[tuple[str, str, str, str, str]]] = {}
    for table, *policy in found:
        gathered.setdefault(str(table), []).append(tuple(str(part) for part in policy))
    return gathered


def row_security(url: str) -> dict[str, tuple[bool, bool]]:
    found = rows(
        url,
        f"""SELECT n.nspname || '.' || c.relname, c.relrowsecurity, c.relforcerowsecurity
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND {OURS}""",
    )
    return {str(name): (bool(on), bool(forced)) for name, on, forced in found}


def keys(url: str) -> Iterator[tuple[str, str, str, list[str], str]]:
    """Each key: table, name, kind (p, u, x, f), its columns in order, and the table it points to."""
    found = rows(
        url,
        f"""SELECT n.nspname || '.' || c.relname, k.conname, k.contype::text,
                   (SELECT array_agg(coalesce(a.attname, '') ORDER BY place)
                    FROM unnest(k.conkey) WITH ORDINALITY AS part (number, place)
                    LEFT JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = number),
                   coalesce(k.confrelid::regclass::text, '')
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE k.contype IN ('p', 'u', 'x', 'f') AND {OURS} AND NOT c.relispartition""",
    )
    for table, name, kind, columns, target in found:
        yield str(table), str(name), str(kind), list(columns), str(target)


def unique_indexes(url: str) -> dict[str, tuple[str, str]]:
    """Unique indexes, also those that no constraint made: name → table and first column."""
    found = rows(
        url,
        f"""SELECT i.relname, n.nspname || '.' || c.relname, coalesce(a.attname, '')
            FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0]
            WHERE x.indisunique AND {OURS} AND NOT c.relispartition""",
    )
    return {str(index): (str(table), str(column)) for index, table, column in found}


def grants(url: str) -> list[str]:
    """`role: privileges on table`, one line each, columns named where a grant is for some of them only."""
    found = rows(
        url,
        f"""SELECT grantee, n.nspname || '.' || c.relname AS relation,
                   string_agg(privilege_type, ', ' ORDER BY privilege_type)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            CROSS JOIN LATERAL (SELECT r.rolname AS grantee, x.privilege_type FROM aclexplode(c.relacl) AS x
                                JOIN pg_roles r ON r.oid = x.grantee
                                UNION ALL SELECT 'PUBLIC', x.privilege_type
                                FROM aclexplode(c.relacl) AS x WHERE x.grantee = 0) AS given
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND {OURS} AND c.relname NOT LIKE 'pg_stat_statements%'
              AND grantee NOT IN ('clinic_portal_owner', 'postgres')
            GROUP BY 1, 2 ORDER BY 1, 2""",
    )
    return [f"{role}: {given} on {table}" for role, table, given in found] + _column_grants(url)


def _column_grants(url: str) -> list[str]:
    found = rows(
        url,
        f"""SELECT r.rolname, x.privilege_type, n.nspname || '.' || c.relname,
                   string_agg(a.attname, ', ' ORDER BY a.attnum)
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            CROSS JOIN LATERAL aclexplode(a.attacl) AS x JOIN pg_roles r ON r.oid = x.grantee
            WHERE {OURS} GROUP BY 1, 2, 3 ORDER BY 1, 3, 2""",
    )
    return [f"{role}: {privilege} ({columns}) on {table}" for role, privilege, table, columns in found]
