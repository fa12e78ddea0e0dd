"""A view of the agenda as it is kept, and back."""

from clinic_portal.blueprints.agenda.asked import shown_by, values_of
from clinic_portal.blueprints.agenda.shown import Shown
from clinic_portal.contracts.agenda import ViewFields
from clinic_portal.contracts.clinics import ClinicDirectory


def fields_of(shown: Shown) -> ViewFields:
    return ViewFields(
        span=shown.span,
        by=shown.by,
        branch_id=shown.branch.id,
        whose=shown.whose,
        cancelled=shown.cancelled,
        only=shown.only,
        kinds=shown.kinds,
        states=shown.states,
    )


def shown_in(fields: ViewFields, day: str, house: ClinicDirectory) -> Shown:
    """What was kept, on a day; what is gone from the clinic since is left out."""
    return shown_by({**values_of(fields, house), "day": day}, house, fields.span)
