"""One person of the clinic: their role, their access, and where they are signed in to it."""

from typing import Any

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from clinic_portal.blueprints.identity.devices import device_name, is_small
from clinic_portal.blueprints.identity.doors import identity
from clinic_portal.blueprints.identity.giving import can_be_given, own_permissions
from clinic_portal.blueprints.identity.role_words import AREAS, role_title
from clinic_portal.blueprints.identity.staff_forms import MemberRoleForm
from clinic_portal.contracts.identity import MemberView
from clinic_portal.foundation.refusals import Refusal, Stale
from clinic_portal.foundation.web.pages import answer, done
from clinic_portal.foundation.web.submit import submit


def show(user_id: int) -> Response:
    member = identity().member(user_id)
    return answer("identity/member.html", "identity/_member.html", **_seen(member))


def save(user_id: int) -> ResponseReturnValue:
    """Give another role; or show what somebody else has given meanwhile."""
    member = identity().member(user_id)
    form = _form(member)

    def act() -> Response:
        changed = identity().change_member_role(form.command(user_id))
        role = role_title(changed.role)
        return _done(user_id, _("%(name)s is now: %(role)s.", name=changed.name, role=role))

    return submit(form, act, lambda refusal, status: _again(form, member, refusal, status))


def deactivate(user_id: int) -> Response:
    identity().deactivate_member(user_id)
    return _done(user_id, _("The access has ended. Whoever was signed in is out."))


def reactivate(user_id: int) -> Response:
    identity().reactivate_member(user_id)
    return _done(user_id, _("The access is back, in the same role."))


def end_session(user_id: int, handle: str) -> Response:
    identity().end_member_session(user_id, handle)
    return _done(user_id, _("The session has been ended."))


def end_sessions(user_id: int) -> Response:
    identity().end_member_sessions(user_id)
    return _done(user_id, _("All sessions in this clinic have been ended."))


def _done(user_id: int, said: str) -> Response:
    then = url_for("identity.members_show", user_id=user_id)
    return done("identity/_member.html", then, said, **_seen(identity().member(user_id)))


def _again(form: MemberRoleForm, member: MemberView, refusal: Refusal | None, status: int) -> Response:
    """What was chosen stays chosen; saving it again replaces what stands now, which has been seen."""
    theirs = None
    if isinstance(refusal, Stale):
        theirs = refusal.theirs
        form.version.process_data(theirs.version)
    seen = _seen(theirs or member, form)
    return answer("identity/member.html", "identity/_member.html", status, **seen, theirs=theirs)


def _form(member: MemberView) -> MemberRoleForm:
    """The roles that the visitor can give and, to be seen there, the one that the member has."""
    form, roles = MemberRoleForm(), identity().roles()
    mine = {role.role.key for role in can_be_given(roles)}
    form.offer(role for role in roles if role.role.key in {*mine, member.role.key})
    return form


def _seen(member: MemberView, form: MemberRoleForm | None = None) -> dict[str, Any]:
    if form is None:
        form = _form(member)
        form.show(member)
    sessions = identity().member_sessions(member.user_id)
    return {
        "member": member,
        "form": form,
        "areas": AREAS,
        "role_title": role_title,
        "above": not member.permissions <= own_permissions(),
        "oneself": member.user_id == current_user.user_id,
        "sessions": [(one, device_name(one.agent), is_small(one.agent)) for one in sessions],
    }
