"""Keep the entered clinic's name, to show it in a person's list of clinics."""

from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.identity.models import Workplace
from clinic_portal.contracts.clinics import ClinicCreated
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work


def keep_clinic(event: ClinicCreated) -> None:
    """A projection: runs in the transaction that opens the clinic, and may run twice."""
    kept = {"slug": event.slug, "name": event.name}
    row = insert(Workplace).values(clinic_id=current_clinic_id(), **kept)
    current_work().execute(row.on_conflict_do_update(constraint="pk_workplace", set_=kept))
