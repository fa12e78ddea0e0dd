"""A booking may have taken a time that is offered: whoever was asked for it is told, unless it is free all the same."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select

from clinic_portal.contexts.agenda.waiting_list.commands.answer_offer import end_asks
from clinic_portal.contexts.agenda.waiting_list.fitting import who_fits
from clinic_portal.contexts.agenda.waiting_list.models import AskRow, OfferRow, WaitlistRow
from clinic_portal.contracts.agenda import AskState, Gap
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.database.hot import HotRead
from clinic_portal.foundation.work import current_work

A, G, W = AskRow, OfferRow, WaitlistRow
_ASKED = HotRead(
    select(A.id, A.entry_id, A.starts_at, G.id, G.practitioner_id)
    .join(G, (G.clinic_id == A.clinic_id) & (G.id == A.offer_id))
    .join(W, (W.clinic_id == A.clinic_id) & (W.id == A.entry_id))
    .where(
        A.clinic_id == bindparam("clinic_id"),
        G.branch_id == bindparam("branch_id"),
        G.starts_at > bindparam("day_before"),
        G.starts_at < bindparam("ends_at"),
        G.expires_at > bindparam("moment"),
        A.state == AskState.ASKED.value,
        A.starts_at < bindparam("ends_at"),
        A.starts_at + func.make_interval(0, 0, 0, 0, 0, W.minutes) > bindparam("starts_at"),
    )
    .order_by(G.id, A.id)
    .execution_options(**{REVIEWED: "names its clinic itself, so that it is compiled once"})
)


def end_taken(house: ClinicDirectory, branch_id: int, starts_at: datetime, ends_at: datetime) -> int:
    """How many were told; one statement where nothing of that time is offered.

    Rooms and equipment are shared, so that offers with others at the branch are looked at, too.
    """
    asked = _ASKED.rows(
        current_work(),
        branch_id=branch_id,
        starts_at=starts_at,
        ends_at=ends_at,
        day_before=starts_at - timedelta(days=1),
        moment=now(),
    )
    gone = [
        (offer_id, ask_id)
        for ask_id, entry_id, at, offer_id, whom in asked
        if not who_fits(house, Gap(practitioner_id=whom, branch_id=branch_id, starts_at=at, minutes=5), [entry_id])
    ]
    return end_asks(gone)
