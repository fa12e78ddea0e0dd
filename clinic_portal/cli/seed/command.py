"""`seed`: data to look at (`--demo`) or to measure with (`--size`)."""

import click
from flask import current_app
from flask.cli import with_appcontext

from clinic_portal.cli.seed.demo import seed_demo
from clinic_portal.cli.seed.many import seed_size
from clinic_portal.cli.seed.sizes import SIZES


@click.command()
@click.option("--demo", is_flag=True, help="Two clinics with their staff, patients and a diary around today.")
@click.option("--size", type=click.Choice(list(SIZES)), help="Ten clinics, or a thousand with a million patients.")
@with_appcontext
def seed(*, demo: bool, size: str | None) -> None:
    """Fill the database; what is there already stays as it is."""
    if demo == bool(size):
        raise click.UsageError("say which: --demo, or --size small|full")
    if size:
        seed_size(SIZES[size])
        return
    if not current_app.config["SETTINGS"].demo:
        raise click.ClickException("the demo's people have a password that everybody knows: only with DEMO=1")
    seed_demo()
