"""Give a member another role."""

from clinic_portal.contexts.identity import roster, standing
from clinic_portal.contexts.identity.commands.forget_sessions import forget_sessions
from clinic_portal.contexts.identity.commands.held_member import held_member
from clinic_portal.contexts.identity.commands.void_promises import void_promises_of
from clinic_portal.contracts.identity import ChangeMemberRole, MemberRoleChanged, MemberView
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.refusals import Stale
from clinic_portal.foundation.work import current_work


def change_member_role(command: ChangeMemberRole) -> MemberView:
    """Raises NotFound, Stale, UnknownRole, MoreThanOwn or NobodyLeft."""
    before = standing.holdings()
    row, stands = held_member(command.user_id)
    if row.version != command.version:
        raise Stale(stands)
    wanted = standing.choose(command.role)
    standing.refuse_more_than_own(wanted.permissions, stands.permissions)
    if stands.active:
        standing.refuse_nobody_left(before, {**before, command.user_id: wanted.permissions})
    row.role, row.role_id = wanted.role, wanted.role_id
    if not current_work().is_modified(row):
        return stands
    current_work().flush()
    void_promises_of(command.user_id, wanted.permissions)
    publish(MemberRoleChanged(user_id=command.user_id, role=command.role))
    forget_sessions(command.user_id)
    return roster.member(command.user_id)
