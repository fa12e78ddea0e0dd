"""`import-catalog`: a new edition of a catalog, from a list that an operator downloaded."""

from pathlib import Path

import click

from clinic_portal.cli.bringing import announced, carry_out, stage
from clinic_portal.cli.edition_words import difference, summary
from clinic_portal.cli.in_portal import in_portal
from clinic_portal.cli.mappings import get_mapping, names, read_terms
from clinic_portal.contracts.catalogs import CatalogKind, Edition, EditionState


@click.command()
@click.argument("kind", type=click.Choice([kind.value for kind in CatalogKind]))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--mapping", required=True, metavar="NAME|PATH", help=f"How to read it: {', '.join(names())}, or a file.")
@click.option("--label", help="What the edition is called; the mapping says it otherwise.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and leave the edition staged.")
@click.option("--partial", is_flag=True, help="What the list does not name stays in use.")
@click.option("--yes", is_flag=True, help="Apply without asking.")
@click.option("--retiring", type=int, default=0, metavar="N", help="Confirm that so many terms are retired.")
@in_portal
def import_catalog(
    *, kind: str, file: Path, mapping: str, label: str | None, dry_run: bool, partial: bool, yes: bool, retiring: int
) -> None:
    """Stage FILE as a new edition of the catalog KIND, show what it changes, and apply it."""
    how = get_mapping(mapping)
    if how.kind != kind:
        raise click.BadParameter(f"{mapping} is a mapping of {how.kind}", param_hint="--mapping")
    content = file.read_bytes()
    terms = read_terms(how, content)
    command = announced(how, file.name, content, len(terms), label=label or how.label, partial=partial)
    edition = stage(command, terms)
    click.echo(summary(edition))
    if edition.state is EditionState.APPLIED:
        click.echo("applied before, and nothing has changed since")
        return
    click.echo(difference(edition))
    if dry_run:
        click.echo(
            f"nothing is applied; `editions resume {edition.id}` does, `editions discard {edition.id}` forgets it"
        )
        return
    confirm_and_apply(edition, retiring, asked=not yes)


def confirm_and_apply(edition: Edition, retiring: int, *, asked: bool) -> None:
    """Ask whether, and, when many terms would be retired, how many; say how it went."""
    if asked:
        click.confirm("apply it?", abort=True)
        if edition.retires_many and not retiring:
            retiring = click.prompt("how many terms may it retire?", type=int)
    click.echo(summary(carry_out(edition, retiring)))
