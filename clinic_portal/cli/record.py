"""`record`: what operators did, the latest first; and whether nothing in the record was changed."""

import json

import click

from clinic_portal.cli.in_portal import in_portal
from clinic_portal.foundation.database.operator import as_operator
from clinic_portal.foundation.record import Entry
from clinic_portal.foundation.record.look import Sought, entries, examine


@click.command()
@click.option("--last", default=20, show_default=True, type=click.IntRange(1, 1000), help="How many entries.")
@click.option("--verify", is_flag=True, help="Follow the chain of hashes from the first entry.")
@in_portal
def record(*, last: int, verify: bool) -> None:
    """Show the record of operators' deeds, or check it. Exit code 1 when an entry was changed."""
    if verify:
        _verify()
        return
    with as_operator() as link:
        found, _older = entries(link, Sought(), last)
    for entry in found:
        click.echo(_line(entry))


def _verify() -> None:
    with as_operator() as link:
        verdict = examine(link)
    if verdict.broken_at is not None:
        raise click.ClickException(f"entry {verdict.broken_at} is not what was written, or one before it is missing")
    click.echo(f"{verdict.entries} entries, all as they were written; the last one's hash is {verdict.last_hash}")


def _line(entry: Entry) -> str:
    what = " ".join(filter(None, (entry.verb, f"clinic {entry.about}" if entry.about else "", entry.thing)))
    states = " → ".join(json.dumps(state, ensure_ascii=False) for state in (entry.before, entry.after))
    return f"{entry.number}  {entry.at:%Y-%m-%d %H:%M:%S}  {entry.actor}  {what}  {states}"
