"""Write what the clinic tells its patients in one language."""

from sqlalchemy import select

from clinic_portal.contexts.clinics import queries
from clinic_portal.contexts.clinics.held import held_profile
from clinic_portal.contexts.clinics.models import ClinicText
from clinic_portal.contracts.clinics import ClinicTextsChanged, EditTexts
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.refusals import Stale
from clinic_portal.foundation.work import current_work

NEVER_WRITTEN = 0


def edit_texts(command: EditTexts) -> None:
    """Raises Stale with the house as others left it."""
    held_profile()
    session = current_work()
    stands = session.scalars(select(ClinicText).where(ClinicText.language == command.language)).one_or_none()
    if (stands.version if stands else NEVER_WRITTEN) != command.version:
        raise Stale(queries.directory())
    texts = stands or ClinicText(language=command.language)
    for name, value in command.model_dump(exclude={"version", "language"}).items():
        setattr(texts, name, value)
    session.add(texts)
    if session.is_modified(texts):
        session.flush()
        publish(ClinicTextsChanged(language=command.language))
