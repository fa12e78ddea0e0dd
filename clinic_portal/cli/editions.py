"""`editions`: what was staged and applied; its differences; resume one, or throw it away."""

import click

from clinic_portal.cli.edition_words import page_of, summary
from clinic_portal.cli.import_catalog import confirm_and_apply
from clinic_portal.cli.in_portal import in_portal
from clinic_portal.contracts.catalogs import CatalogsContract, RowChange
from clinic_portal.foundation.directory import find


@click.group(invoke_without_command=True)
@click.pass_context
def editions(context: click.Context) -> None:
    """List the editions of all catalogs, newest first."""
    if context.invoked_subcommand is None:
        context.invoke(list_editions)


@editions.command("list")
@in_portal
def list_editions() -> None:
    """List them."""
    for edition in find(CatalogsContract).editions():
        click.echo(summary(edition))


@editions.command()
@click.argument("edition_id", type=int)
@click.option("--only", type=click.Choice([what.value for what in RowChange]), help="Rows of one kind.")
@click.option("--page", type=click.IntRange(1), default=1)
@in_portal
def show(*, edition_id: int, only: str | None, page: int) -> None:
    """Show what an edition changes, or changed."""
    edition = find(CatalogsContract).edition(edition_id)
    click.echo(summary(edition))
    click.echo(page_of(edition, RowChange(only) if only else None, page))


@editions.command()
@click.argument("edition_id", type=int)
@click.option("--yes", is_flag=True, help="Apply without asking.")
@click.option("--retiring", type=int, default=0, metavar="N", help="Confirm that so many terms are retired.")
@in_portal
def resume(*, edition_id: int, yes: bool, retiring: int) -> None:
    """Apply a staged edition, or go on with one that was begun."""
    edition = find(CatalogsContract).edition(edition_id)
    click.echo(summary(edition))
    confirm_and_apply(edition, retiring, asked=not yes)


@editions.command()
@click.argument("edition_id", type=int)
@in_portal
def discard(*, edition_id: int) -> None:
    """Throw an edition away; what of it is written stays."""
    click.echo(summary(find(CatalogsContract).discard_edition(edition_id)))
