"""Where one arrives: the clinic one was in last, or the choice among several."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from clinic_portal.blueprints.identity.landing import landing
from clinic_portal.blueprints.identity.last_clinic import COOKIE
from clinic_portal.blueprints.identity.places import closed_places, open_places
from clinic_portal.blueprints.identity.role_words import place_title
from clinic_portal.foundation.web.pages import SEE_OTHER

RUNNING = "/operator/clinics"
"""Where those arrive who run the portal and work in no clinic."""


def show() -> ResponseReturnValue:
    pages = {place.slug: landing(place) for place, _clinic in open_places()}
    last = request.cookies.get(COOKIE)
    chosen = last if last in pages else next(iter(pages)) if len(pages) == 1 else None
    elsewhere = RUNNING if current_user.operator and not current_user.memberships else url_for("identity.home_choose")
    return redirect(pages[chosen] if chosen else elsewhere, SEE_OTHER)


def choose() -> ResponseReturnValue:
    return render_template(
        "identity/clinics.html",
        places=open_places(),
        closed=closed_places(),
        landing=landing,
        place_title=place_title,
    )
