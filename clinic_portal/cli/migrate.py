"""`migrate`: bring the database to this version's shape, as its owner."""

import click

from clinic_portal.foundation import settings
from clinic_portal.foundation.database import migrate as steps


@click.command()
def migrate() -> None:
    """Run the missing migrations."""
    owner_url = settings.load().database_owner_url
    if not owner_url:
        raise click.ClickException("DATABASE_OWNER_URL is not set: migrations run as the owner of the database")
    steps.migrate(owner_url)
    click.echo(f"the database stands at {steps.newest_revision()}")
