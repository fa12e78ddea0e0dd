"""The operator's commands: `python -m clinic_portal COMMAND`."""

import click
from flask.cli import ScriptInfo

from clinic_portal.app import create_app
from clinic_portal.cli.create_clinic import create_clinic
from clinic_portal.cli.create_user import create_user
from clinic_portal.cli.doctor.command import doctor
from clinic_portal.cli.editions import editions
from clinic_portal.cli.flag import flag
from clinic_portal.cli.import_catalog import import_catalog
from clinic_portal.cli.import_diseases import import_diseases
from clinic_portal.cli.migrate import migrate
from clinic_portal.cli.outbox import outbox
from clinic_portal.cli.plain_words import PlainGroup
from clinic_portal.cli.record import record
from clinic_portal.cli.seed.command import seed
from clinic_portal.cli.seed_catalogs import seed_catalogs
from clinic_portal.cli.suspend_clinic import reopen_clinic, suspend_clinic


@click.group(cls=PlainGroup, help=__doc__)
def commands() -> None:
    """Gather the commands below; those marked `with_appcontext` run inside the portal."""


CLINICS = (create_clinic, suspend_clinic, reopen_clinic, create_user, flag)
CATALOGS = (import_diseases, import_catalog, editions, seed_catalogs)
HOUSE = (migrate, seed, outbox, record, doctor)
for command in (*CLINICS, *CATALOGS, *HOUSE):
    commands.add_command(command)

if __name__ == "__main__":
    commands(obj=ScriptInfo(create_app=create_app, set_debug_flag=False))
