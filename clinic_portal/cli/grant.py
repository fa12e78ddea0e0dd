"""Create the portal's database roles on a server of one's own: `python -m clinic_portal.cli.grant`.

Reads DATABASE_ADMIN_URL (a superuser, or the database's owner with CREATEROLE) and takes each role's password from the
address that role will be used with: DATABASE_OWNER_URL, DATABASE_URL, DATABASE_RELAY_URL, DATABASE_OPERATOR_URL. Each
may come as NAME_FILE.
"""

import os
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg

from clinic_portal.foundation.roles import APP, OPERATOR, OWNER, RELAY, RolesRefused, ensure_roles

ADDRESSES = {
    OWNER: "DATABASE_OWNER_URL",
    APP: "DATABASE_URL",
    RELAY: "DATABASE_RELAY_URL",
    OPERATOR: "DATABASE_OPERATOR_URL",
}


def setting(name: str) -> str:
    if file := os.environ.get(f"{name}_FILE"):
        return Path(file).read_text().strip()
    if value := os.environ.get(name):
        return value
    raise RolesRefused(f"{name} is not set.")


def password_of(role: str, url: str) -> str:
    parts = urlsplit(url)
    if parts.username != role or not parts.password:
        raise RolesRefused(f"{ADDRESSES[role]} must be an address of the role {role} with its password.")
    return unquote(parts.password)


def main() -> int:
    try:
        passwords = {role: password_of(role, setting(name)) for role, name in ADDRESSES.items()}
        ensure_roles(setting("DATABASE_ADMIN_URL"), passwords)
    except (RolesRefused, psycopg.Error) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print(f"The roles are in order: {', '.join(ADDRESSES)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
