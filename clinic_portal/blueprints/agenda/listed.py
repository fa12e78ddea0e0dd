"""Which part of the waiting list an address asks for."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from clinic_portal.blueprints.agenda.doors import house
from clinic_portal.contracts.agenda import WaitlistQuery
from clinic_portal.contracts.clinics import BranchView
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.typed import whole_number

FURTHEST = 10_000


@dataclass(frozen=True, slots=True)
class Listed:
    """A branch's list, of one practitioner or kind if they are chosen."""

    branch: BranchView
    query: WaitlistQuery

    def address(self, endpoint: str = "agenda.waiting_list_index", **more: Any) -> str:
        query = self.query
        chosen = {"practitioner": query.practitioner_id, "kind": query.type_id, "over": 1 if query.over else None}
        return url_for(endpoint, branch=self.branch.id, **(chosen | {"page": query.page} | more))


def listed() -> Listed:
    """Raises NotFound for a branch that is not this clinic's."""
    home, wanted = house(), whole_number(request.args.get("branch"))
    branch = home.branch(wanted) if wanted is not None else next(iter(home.branches), None)
    if branch is None:
        raise NotFound
    return Listed(
        branch,
        WaitlistQuery(
            branch_id=branch.id,
            practitioner_id=whole_number(request.args.get("practitioner")) or None,
            type_id=whole_number(request.args.get("kind")) or None,
            over=request.args.get("over") == "1",
            page=min(max(whole_number(request.args.get("page")) or 1, 1), FURTHEST),
        ),
    )
