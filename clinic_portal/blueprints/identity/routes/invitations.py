"""Inviting somebody to work in the clinic, and what can be done about an open invitation."""

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.identity.doors import identity
from clinic_portal.blueprints.identity.giving import can_be_given
from clinic_portal.blueprints.identity.routes.staff import listed
from clinic_portal.blueprints.identity.staff_forms import InvitationForm
from clinic_portal.foundation.web.pages import answer, done, go_to
from clinic_portal.foundation.web.submit import submit


def new() -> Response:
    form = _form()
    form.begin()
    return _show(form, 200)


def create() -> ResponseReturnValue:
    form = _form()

    def act() -> Response:
        invited = identity().invite(form.command())
        return go_to(
            url_for("identity.staff_index"), _("An invitation to %(email)s is on its way.", email=invited.email)
        )

    return submit(form, act, lambda _refusal, status: _show(form, status))


def resend(invitation_id: int) -> Response:
    identity().resend_invitation(invitation_id)
    return _back(_("The invitation is on its way again; the link in the earlier letter is void."))


def withdraw(invitation_id: int) -> Response:
    identity().withdraw_invitation(invitation_id)
    return _back(_("The invitation is withdrawn: its link is void."))


def _form() -> InvitationForm:
    form = InvitationForm()
    form.offer(can_be_given(identity().roles()))
    return form


def _show(form: InvitationForm, status: int) -> Response:
    return answer("identity/invite.html", "identity/_invite_form.html", status, form=form)


def _back(said: str) -> Response:
    then = url_for("identity.staff_index", q=request.args.get("q"), status=request.args.get("status"))
    return done("identity/_staff.html", then, said, **listed())
