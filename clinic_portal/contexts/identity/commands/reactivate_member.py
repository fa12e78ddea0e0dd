"""Give a deactivated member the access back, in the role they had."""

from clinic_portal.contexts.identity import standing
from clinic_portal.contexts.identity.commands.forget_sessions import forget_sessions
from clinic_portal.contexts.identity.commands.held_member import held_member
from clinic_portal.contracts.identity import MemberReactivated
from clinic_portal.foundation.events import publish


def reactivate_member(user_id: int) -> None:
    """Raises NotFound or MoreThanOwn; nothing happens to who is active already."""
    row, stands = held_member(user_id)
    if stands.active:
        return
    standing.refuse_more_than_own(stands.permissions)
    row.deactivated_at = None
    publish(MemberReactivated(user_id=user_id))
    forget_sessions(user_id)
