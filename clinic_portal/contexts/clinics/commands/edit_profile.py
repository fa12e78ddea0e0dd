"""Change what the clinic is called, speaks, is paid in and lives by."""

from clinic_portal.contexts.clinics import queries
from clinic_portal.contexts.clinics.held import held_profile
from clinic_portal.contracts.clinics import ClinicProfileChanged, EditProfile
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.refusals import Stale
from clinic_portal.foundation.work import current_work


def edit_profile(command: EditProfile) -> None:
    """Raises Stale with the house as others left it."""
    profile, session = held_profile(), current_work()
    if profile.version != command.version:
        raise Stale(queries.directory())
    fields = command.model_dump(exclude={"version"})
    for name, value in fields.items():
        setattr(profile, name, value)
    if session.is_modified(profile):
        session.flush()
        publish(ClinicProfileChanged(slug=queries.directory().clinic.slug, **fields))
