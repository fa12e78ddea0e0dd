"""Read the rules, and change them without losing what another administrator changed meanwhile."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.agenda.policy.models import DayPolicyRow
from clinic_portal.contracts.agenda import DayPolicy, SetDayPolicy
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.refusals import Stale
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work


def day_policy() -> DayPolicy:
    row = current_work().scalar(select(DayPolicyRow))
    return _view(row) if row else DayPolicy()


def set_day_policy(command: SetDayPolicy) -> DayPolicy:
    """Raises Stale."""
    session, rules = current_work(), command.model_dump(exclude={"version"})
    if command.version == 0:
        first = (
            insert(DayPolicyRow)
            .values(clinic_id=current_clinic_id(), version=1, **rules)
            .on_conflict_do_nothing()
            .returning(DayPolicyRow.version)
            .execution_options(**{REVIEWED: "writes the entered clinic's id"})
        )
        if session.scalar(first):
            return day_policy()
    row = session.scalars(select(DayPolicyRow).with_for_update()).one_or_none()
    if row is None or row.version != command.version:
        raise Stale(day_policy())
    for name, value in rules.items():
        setattr(row, name, value)
    session.flush()
    return _view(row)


def _view(row: DayPolicyRow) -> DayPolicy:
    return DayPolicy(
        amber_minutes=row.amber_minutes,
        red_minutes=row.red_minutes,
        cancel_hours=row.cancel_hours,
        noshow_limit=row.noshow_limit,
        prompt_minutes=row.prompt_minutes,
        version=row.version,
    )
