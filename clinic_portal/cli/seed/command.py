"""`seed`: data to look at (`--demo`) or to measure with (`--size`)."""

import click
from flask import current_app
from flask.cli import with_appcontext

from clinic_portal.cli.seed.demo import seed_demo


@click.command()
@click.option("--demo", is_flag=True, help="Two clinics with their staff, patients and a diary around today.")
@with_appcontext
def seed(*, demo: bool) -> None:
    """Fill the database; what is there already stays as it is."""
    if not demo:
        raise click.UsageError("say what: --demo")
    if not current_app.config["SETTINGS"].demo:
        raise click.ClickException("the demo's people have a password that everybody knows: only with DEMO=1")
    seed_demo()
