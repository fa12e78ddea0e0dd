"""Open a new clinic: its line in the registry as an operator, then its profile inside of it."""

from clinic_portal.contexts.clinics import queries
from clinic_portal.contexts.clinics.models import ClinicProfile
from clinic_portal.contracts.clinics import ClinicCreated, ClinicView, CreateClinic, SlugTaken
from clinic_portal.foundation.database.operator import as_operator
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.work import work


def create_clinic(command: CreateClinic) -> ClinicView:
    """Raises SlugTaken. A clinic whose opening broke off between the two steps is opened by the next try."""
    clinic_id = _register(command.slug)
    with inside(clinic_id), work() as session:
        if queries.clinic() is not None:
            raise SlugTaken
        session.add(ClinicProfile(**command.model_dump(exclude={"slug"})))
        session.flush()
        publish(ClinicCreated(slug=command.slug, name=command.name))
    return ClinicView(id=clinic_id, **command.model_dump())


def _register(slug: str) -> int:
    with as_operator() as connection:
        connection.execute("INSERT INTO clinics.clinic (slug) VALUES (%s) ON CONFLICT DO NOTHING", [slug])
        row = connection.execute("SELECT id FROM clinics.clinic WHERE slug = %s", [slug]).fetchone()
    if row is None:
        raise SlugTaken
    return int(row[0])
