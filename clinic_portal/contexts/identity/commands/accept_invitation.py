"""Somebody who was invited joins the entered clinic."""

from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.identity import passwords, queries, rules
from clinic_portal.contexts.identity.commands.add_person import add_person
from clinic_portal.contexts.identity.commands.forget_sessions import forget_sessions
from clinic_portal.contexts.identity.commands.held_invitation import held_offer
from clinic_portal.contexts.identity.models import Invitation, Membership
from clinic_portal.contexts.identity.offers import link_in, offer
from clinic_portal.contracts.identity import AnothersInvitation, InvitationAccepted, RegisterInvited, WeakPassword
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work, work


def accept_invitation(token: str, user_id: int) -> None:
    """A known person joins; raises InvitationOver or AnothersInvitation."""
    invitation = held_offer(link_in(token))
    if queries.email_of(user_id) != invitation.email:
        raise AnothersInvitation
    _join(user_id, invitation)


def register_invited(command: RegisterInvited, *, demo: bool) -> None:
    """A new person joins; raises InvitationOver, WeakPassword or EmailTaken. A refused password uses nothing up."""
    link = link_in(command.token)
    with work():
        email = offer(link).email
    if rules.is_weak(command.password, email, demo=demo):
        raise WeakPassword(fields={"password": WeakPassword.message})
    digest = passwords.digest(command.password)
    with work():
        invitation = held_offer(link)
        _join(add_person(email, command.name, digest, command.language), invitation)


def _join(user_id: int, invitation: Invitation) -> None:
    """Who is a member already, by another way, keeps the role they have."""
    place = {"role": invitation.role, "role_id": invitation.role_id, "deactivated_at": None}
    row = insert(Membership).values(clinic_id=current_clinic_id(), user_id=user_id, **place)
    change = {**place, "version": Membership.version + 1}
    gone = Membership.deactivated_at.is_not(None)
    current_work().execute(row.on_conflict_do_update(constraint="pk_membership", set_=change, where=gone))
    invitation.accepted_at = now()
    publish(InvitationAccepted(invitation_id=invitation.id, user_id=user_id))
    forget_sessions(user_id)
