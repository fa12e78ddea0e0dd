"""Keep the entered clinic's name, to show it in a person's list of clinics."""

from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.identity.models import Workplace
from clinic_portal.contracts.clinics import ClinicCreated
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work


def keep_clinic(event: ClinicCreated) -> None:
    """A projection: runs in the transaction that opens the clinic, and may run twice."""
    shown = {"slug": event.slug, "name": event.name}
    current_work().execute(
        insert(Workplace)
        .values(clinic_id=current_clinic_id(), **shown)
        .on_conflict_do_update(index_elements=[Workplace.clinic_id], set_=shown)
    )
