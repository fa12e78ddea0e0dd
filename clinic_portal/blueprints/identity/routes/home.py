"""Where one arrives: the clinic one was in last, or the choice among several."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.identity.landing import landing
from clinic_portal.blueprints.identity.last_clinic import COOKIE
from clinic_portal.blueprints.identity.places import open_places
from clinic_portal.blueprints.identity.role_words import place_title
from clinic_portal.foundation.web.pages import SEE_OTHER


def show() -> ResponseReturnValue:
    pages = {place.slug: landing(place) for place, _clinic in open_places()}
    last = request.cookies.get(COOKIE)
    chosen = last if last in pages else next(iter(pages)) if len(pages) == 1 else None
    return redirect(pages[chosen] if chosen else url_for("identity.home_choose"), SEE_OTHER)


def choose() -> ResponseReturnValue:
    return render_template("identity/clinics.html", places=open_places(), landing=landing, place_title=place_title)
