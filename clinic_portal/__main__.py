"""The operator's commands: `python -m clinic_portal COMMAND`."""

import click

from clinic_portal.cli.migrate import migrate


@click.group(help=__doc__)
def commands() -> None:
    """Gather the commands below."""


for command in (migrate,):
    commands.add_command(command)

if __name__ == "__main__":
    commands()
