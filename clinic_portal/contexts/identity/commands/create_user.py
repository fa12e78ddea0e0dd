"""Register a person."""

from clinic_portal.contexts.identity import passwords, rules
from clinic_portal.contexts.identity.commands.add_person import add_person
from clinic_portal.contracts.identity import CreateUser, WeakPassword
from clinic_portal.foundation.work import work


def create_user(command: CreateUser, *, demo: bool) -> int:
    """Their id; raises EmailTaken or WeakPassword."""
    email = rules.normal_email(command.email)
    if rules.is_weak(command.password, email, demo=demo):
        raise WeakPassword
    digest = passwords.digest(command.password)
    with work():
        return add_person(email, command.name, digest, command.language, operator=command.operator)
