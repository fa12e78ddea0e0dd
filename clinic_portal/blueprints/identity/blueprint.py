"""The address table of identity."""

from flask import Blueprint

from clinic_portal.blueprints.identity.last_clinic import remember_clinic
from clinic_portal.blueprints.identity.noted import note_visit
from clinic_portal.blueprints.identity.routes import (
    again,
    home,
    invitations,
    joining,
    language,
    login,
    members,
    password,
    roles,
    sessions,
    staff,
)
from clinic_portal.contracts.identity import Permission
from clinic_portal.foundation.web.need import needs, public, signed_in
from clinic_portal.foundation.web.urls import page

blueprint = Blueprint("identity", __name__)
blueprint.after_app_request(remember_clinic)
blueprint.after_app_request(note_visit)

_DOOR = public("whoever is not signed in yet")
_LETTER = public("the link's token is the key")
_MANAGE = needs(Permission.MANAGE_STAFF)
STAFF, ROLES = "/c/<clinic>/staff", "/c/<clinic>/roles"
INVITATION, MEMBER, ROLE = (
    f"{STAFF}/invitations/<int:invitation_id>",
    f"{STAFF}/<int:user_id>",
    f"{ROLES}/<int:role_id>",
)

page(blueprint, "GET", "/", home.show, signed_in())
page(blueprint, "GET", "/clinics", home.choose, signed_in())
page(blueprint, "GET", "/login", login.show, _DOOR)
page(blueprint, "POST", "/login", login.create, _DOOR)
page(blueprint, "POST", "/login/again", again.create, _DOOR)
page(blueprint, "POST", "/login/again/resume", again.resume, signed_in())
page(blueprint, "POST", "/logout", login.end, public("a session that is over already may be left too"))
page(blueprint, "GET", "/password/forgotten", password.forgotten, _DOOR)
page(blueprint, "POST", "/password/forgotten", password.ask, _DOOR)
page(blueprint, "GET", "/password/reset/<token>", password.choose, _LETTER)
page(blueprint, "POST", "/password/reset/<token>", password.change, _LETTER)
page(blueprint, "GET", "/me/sessions", sessions.show, signed_in())
page(blueprint, "POST", "/me/sessions/others/end", sessions.end_others, signed_in())
page(blueprint, "POST", "/me/sessions/<handle>/end", sessions.end, signed_in())
page(blueprint, "POST", "/me/language", language.change, public("one chooses a language before signing in"))
page(blueprint, "GET", "/invitations/<token>", joining.show, _LETTER)
page(blueprint, "POST", "/invitations/<token>", joining.accept, _LETTER)

page(blueprint, "GET", STAFF, staff.index, _MANAGE)
page(blueprint, "GET", f"{STAFF}/invitations/new", invitations.new, _MANAGE)
page(blueprint, "POST", f"{STAFF}/invitations/new", invitations.create, _MANAGE)
page(blueprint, "POST", f"{INVITATION}/letters", invitations.resend, _MANAGE)
page(blueprint, "POST", f"{INVITATION}/withdrawal", invitations.withdraw, _MANAGE)
page(blueprint, "GET", MEMBER, members.show, _MANAGE)
page(blueprint, "POST", f"{MEMBER}/role", members.save, _MANAGE)
page(blueprint, "POST", f"{MEMBER}/deactivation", members.deactivate, _MANAGE)
page(blueprint, "POST", f"{MEMBER}/reactivation", members.reactivate, _MANAGE)
page(blueprint, "POST", f"{MEMBER}/sessions/end", members.end_sessions, _MANAGE)
page(blueprint, "POST", f"{MEMBER}/sessions/<handle>/end", members.end_session, _MANAGE)
page(blueprint, "GET", ROLES, roles.index, _MANAGE)
page(blueprint, "GET", f"{ROLES}/new", roles.new, _MANAGE)
page(blueprint, "POST", f"{ROLES}/new", roles.create, _MANAGE)
page(blueprint, "GET", ROLE, roles.show, _MANAGE)
page(blueprint, "POST", ROLE, roles.save, _MANAGE)
page(blueprint, "POST", f"{ROLE}/retirement", roles.retire, _MANAGE)
