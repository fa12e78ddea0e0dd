"""The clinic's own states as others see them."""

from sqlalchemy import select

from clinic_portal.contexts.agenda.substates.models import Substate
from clinic_portal.contracts.agenda.substates import SubstateView
from clinic_portal.foundation.work import current_work


def substates() -> tuple[SubstateView, ...]:
    """All of them by fixed state and name, retired too."""
    return tuple(map(view, current_work().scalars(select(Substate).order_by(Substate.under, Substate.name))))


def view(row: Substate) -> SubstateView:
    plain = SubstateView.model_fields.keys() - {"retired"}
    return SubstateView.model_validate(
        {**{name: getattr(row, name) for name in plain}, "retired": row.retired_at is not None}
    )
