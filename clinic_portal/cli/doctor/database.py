"""PostgreSQL: whether it answers, stands at this version's shape, and is entered by the right roles."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import psycopg

from clinic_portal.cli.doctor.finding import Finding, broken, note
from clinic_portal.foundation.database.readiness import database_lacks
from clinic_portal.foundation.roles import OPERATOR, RELAY
from clinic_portal.foundation.settings import Settings

_POWERS = """
    SELECT current_user, rolsuper, rolbypassrls,
           (SELECT count(*) FROM pg_class JOIN pg_namespace AS place ON place.oid = relnamespace
            WHERE relkind IN ('r', 'p') AND place.nspname !~ '^pg_|^information_schema$'
              AND pg_has_role(relowner, 'USAGE')) AS owned
    FROM pg_roles WHERE rolname = current_user
"""


def reachable(settings: Settings) -> Iterator[Finding]:
    """Whether the server lets the portal in."""
    if not settings.database_url:
        yield broken("DATABASE_URL is not set: the portal does not know where its database is.")
    elif reason := _closed(settings.database_url):
        yield broken(f"PostgreSQL does not let the portal in at {_place(settings.database_url)}: {reason}")


def migrations(settings: Settings) -> Iterator[Finding]:
    """Whether the database has this version's shape."""
    for lack in database_lacks(settings.database_url) if settings.database_url else ():
        if lack.startswith("migrations"):
            yield broken(f"The database is not at this version's shape ({lack}). Run: python -m clinic_portal migrate")


def role(settings: Settings) -> Iterator[Finding]:
    """Whether the web's role is too powerful for the walls between clinics to hold."""
    if not settings.database_url or _closed(settings.database_url):
        return
    with psycopg.connect(settings.database_url, connect_timeout=3) as link:
        name, superuser, bypasses, owned = link.execute(_POWERS).fetchone() or ("", False, False, 0)
    if superuser or bypasses:
        why = "is a superuser" if superuser else "bypasses row security"
        yield broken(f"DATABASE_URL enters as {name}, which {why}: clinics are not kept apart. Use clinic_portal_app.")
    if owned:
        yield broken(
            f"DATABASE_URL enters as {name}, which owns {owned} tables (or belongs to their owner):"
            " it could take down the walls between clinics. Use clinic_portal_app."
        )


def other_roles(settings: Settings) -> Iterator[Finding]:
    """Whether the relay's and the operators' addresses work, where they are set."""
    for name, url, expected, purpose in (
        ("DATABASE_RELAY_URL", settings.database_relay_url, RELAY, "the relay"),
        ("DATABASE_OPERATOR_URL", settings.database_operator_url, OPERATOR, "operators' tools"),
    ):
        if not url:
            yield note(f"{name} is not set: {purpose} cannot run with these settings.")
        elif reason := _closed(url):
            yield broken(f"{name} does not open {_place(url)}: {reason}")
        elif urlsplit(url).username != expected:
            yield note(f"{name} enters as {urlsplit(url).username}, not as {expected}.")


def _closed(url: str) -> str:
    """Why the address does not open; empty when it does."""
    try:
        psycopg.connect(url, connect_timeout=3).close()
    except (psycopg.OperationalError, psycopg.ProgrammingError) as error:
        return (str(error).strip().splitlines() or [type(error).__name__])[-1].strip()
    return ""


def _place(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or 5432}{parts.path}"
