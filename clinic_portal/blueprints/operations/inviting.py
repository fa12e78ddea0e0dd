"""An operator invites an administrator of a clinic: recorded, and done without being anybody there."""

from clinic_portal.contracts.identity import IdentityContract, InviteUser, PersonVerb
from clinic_portal.foundation.actor import acting_as
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.record import recorded
from clinic_portal.foundation.record.look import is_recorded
from clinic_portal.foundation.tenancy import inside


def invite(clinic_id: int, invitation: InviteUser) -> None:
    """Raises as identity's `invite` does; the letter says that it comes from the clinic."""
    with recorded(PersonVerb.INVITE, about=clinic_id, thing=invitation.email) as doing:
        with inside(clinic_id), acting_as(None):
            invited = find(IdentityContract).invite(invitation)
        sent = {"invitation": invited.id, "role": invitation.role}
        # A form that came twice invited once.
        doing.tell(sent if is_recorded(doing, sent) else None, sent)
