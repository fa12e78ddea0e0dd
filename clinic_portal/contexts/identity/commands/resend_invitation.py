"""Send an invitation again; the links of earlier letters are void."""

from clinic_portal.contexts.identity import standing
from clinic_portal.contexts.identity.commands.invite_user import GOOD_FOR
from clinic_portal.contexts.identity.models import Invitation
from clinic_portal.contracts.identity import UserInvited
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.ids import new_id


def resend_invitation(row: Invitation) -> None:
    """Raises MoreThanOwn."""
    standing.refuse_more_than_own(standing.choose(row.role or str(row.role_id)).permissions)
    moment = now()
    row.link, row.sent_at, row.expires_at = new_id(), moment, moment + GOOD_FOR
    publish(UserInvited(invitation_id=row.id, link=row.link))
