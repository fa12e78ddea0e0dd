"""The migrations' SQL, read by squawk: nothing that locks a busy table, loses data or cannot run twice."""

import io
import re
import subprocess
import sys
from pathlib import Path

from alembic import command

from clinic_portal.foundation.database.migrate import config

ACCEPTED = {
    "prefer-bigint-over-smallint": "a hue, a weekday, a place in a list",
    "prefer-bigint-over-int": "ids are bigint; attempts, versions and minutes never reach two thousand million",
    "prefer-robust-stmts": "each run is one transaction: it happens whole or not at all",
    "require-concurrent-index-creation": "within one transaction; a big table's index gets a migration of its own",
    "require-lock-timeout": "env.py sets lock_timeout for every run",
    "require-statement-timeout": "a migration of a big table may take long, as long as it waits for no lock",
}


def migration_complaints() -> str:
    outcome = subprocess.run(
        [
            str(Path(sys.executable).with_name("squawk")),
            "--assume-in-transaction",
            "--pg-version=18",
            f"--exclude={','.join(ACCEPTED)}",
            "--stdin-filepath=migrations.sql",
        ],
        input=upgrade_sql(),
        capture_output=True,
        text=True,
        check=False,
    )
    return f"{outcome.stdout}{outcome.stderr}" if outcome.returncode else ""


def upgrade_sql() -> str:
    """What `migrate` would send to an empty database, without Alembic's own table and transaction."""
    output = io.StringIO()
    offline = config("postgresql://offline/offline")
    offline.output_buffer = output
    command.upgrade(offline, "head", sql=True)
    ours = output.getvalue().partition("-- Running upgrade")[2]
    return "--" + re.sub(r"^(BEGIN|COMMIT);$", "", ours, flags=re.MULTILINE)
