"""A gap is offered to some whom it fits; each is told by message."""

from datetime import timedelta

from clinic_portal.contexts.agenda.links.tokens import digest_of, new_seed, token_of
from clinic_portal.contexts.agenda.waiting_list.asks import PURPOSE
from clinic_portal.contexts.agenda.waiting_list.fitting import who_fits
from clinic_portal.contexts.agenda.waiting_list.models import AskRow, OfferRow
from clinic_portal.contracts.agenda import Fit, InThePast, NobodyFits, OfferGap, WaitlistOffered
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work


def offer_gap(command: OfferGap, house: ClinicDirectory) -> int:
    """The new offer's id; raises InThePast or NobodyFits."""
    gap, moment = command.gap, now()
    ends_at = gap.starts_at + timedelta(minutes=gap.minutes)
    if ends_at <= moment:
        raise InThePast
    fits = who_fits(house, gap, only=command.entries)
    if not fits:
        raise NobodyFits
    offer = OfferRow(
        **gap.model_dump(),
        expires_at=min(moment + timedelta(hours=command.hours), max(fit.starts_at for fit in fits)),
        made_by=current_actor_id(),
    )
    session = current_work()
    session.add(offer)
    session.flush()
    for fit in fits:
        _ask(offer.id, fit)
    return offer.id


def _ask(offer_id: int, fit: Fit) -> None:
    seed, session = new_seed(), current_work()
    digest = digest_of(token_of(PURPOSE, current_clinic_id(), seed))
    row = AskRow(offer_id=offer_id, entry_id=fit.entry.id, starts_at=fit.starts_at, seed=seed, digest=digest)
    session.add(row)
    session.flush()
    publish(WaitlistOffered(ask_id=row.id, patient_id=fit.entry.patient_id))
