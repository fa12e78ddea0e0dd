"""`create-user`: register a person and, with --clinic, give them a role there."""

import click

from clinic_portal.cli.entered import entered
from clinic_portal.cli.in_portal import in_portal
from clinic_portal.contracts.identity import CreateUser, IdentityContract, JoinClinic, PersonVerb, Role
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.record import recorded


@click.command("create-user")
@click.argument("email")
@click.argument("name")
@click.option("--clinic", "slug", help="The clinic they work in.")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.RECEPTIONIST.value)
@click.option("--language", type=click.Choice(["es", "en"]), default="es", show_default=True)
@click.option("--operator", is_flag=True, help="They run the portal itself.")
@click.password_option(help="Asked for when it is not given.")
@in_portal
def create_user(
    *, email: str, name: str, slug: str | None, role: str, language: str, operator: bool, password: str
) -> None:
    """Register NAME, who signs in as EMAIL."""
    identity = find(IdentityContract)
    person = CreateUser(email=email, name=name, password=password, language=language, operator=operator)
    if slug is None:
        with recorded(PersonVerb.REGISTER, thing=email) as doing:
            user_id = identity.create_user(person)
            doing.tell(None, {"person": user_id})
        click.echo(f"{name} is person {user_id}")
        return
    with entered(slug) as clinic, recorded(PersonVerb.REGISTER, about=clinic.id, thing=email) as doing:
        user_id = identity.create_user(person)
        identity.join_clinic(JoinClinic(user_id=user_id, role=Role(role)))
        doing.tell(None, {"person": user_id, "role": role})
    click.echo(f"{name} is person {user_id}, {role} of {clinic.name}")
