"""Add a branch with its opening hours."""

from clinic_portal.contexts.clinics.models import Branch, OpeningHoursRow
from clinic_portal.contracts.clinics import AddBranch, BranchView
from clinic_portal.foundation.work import current_work


def add_branch(command: AddBranch) -> BranchView:
    session = current_work()
    branch = Branch(name=command.name, address=command.address, phone=command.phone)
    session.add(branch)
    session.flush()
    session.add_all(
        OpeningHoursRow(branch_id=branch.id, weekday=weekday, opens=opens, closes=closes)
        for weekday, opens, closes in command.hours
    )
    return BranchView(id=branch.id, name=branch.name, address=branch.address, phone=branch.phone)
