"""End a member's access to the entered clinic, at once."""

from clinic_portal.contexts.identity import standing
from clinic_portal.contexts.identity.commands.forget_sessions import forget_sessions
from clinic_portal.contexts.identity.commands.held_member import held_member
from clinic_portal.contexts.identity.commands.void_promises import NOTHING, void_promises_of, void_promises_to
from clinic_portal.contracts.identity import MemberDeactivated, NotOneself
from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events import publish


def deactivate_member(user_id: int) -> None:
    """Raises NotFound, NotOneself, MoreThanOwn or NobodyLeft; nothing happens to who is deactivated already."""
    before = standing.holdings()
    row, stands = held_member(user_id)
    if not stands.active:
        return
    if user_id == current_actor_id():
        raise NotOneself
    standing.refuse_more_than_own(stands.permissions)
    standing.refuse_nobody_left(before, {one: held for one, held in before.items() if one != user_id})
    row.deactivated_at = now()
    void_promises_to(stands.email)
    void_promises_of(user_id, NOTHING)
    publish(MemberDeactivated(user_id=user_id))
    forget_sessions(user_id)
