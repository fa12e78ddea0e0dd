"""The command: one check after the other, then the verdict as exit code."""

import sys
from collections.abc import Callable, Iterable

import click
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from clinic_portal.cli.doctor import configuration, database, outbox, record, surroundings
from clinic_portal.cli.doctor.finding import Finding, broken
from clinic_portal.foundation import settings
from clinic_portal.foundation.settings import Settings

CHECKS: tuple[Callable[[Settings], Iterable[Finding]], ...] = (
    configuration.secret_key,
    configuration.ways_out,
    configuration.address,
    surroundings.home,
    surroundings.weasyprint,
    surroundings.redis,
    database.reachable,
    database.migrations,
    database.role,
    database.other_roles,
    outbox.flow,
    record.chain,
)


@click.command()
def doctor() -> None:
    """Say in plain words what is wrong with this portal; exit code 1 when something is broken."""
    findings = examine()
    for finding in findings:
        click.echo(f"{'BROKEN' if finding.broken else 'note  '}  {finding.text}")
    if any(finding.broken for finding in findings):
        sys.exit(1)
    click.echo("The portal is in order.")


def examine() -> list[Finding]:
    """All that is found, in the order of the checks."""
    try:
        chosen = settings.load()
    except ValidationError as error:
        return [broken(f"The settings cannot be read: {_said(problem)}") for problem in error.errors()]
    except OSError as error:
        return [broken(f"A setting's file cannot be read: {error}")]
    return [finding for check in CHECKS for finding in check(chosen)]


def _said(problem: ErrorDetails) -> str:
    """The sentence about one setting; never its value, which may be a secret."""
    place = ".".join(str(part) for part in problem["loc"]).upper()
    message = problem["msg"].removeprefix("Value error, ")
    return f"{place}: {message}" if place else message
