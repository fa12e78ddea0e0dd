"""Make a person a member of the entered clinic, or give them another role there."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.identity import queries, session_cache
from clinic_portal.contexts.identity.models import AppUser, Membership
from clinic_portal.contracts.identity import JoinClinic
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import after_commit, current_work


def join_clinic(command: JoinClinic) -> None:
    """Raises NotFound for a person who does not exist."""
    session = current_work()
    if session.scalar(select(AppUser.id).where(AppUser.id == command.user_id)) is None:
        raise NotFound
    row = insert(Membership).values(clinic_id=current_clinic_id(), user_id=command.user_id, role=command.role.value)
    session.execute(row.on_conflict_do_update(constraint="pk_membership", set_={"role": command.role.value}))
    digests = queries.open_digests(command.user_id)
    after_commit(lambda: session_cache.forget(*digests))
