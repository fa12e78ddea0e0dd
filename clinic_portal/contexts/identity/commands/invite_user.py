"""Invite somebody to work in the entered clinic."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.identity import rules, standing
from clinic_portal.contexts.identity.models import AppUser, Invitation, Membership
from clinic_portal.contracts.identity import (
    InvitationView,
    InvitedAlready,
    InviteUser,
    UserInvited,
    WorkedHere,
    WorksHere,
)
from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.once import once
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.typed import one_line
from clinic_portal.foundation.work import current_work

GOOD_FOR = timedelta(days=7)


def invite_user(command: InviteUser) -> InvitationView:
    """Raises WorksHere, WorkedHere, InvitedAlready, UnknownRole or MoreThanOwn.

    Whether the e-mail is known in other clinics makes no difference that could be seen here.
    """
    return once(command, InvitationView, lambda: _invite(command))


def _invite(command: InviteUser) -> InvitationView:
    standing.hold_own()
    role, email, name = standing.choose(command.role), rules.normal_email(command.email), one_line(command.name)
    standing.refuse_more_than_own(role.permissions)
    _refuse_colleagues(email)
    moment, link = now(), new_id()
    row = insert(Invitation).values(
        clinic_id=current_clinic_id(),
        link=link,
        email=email,
        name=name,
        language=command.language,
        role=role.role,
        role_id=role.role_id,
        invited_by=current_actor_id(),
        sent_at=moment,
        expires_at=moment + GOOD_FOR,
    )
    invitation_id = current_work().scalar(row.on_conflict_do_nothing().returning(Invitation.id))
    if invitation_id is None:
        raise InvitedAlready(fields={"email": InvitedAlready.message})
    publish(UserInvited(invitation_id=invitation_id, link=link))
    return InvitationView(id=invitation_id, email=email)


def _refuse_colleagues(email: str) -> None:
    found = current_work().execute(
        select(Membership.deactivated_at).join(AppUser, AppUser.id == Membership.user_id).where(AppUser.email == email)
    )
    row = found.one_or_none()
    if row is not None:
        refusal = WorksHere if row.deactivated_at is None else WorkedHere
        raise refusal(fields={"email": refusal.message})
