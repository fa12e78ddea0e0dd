"""A member's row, to be changed, and beside it how the member stands."""

from sqlalchemy import select

from clinic_portal.contexts.identity import roster
from clinic_portal.contexts.identity.models import Membership
from clinic_portal.contracts.identity import MemberView
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work


def held_member(user_id: int) -> tuple[Membership, MemberView]:
    """Raises NotFound; kept from other writers until the end of the work."""
    statement = select(Membership).where(Membership.user_id == user_id).with_for_update(key_share=True)
    row = current_work().scalars(statement.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise NotFound
    # Read only now: whatever another work changed while this one waited for the lock is seen.
    return row, roster.member(user_id)
