"""Take one of the clinic's own roles off the list."""

from clinic_portal.contexts.identity import standing
from clinic_portal.contexts.identity.commands.edit_role import held_role
from clinic_portal.contexts.identity.role_list import view_of
from clinic_portal.contexts.identity.standing import included
from clinic_portal.contracts.identity import RoleInUse, RoleRetired
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events import publish


def retire_role(role_id: int) -> None:
    """Raises NotFound, MoreThanOwn or RoleInUse; nothing happens to one that is retired already."""
    row = held_role(role_id)
    if row.retired_at:
        return
    standing.refuse_more_than_own(included(None, row.permissions))
    if holders := view_of(row).holders:
        raise RoleInUse(holders)
    row.retired_at = now()
    publish(RoleRetired(role_id=role_id))
