"""The features that can be switched on, and switching one for a clinic."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clinic_portal.blueprints.operations.doors import registry
from clinic_portal.blueprints.operations.routes.clinics import shown
from clinic_portal.contracts.clinics import FLAGS
from clinic_portal.foundation.web.pages import go_to, tell, wants_fragment


def index() -> ResponseReturnValue:
    """The whole list, and in how many clinics each is on."""
    return render_template("operations/flags.html", flags=FLAGS, counts=registry().flag_counts())


def switch(slug: str, key: str) -> ResponseReturnValue:
    """On with `on=1`, else off."""
    on = request.form.get("on") == "1"
    registry().switch_flag(slug, key, on=on)
    said = _("%(flag)s is on.", flag=key) if on else _("%(flag)s is off.", flag=key)
    if wants_fragment():
        return tell(shown(slug), said)
    return go_to(url_for("operations.clinics_show", slug=slug), said)
