"""Open a new clinic: its line in the registry as an operator, then its profile inside of it."""

from clinic_portal.contexts.clinics import queries
from clinic_portal.contexts.clinics.models import ClinicProfile
from clinic_portal.contracts.clinics import ClinicCreated, ClinicVerb, ClinicView, CreateClinic, SlugTaken
from clinic_portal.foundation.database.operator import Link
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.naming import named_once
from clinic_portal.foundation.record import recorded
from clinic_portal.foundation.tenancy import inside, outside
from clinic_portal.foundation.work import work


def create_clinic(command: CreateClinic) -> ClinicView:
    """Raises SlugTaken. A clinic whose opening broke off between the two steps is opened by the next try."""
    with outside(), work():
        begun = queries.id_of(command.slug)
    if begun is not None and _is_open(begun):
        raise _taken()
    clinic_id = _register(command, begun)
    with inside(clinic_id), work() as session:
        # Two may go on with one that was begun.
        with named_once(_taken, "pk_clinic_profile"):
            session.add(ClinicProfile(**command.model_dump(exclude={"slug"})))
        publish(ClinicCreated(slug=command.slug, name=command.name))
    return ClinicView(id=clinic_id, **command.model_dump())


def _taken() -> SlugTaken:
    return SlugTaken(fields={"slug": SlugTaken.message})


def _is_open(clinic_id: int) -> bool:
    with inside(clinic_id), work():
        return queries.clinic() is not None


def _register(command: CreateClinic, begun: int | None) -> int:
    """Of two who take a slug at once, one does."""
    with recorded(ClinicVerb.CREATE) as doing:
        doing.about = begun or _insert(doing.link, command.slug)
        doing.tell({"slug": command.slug} if begun else None, command.model_dump(mode="json"))
        return doing.about


def _insert(link: Link, slug: str) -> int:
    row = link.execute("INSERT INTO clinics.clinic (slug) VALUES (%s) ON CONFLICT DO NOTHING RETURNING id", [slug])
    found = row.fetchone()
    if found is None:
        raise _taken()
    return int(found[0])
