"""What is documented between ingredients and classes of medications."""

from sqlalchemy import case, select

from clinic_portal.contexts.catalogs.models import InteractionRow
from clinic_portal.contracts.catalogs import Interaction, Severity
from clinic_portal.foundation.work import current_work

_WORST_FIRST = case({one.value: place for place, one in enumerate(Severity)}, value=InteractionRow.severity)


def among(codes: tuple[str, ...]) -> tuple[Interaction, ...]:
    """Both sides of each are among `codes`; worst first."""
    found = (
        select(
            InteractionRow.first,
            InteractionRow.second,
            InteractionRow.severity,
            InteractionRow.effect,
            InteractionRow.source,
        )
        .where(InteractionRow.first.in_(codes), InteractionRow.second.in_(codes))
        .order_by(_WORST_FIRST, InteractionRow.first, InteractionRow.second)
    )
    return tuple(Interaction(**row._asdict()) for row in current_work().execute(found))
