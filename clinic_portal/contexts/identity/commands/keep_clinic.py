"""Keep the entered clinic's name, to show it in a person's list of clinics."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.identity.commands.forget_sessions import forget_sessions
from clinic_portal.contexts.identity.models import Membership, Workplace
from clinic_portal.contracts.clinics import ClinicCreated, ClinicProfileChanged
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work


def keep_clinic(event: ClinicCreated | ClinicProfileChanged) -> None:
    """A projection: runs in the transaction that opens or renames the clinic, and may run twice."""
    kept = {"slug": event.slug, "name": event.name}
    row = insert(Workplace).values(clinic_id=current_clinic_id(), **kept)
    current_work().execute(row.on_conflict_do_update(constraint="pk_workplace", set_=kept))


def rename_clinic(event: ClinicProfileChanged) -> None:
    """Open sessions say the clinic's name as well: what is remembered of its people is no longer true."""
    keep_clinic(event)
    forget_sessions(*current_work().scalars(select(Membership.user_id)))
