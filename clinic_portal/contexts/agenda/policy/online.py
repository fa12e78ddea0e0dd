"""Read the rules for those who book by themselves, change them, and hold them while somebody does."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.agenda.policy.models import OnlinePolicyRow
from clinic_portal.contracts.agenda.online import OnlinePolicy, SetOnlinePolicy
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.refusals import NotFound, Stale
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work


def online_policy() -> OnlinePolicy:
    row = current_work().scalar(select(OnlinePolicyRow))
    return _view(row) if row else OnlinePolicy()


def set_online_policy(command: SetOnlinePolicy) -> OnlinePolicy:
    """Raises Stale."""
    session, rules = current_work(), command.model_dump(exclude={"version"})
    if command.version == 0:
        first = (
            insert(OnlinePolicyRow)
            .values(clinic_id=current_clinic_id(), version=1, **rules)
            .on_conflict_do_nothing()
            .returning(OnlinePolicyRow.version)
            .execution_options(**{REVIEWED: "writes the entered clinic's id"})
        )
        if session.scalar(first):
            return online_policy()
    row = session.scalars(select(OnlinePolicyRow).with_for_update()).one_or_none()
    if row is None or row.version != command.version:
        raise Stale(online_policy())
    for name, value in rules.items():
        setattr(row, name, value)
    session.flush()
    return _view(row)


def held_online_policy() -> OnlinePolicy:
    """What holds until the open work ends: those who book by themselves wait here for one another, and are counted.

    It comes before the schedules in the order of locks; raises NotFound once the clinic has closed it.
    """
    row = current_work().scalar(select(OnlinePolicyRow).with_for_update(key_share=True))
    if row is None or not row.open:
        raise NotFound
    return _view(row)


def _view(row: OnlinePolicyRow) -> OnlinePolicy:
    return OnlinePolicy(**{name: getattr(row, name) for name in OnlinePolicy.model_fields})
