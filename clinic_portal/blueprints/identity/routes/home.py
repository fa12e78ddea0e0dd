"""Where one arrives: the clinic one was in last, or the choice among several."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.identity.last_clinic import COOKIE
from clinic_portal.blueprints.identity.places import open_places
from clinic_portal.foundation.web.pages import SEE_OTHER


def show() -> ResponseReturnValue:
    slugs = [place.slug for place, _clinic in open_places()]
    last = request.cookies.get(COOKIE)
    chosen = last if last in slugs else slugs[0] if len(slugs) == 1 else None
    return redirect(f"/c/{chosen}/agenda" if chosen else url_for("identity.home_choose"), SEE_OTHER)


def choose() -> ResponseReturnValue:
    return render_template("identity/clinics.html", places=open_places())
