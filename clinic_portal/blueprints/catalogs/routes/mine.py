"""A person's own stars in a catalog: given and taken away, for nobody else."""

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from clinic_portal.blueprints.catalogs.doors import catalogs, my_terms
from clinic_portal.blueprints.catalogs.eyes import asked_eyes, own_eyes
from clinic_portal.blueprints.catalogs.shelves import shelf_of
from clinic_portal.contracts.catalogs import Star
from clinic_portal.foundation.web.pages import done

NO = "0"


def save(kind: str, term_id: int) -> ResponseReturnValue:
    """Star a term or, with `starred=0`, take the star away; answered with what the person has at hand."""
    shelf = shelf_of(kind)
    star = Star(kind=shelf.kind, term_id=term_id, user_id=current_user.user_id)
    if request.form.get("starred") == NO:
        catalogs().unstar(star)
    else:
        catalogs().star(star)
    q, page = (request.form.get(name) or None for name in ("q", "page"))
    there = url_for("catalogs.terms_index", kind=kind, q=q, page=page)
    return done("catalogs/_mine.html", there, shelf=shelf, mine=my_terms(shelf.kind), eyes=asked_eyes(own_eyes()))
