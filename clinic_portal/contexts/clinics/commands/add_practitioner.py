"""Add a practitioner to a branch."""

from clinic_portal.contexts.clinics import queries
from clinic_portal.contexts.clinics.models import Practitioner
from clinic_portal.contracts.clinics import AddPractitioner, PractitionerAdded, PractitionerView
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work


def add_practitioner(command: AddPractitioner) -> PractitionerView:
    """Raises NotFound for a branch that is not the clinic's, or a room that is not the branch's."""
    if not queries.has_branch(command.branch_id):
        raise NotFound
    if command.room_id is not None and not queries.has_room(command.branch_id, command.room_id):
        raise NotFound
    session = current_work()
    practitioner = Practitioner(**command.model_dump())
    session.add(practitioner)
    session.flush()
    publish(PractitionerAdded(practitioner_id=practitioner.id, branch_id=practitioner.branch_id))
    return PractitionerView(id=practitioner.id, **command.model_dump())
