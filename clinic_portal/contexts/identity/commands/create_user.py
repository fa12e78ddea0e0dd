"""Register a person."""

from clinic_portal.contexts.identity import passwords, rules
from clinic_portal.contexts.identity.commands.add_person import add_person
from clinic_portal.contracts.identity import CreateUser, PersonVerb, WeakPassword
from clinic_portal.foundation.record import recorded
from clinic_portal.foundation.work import work


def create_user(command: CreateUser, *, demo: bool) -> int:
    """Their id; raises EmailTaken or WeakPassword."""
    email = rules.normal_email(command.email)
    if rules.is_weak(command.password, email, demo=demo):
        raise WeakPassword
    digest = passwords.digest(command.password)
    with work():
        user_id = add_person(email, command.name, digest, command.language)
    if command.operator:
        _appoint(user_id, email)
    return user_id


def _appoint(user_id: int, email: str) -> None:
    """The mark of those who run the portal is not the web's role's to give: an operator's deed."""
    with recorded(PersonVerb.APPOINT, thing=email) as doing:
        doing.link.execute("UPDATE identity.app_user SET operator = true WHERE id = %s", [user_id])
        doing.tell({"operator": False}, {"operator": True})
