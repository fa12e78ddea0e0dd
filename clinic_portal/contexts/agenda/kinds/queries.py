"""The kinds of appointment as others see them."""

from sqlalchemy import select

from clinic_portal.contexts.agenda.models import AppointmentType
from clinic_portal.contracts.agenda import AppointmentTypeView
from clinic_portal.foundation.work import current_work


def types() -> tuple[AppointmentTypeView, ...]:
    """All of them by name, retired ones too."""
    return tuple(map(view, current_work().scalars(select(AppointmentType).order_by(AppointmentType.name))))


def view(row: AppointmentType) -> AppointmentTypeView:
    plain = AppointmentTypeView.model_fields.keys() - {"retired"}
    return AppointmentTypeView(**{name: getattr(row, name) for name in plain}, retired=row.retired_at is not None)
