"""The four login roles of the portal, created or repaired on any server, each with no more than it needs.

Outside of `database`, so that the stand need not load an ORM it does not use.
"""

from collections.abc import Mapping
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

OWNER = "clinic_portal_owner"
APP = "clinic_portal_app"
RELAY = "clinic_portal_relay"
OPERATOR = "clinic_portal_operator"
ROLES = (OWNER, APP, RELAY, OPERATOR)
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")

_POWERS = "rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication"
# Any constant will do: two starts at once must not both create the same role.
_LOCK = 720_261_124

Link = psycopg.Connection[tuple[object, ...]]


class RolesRefused(RuntimeError):
    """The server does not let us create the roles; the sentence says what to change."""


def login_url(url: str, role: str, password: str) -> str:
    """The same server and database, entered as another role."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(role, safe='')}:{quote(password, safe='')}@{host}"))


def ensure_roles(owner_url: str, passwords: Mapping[str, str]) -> None:
    """Create or repair the roles, and make `clinic_portal_owner` the owner of the database in `owner_url`.

    `owner_url` belongs to a superuser, or to the database's owner with CREATEROLE. `passwords` names each of `ROLES`.
    """
    try:
        with psycopg.connect(owner_url, connect_timeout=10) as connection:
            connection.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
            _refuse_the_powerless(connection)
            for role in ROLES:
                _ensure_role(connection, owner_url, role, passwords[role])
            _ensure_extensions(connection)
            _hand_over_database(connection)
    except psycopg.errors.InsufficientPrivilege as refusal:
        raise RolesRefused(_advice(refusal)) from refusal


def _advice(refusal: psycopg.Error) -> str:
    return (
        "The role in DATABASE_URL may not set up the portal's roles on this server. Use a superuser, or a role "
        "that owns the database and has CREATEROLE (and administers the clinic_portal roles, if they exist). "
        f"The server says: {refusal}"
    )


def _refuse_the_powerless(connection: Link) -> None:
    row = connection.execute("select rolsuper or rolcreaterole from pg_roles where rolname = current_user").fetchone()
    if row is None or not row[0]:
        raise RolesRefused(_advice(psycopg.errors.InsufficientPrivilege("it is no superuser and has no CREATEROLE")))


def _is_superuser(connection: Link) -> bool:
    row = connection.execute("select rolsuper from pg_roles where rolname = current_user").fetchone()
    return row is not None and bool(row[0])


def _ensure_role(connection: Link, url: str, role: str, password: str) -> None:
    name, secret = sql.Identifier(role), _scrambled(connection, role, password)
    found = connection.execute(f"select {_POWERS} from pg_roles where rolname = %s", [role]).fetchone()  # noqa: S608  # our constant
    if found is None:
        connection.execute(sql.SQL("create role {} login password {}").format(name, secret))
        return
    if found[0]:
        strip = "alter role {} nosuperuser nobypassrls nocreatedb nocreaterole noreplication"
        connection.execute(sql.SQL(strip).format(name))
    if not _opens(login_url(url, role, password)):
        connection.execute(sql.SQL("alter role {} login password {}").format(name, secret))


def _scrambled(connection: Link, role: str, password: str) -> sql.Literal:
    """The password as the server stores it, so that its text never reaches a server's log."""
    secret = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
    return sql.Literal(secret.decode())


def _opens(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=10).close()
    except psycopg.OperationalError:
        return False
    return True


def _ensure_extensions(connection: Link) -> None:
    for extension in EXTENSIONS:
        connection.execute(sql.SQL("create extension if not exists {} schema public").format(sql.Identifier(extension)))
    # Only a superuser may install this one, or even ask whether the server has loaded it.
    if _is_superuser(connection) and "pg_stat_statements" in _preloaded(connection):
        connection.execute("create extension if not exists pg_stat_statements schema public")


def _preloaded(connection: Link) -> str:
    return str(connection.execute("show shared_preload_libraries").fetchone())


def _hand_over_database(connection: Link) -> None:
    database, owner = sql.Identifier(connection.info.dbname), sql.Identifier(OWNER)
    if not _is_superuser(connection):
        # Only a member may give something away to a role.
        connection.execute(sql.SQL("grant {} to current_user").format(owner))
    if _may_give_away(connection):
        connection.execute(sql.SQL("alter database {} owner to {}").format(database, owner))
    connection.execute(sql.SQL("grant create, connect, temporary on database {} to {}").format(database, owner))
    connection.execute(sql.SQL("revoke create, connect, temporary on database {} from public").format(database))
    others = sql.SQL(", ").join(sql.Identifier(role) for role in ROLES if role != OWNER)
    connection.execute(sql.SQL("grant connect on database {} to {}").format(database, others))


def _may_give_away(connection: Link) -> bool:
    """Giving a database away needs CREATEDB beside its ownership; without it the owner role works with grants alone."""
    row = connection.execute(
        """select rolsuper or (rolcreatedb and pg_has_role(current_user, datdba, 'usage'))
           from pg_roles, pg_database where rolname = current_user and datname = current_database()"""
    ).fetchone()
    return row is not None and bool(row[0])
