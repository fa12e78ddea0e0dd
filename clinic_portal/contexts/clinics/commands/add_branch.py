"""Add a branch with its opening hours."""

from clinic_portal.contexts.clinics.held import named_once
from clinic_portal.contexts.clinics.models import Branch
from clinic_portal.contexts.clinics.phones import kept_phone
from clinic_portal.contexts.clinics.timetable import keep_hours
from clinic_portal.contracts.clinics import AddBranch, BranchAdded, BranchView
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.work import current_work


def add_branch(command: AddBranch) -> BranchView:
    """Raises NameTaken, BadPhone or BadHours."""
    branch = Branch(name=command.name, address=command.address, phone=kept_phone(command.phone))
    with named_once():
        current_work().add(branch)
    keep_hours(branch.id, command.hours)
    publish(BranchAdded(branch_id=branch.id))
    return BranchView(id=branch.id, name=branch.name, address=branch.address, phone=branch.phone)
