"""Offers as they are read: those of a branch, and the one that a token or a message is about."""

import hmac
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from sqlalchemy import Row, select

from clinic_portal.contexts.agenda.links.tokens import digest_of, is_token, token_of
from clinic_portal.contexts.agenda.models import PatientCard
from clinic_portal.contexts.agenda.waiting_list.models import AskRow, OfferRow, WaitlistRow
from clinic_portal.contracts.agenda import Ask, AskState, GapOffer, OfferedTime
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

A, G, P, W = AskRow, OfferRow, PatientCard, WaitlistRow
PURPOSE = "offer"
"""The tokens' word for what they open."""
MOST = 200
Read = tuple[AskRow, OfferRow, WaitlistRow]
_ASKED = (
    select(A, G, W)
    .join(G, (G.clinic_id == A.clinic_id) & (G.id == A.offer_id))
    .join(W, (W.clinic_id == A.clinic_id) & (W.id == A.entry_id))
)


def gap_offers(branch_id: int | None = None, offer_id: int | None = None) -> tuple[GapOffer, ...]:
    """A branch's of times still to come, or one; the latest first. One statement."""
    which = G.id == offer_id if offer_id else (G.branch_id == branch_id) & (G.starts_at > now())
    rows = current_work().execute(
        select(A, G, W.state, P.name, P.phone)
        .join(G, (G.clinic_id == A.clinic_id) & (G.id == A.offer_id))
        .join(W, (W.clinic_id == A.clinic_id) & (W.id == A.entry_id))
        .join(P, (P.clinic_id == W.clinic_id) & (P.patient_id == W.patient_id))
        .where(which)
        .order_by(G.id.desc(), A.id)
        .limit(MOST)
    )
    return tuple(_offer(list(asked)) for _, asked in groupby(rows, key=lambda row: row[1].id))


def opened_by(token: str) -> Read:
    """The offer that a token opens, until its time has come; raises NotFound."""
    if not is_token(token):
        raise NotFound
    found = current_work().execute(_ASKED.where(A.digest == digest_of(token), A.starts_at > now())).one_or_none()
    if found is None:
        raise NotFound
    ask, offer, entry = found
    return ask, offer, entry


def asked(ask_id: int) -> Read:
    """Raises NotFound."""
    found = current_work().execute(_ASKED.where(A.id == ask_id)).one_or_none()
    if found is None:
        raise NotFound
    ask, offer, entry = found
    return ask, offer, entry


def token(ask: AskRow) -> str | None:
    """The token again; None when the portal's secret is another one than when the offer was made."""
    made = token_of(PURPOSE, ask.clinic_id, ask.seed)
    return made if hmac.compare_digest(digest_of(made), ask.digest) else None


def offered(ask: AskRow, offer: OfferRow, entry: WaitlistRow) -> OfferedTime:
    return OfferedTime(
        ask_id=ask.id,
        state=state_of(ask, offer.expires_at, entry.state),
        patient_id=entry.patient_id,
        practitioner_id=offer.practitioner_id,
        branch_id=offer.branch_id,
        starts_at=ask.starts_at,
        minutes=entry.minutes,
        expires_at=offer.expires_at,
        language=ask.language,
    )


def state_of(ask: AskRow, expires_at: datetime, entry_state: str) -> AskState:
    """What was answered; an offer that nobody can take any more has expired without a word being written."""
    if ask.state == AskState.ASKED and (expires_at <= now() or entry_state != "waiting"):
        return AskState.EXPIRED
    return AskState(ask.state)


def _offer(rows: Iterable[Row[AskRow, OfferRow, str, str, str]]) -> GapOffer:
    read = list(rows)
    offer = read[0][1]
    return GapOffer(
        id=offer.id,
        practitioner_id=offer.practitioner_id,
        branch_id=offer.branch_id,
        starts_at=offer.starts_at,
        minutes=offer.minutes,
        expires_at=offer.expires_at,
        asks=tuple(
            Ask(
                id=ask.id,
                entry_id=ask.entry_id,
                patient_name=name,
                patient_phone=phone,
                starts_at=ask.starts_at,
                state=state_of(ask, offer.expires_at, state),
                answered_at=ask.answered_at,
                appointment_id=ask.appointment_id,
            )
            for ask, _, state, name, phone in read
        ),
    )
