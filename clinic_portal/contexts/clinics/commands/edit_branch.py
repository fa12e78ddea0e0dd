"""Change a branch and its opening hours, unless somebody else has changed it meanwhile."""

from clinic_portal.contexts.clinics.held import held, named_once, touch
from clinic_portal.contexts.clinics.models import Branch
from clinic_portal.contexts.clinics.phones import kept_phone
from clinic_portal.contexts.clinics.timetable import keep_hours
from clinic_portal.contracts.clinics import BranchEdited, BranchView, EditBranch
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.work import current_work


def edit_branch(command: EditBranch) -> BranchView:
    """Raises NotFound, Stale, NameTaken, BadPhone or BadHours."""
    branch = held(Branch, command.branch_id, command.version)
    # Asked before anything is set: what is asked for is written first, and each writing is another version.
    phone, other_hours = kept_phone(command.phone), keep_hours(branch.id, command.hours)
    with named_once():
        branch.name, branch.address, branch.phone = command.name, command.address, phone
        if other_hours:
            touch(branch)
        changed = current_work().is_modified(branch)
    if changed:
        publish(BranchEdited(branch_id=branch.id))
    return BranchView(
        id=branch.id,
        name=branch.name,
        address=branch.address,
        phone=branch.phone,
        version=branch.version,
        retired=branch.retired_at is not None,
    )
