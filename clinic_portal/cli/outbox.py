"""`outbox`: what listeners still have to do, what is dead, and another chance for it."""

import click

from clinic_portal.cli.in_portal import in_portal
from clinic_portal.foundation.database.operator import as_operator
from clinic_portal.foundation.events import oversight
from clinic_portal.foundation.events.oversight import Entry, Overview


@click.command()
@click.option("--dead", is_flag=True, help="List the dead entries instead of the undone ones.")
@click.option("--retry", "chosen", metavar="ID|all", help="Hand one entry out again, or all dead ones.")
@in_portal
def outbox(*, dead: bool, chosen: str | None) -> None:
    """Show the outbox of all clinics, or retry entries of it."""
    if chosen:
        _retry(chosen)
        return
    with as_operator() as link:
        overview, entries = oversight.overview(link), oversight.entries(link, dead=dead)
    click.echo(_summary(overview))
    for entry in entries:
        click.echo(_line(entry))


def _retry(chosen: str) -> None:
    if chosen != "all" and not chosen.isdecimal():
        raise click.BadParameter("give an entry's number, or the word all", param_hint="--retry")
    count = oversight.retry_all_dead() if chosen == "all" else int(oversight.retry(int(chosen)))
    if not count and chosen != "all":
        raise click.ClickException(f"there is no undone or dead entry {chosen}")
    click.echo(f"handed out again: {count}")


def _summary(overview: Overview) -> str:
    late = f", the oldest late by {overview.lag.total_seconds():.0f} s" if overview.due else ""
    return f"undone {overview.undone} (due {overview.due}{late}; tried before {overview.retried}), dead {overview.dead}"


def _line(entry: Entry) -> str:
    when = f"dead since {entry.dead_at:%Y-%m-%d %H:%M:%S}" if entry.dead_at else f"next {entry.next_at:%H:%M:%S}"
    failure = f", last failure {entry.error}" if entry.error else ""
    what = f"{entry.id}  clinic {entry.clinic_id}  {entry.fact} → {entry.listener}"
    return f"{what}  tries {entry.attempts}, {when}{failure}"
