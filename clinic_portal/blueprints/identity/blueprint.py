"""The address table of identity."""

from flask import Blueprint

from clinic_portal.blueprints.identity.last_clinic import remember_clinic
from clinic_portal.blueprints.identity.routes import again, home, language, login, password, sessions
from clinic_portal.foundation.web.need import public, signed_in
from clinic_portal.foundation.web.urls import page

blueprint = Blueprint("identity", __name__)
blueprint.after_app_request(remember_clinic)

_DOOR = public("whoever is not signed in yet")

page(blueprint, "GET", "/", home.show, signed_in())
page(blueprint, "GET", "/clinics", home.choose, signed_in())
page(blueprint, "GET", "/login", login.show, _DOOR)
page(blueprint, "POST", "/login", login.create, _DOOR)
page(blueprint, "POST", "/login/again", again.create, _DOOR)
page(blueprint, "POST", "/login/again/resume", again.resume, signed_in())
page(blueprint, "POST", "/logout", login.end, public("a session that is over already may be left too"))
page(blueprint, "GET", "/password/forgotten", password.forgotten, _DOOR)
page(blueprint, "POST", "/password/forgotten", password.ask, _DOOR)
page(blueprint, "GET", "/password/reset/<token>", password.choose, public("the link's token is the key"))
page(blueprint, "POST", "/password/reset/<token>", password.change, public("the link's token is the key"))
page(blueprint, "GET", "/me/sessions", sessions.show, signed_in())
page(blueprint, "POST", "/me/sessions/others/end", sessions.end_others, signed_in())
page(blueprint, "POST", "/me/sessions/<handle>/end", sessions.end, signed_in())
page(blueprint, "POST", "/me/language", language.change, public("one chooses a language before signing in"))
