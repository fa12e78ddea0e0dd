"""Make a person a member of the entered clinic, or give them another role there."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.identity.commands.forget_sessions import forget_sessions
from clinic_portal.contexts.identity.models import AppUser, Membership
from clinic_portal.contracts.identity import JoinClinic
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work


def join_clinic(command: JoinClinic) -> None:
    """Raises NotFound for a person who does not exist."""
    session = current_work()
    if session.scalar(select(AppUser.id).where(AppUser.id == command.user_id)) is None:
        raise NotFound
    place = {"role": command.role.value, "role_id": None, "deactivated_at": None}
    row = insert(Membership).values(clinic_id=current_clinic_id(), user_id=command.user_id, **place)
    change = {**place, "version": Membership.version + 1}
    session.execute(row.on_conflict_do_update(constraint="pk_membership", set_=change))
    forget_sessions(command.user_id)
