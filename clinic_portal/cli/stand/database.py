"""The portal's database before anyone may use it: roles, tables, and in a demo the demo's data, once."""

import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Callable

import psycopg
from psycopg import sql

from clinic_portal.cli.stand.environment import Environment
from clinic_portal.cli.stand.home import HOUSE, write_private
from clinic_portal.cli.stand.refusal import StandRefused
from clinic_portal.foundation.roles import OWNER, RolesRefused, ensure_roles

# A note on the database itself: the demo never touches data that it did not make.
_SEEDING, _SEEDED = "clinic_portal demo data, half made", "clinic_portal demo data"

Say = Callable[[str], None]


def prepare_roles(environment: Environment) -> None:
    try:
        ensure_roles(environment.lord_url, environment.keys.database_passwords)
    except (RolesRefused, psycopg.Error) as refusal:
        raise StandRefused(str(refusal)) from refusal


def prepare_tables(environment: Environment) -> None:
    """Run the migrations, unless these very ones have already run on this database this month.

    Once a month they run in any case: they make the coming months' partitions.
    """
    record = environment.home / "migrated.json"
    if record.exists() and json.loads(record.read_text()) == [_migrations(), _revision(environment)]:
        return
    _operator(environment, "migrate")
    write_private(record, [_migrations(), _revision(environment)])


def _migrations() -> str:
    """A fingerprint of the migrations at hand, and of the month."""
    texts = [file.read_bytes() for file in sorted((HOUSE / "migrations").rglob("*.py"))]
    return f"{time.strftime('%Y-%m')} {hashlib.sha256(b''.join(texts)).hexdigest()}"


def _revision(environment: Environment) -> str | None:
    with psycopg.connect(environment.database_url(OWNER)) as connection:
        if connection.execute("select to_regclass('public.alembic_version')").fetchone() == (None,):
            return None
        row = connection.execute("select version_num from public.alembic_version").fetchone()
        return str(row[0]) if row else None


def prepare_demo(environment: Environment, say: Say) -> None:
    """Fill an empty database; leave a filled one as it is."""
    if _note(environment) == _SEEDED:
        return
    if _has_clinics(environment):
        raise StandRefused("This database holds clinics that no demo made. Use ./dev run, or another DATABASE_URL.")
    say("Making the demo data …")
    _annotate(environment, _SEEDING)
    _operator(environment, "seed", "--demo")
    _annotate(environment, _SEEDED)


def forget_half_made_demo(environment: Environment, say: Say) -> None:
    if _note(environment) == _SEEDING:
        say("The demo data were interrupted last time; they are made anew.")
        _drop_tables(environment)


def empty_demo(environment: Environment) -> None:
    """Start over in a database of someone else's server: only if a demo filled it."""
    if _note(environment) not in {_SEEDED, _SEEDING}:
        if _has_clinics(environment):
            raise StandRefused("--fresh deletes demo data only, and this database's data were not made by a demo.")
        return
    _drop_tables(environment)


def _drop_tables(environment: Environment) -> None:
    with psycopg.connect(environment.lord_url) as connection:
        for schema in _our_schemas():
            connection.execute(sql.SQL("drop schema if exists {} cascade").format(sql.Identifier(schema)))
        connection.execute("drop table if exists alembic_version, public.alembic_version")
    _annotate(environment, None)


def _our_schemas() -> list[str]:
    """One for each context, and those of the foundation."""
    rooms = (HOUSE / "clinic_portal" / "contexts").glob("*/__init__.py")
    return ["audit", "events", *sorted(room.parent.name for room in rooms)]


def _operator(environment: Environment, *arguments: str) -> None:
    command = [sys.executable, "-m", "clinic_portal", *arguments]
    # Its progress goes straight to the person.
    code = subprocess.run(command, cwd=HOUSE, env=environment.for_operator(), process_group=0, check=False).returncode
    if code:
        raise StandRefused(f"`python -m clinic_portal {' '.join(arguments)}` failed (exit code {code}); see above.")


def _note(environment: Environment) -> str | None:
    with psycopg.connect(environment.lord_url) as connection:
        row = connection.execute(
            "select shobj_description(oid, 'pg_database') from pg_database where datname = current_database()"
        ).fetchone()
    return row[0] if row else None


def _annotate(environment: Environment, note: str | None) -> None:
    with psycopg.connect(environment.lord_url) as connection:
        name = sql.Identifier(connection.info.dbname)
        connection.execute(sql.SQL("comment on database {} is {}").format(name, sql.Literal(note)))


def _has_clinics(environment: Environment) -> bool:
    with psycopg.connect(environment.lord_url) as connection:
        known = connection.execute("select to_regclass('clinics.clinic')").fetchone()
        if not known or known[0] is None:
            return False
        return connection.execute("select 1 from clinics.clinic limit 1").fetchone() is not None
