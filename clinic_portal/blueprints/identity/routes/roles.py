"""The roles of a clinic: those built in, and its own."""

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.identity.doors import identity
from clinic_portal.blueprints.identity.giving import own_permissions
from clinic_portal.blueprints.identity.role_words import AREAS, role_title
from clinic_portal.blueprints.identity.staff_forms import RoleForm
from clinic_portal.contracts.identity import RoleView
from clinic_portal.foundation.refusals import Refusal, Stale
from clinic_portal.foundation.web.pages import answer, go_to
from clinic_portal.foundation.web.submit import submit


def index() -> Response:
    return answer(
        "identity/roles.html", "identity/_roles.html", roles=identity().roles(), areas=AREAS, role_title=role_title
    )


def new() -> Response:
    form = RoleForm()
    form.begin()
    return _show(form, None, 200)


def create() -> ResponseReturnValue:
    form = RoleForm()

    def act() -> Response:
        role = identity().create_role(form.creation())
        return go_to(url_for("identity.roles_index"), _("The role %(name)s is there.", name=role.role.name))

    return submit(form, act, lambda _refusal, status: _show(form, None, status))


def show(role_id: int) -> Response:
    role, form = identity().role(role_id), RoleForm()
    form.show(role)
    return _show(form, role, 200)


def save(role_id: int) -> ResponseReturnValue:
    """Save; or compare with what stands now; or take theirs into the form, without saving."""
    stands, form = identity().role(role_id), RoleForm()
    if "take" in request.form:
        form.show(stands)
        return _show(form, stands, 200)

    def act() -> Response:
        role = identity().edit_role(form.edit(role_id))
        said = _("The role %(name)s is saved, and holds at once.", name=role.role.name)
        return go_to(url_for("identity.roles_index"), said)

    return submit(form, act, lambda refusal, status: _again(form, stands, refusal, status))


def retire(role_id: int) -> Response:
    identity().retire_role(role_id)
    return go_to(url_for("identity.roles_index"), _("The role is retired: nobody can be given it any more."))


def _again(form: RoleForm, stands: RoleView, refusal: Refusal | None, status: int) -> Response:
    if not isinstance(refusal, Stale):
        return _show(form, stands, status)
    form.version.process_data(refusal.theirs.version)
    return _show(form, refusal.theirs, status, theirs=refusal.theirs)


def _show(form: RoleForm, role: RoleView | None, status: int, theirs: RoleView | None = None) -> Response:
    """What the visitor may not do themselves cannot be ticked, and what the role has of it cannot be unticked."""
    return answer(
        "identity/role.html",
        "identity/_role_form.html",
        status,
        form=form,
        role=role,
        theirs=theirs,
        areas=AREAS,
        own=own_permissions(),
    )
