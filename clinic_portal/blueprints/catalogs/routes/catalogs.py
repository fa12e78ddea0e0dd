"""All catalogs at a glance, with how many terms the clinic sees in each."""

from flask import render_template
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.catalogs.shelves import SHELVES
from clinic_portal.contracts.catalogs import CatalogsContract
from clinic_portal.foundation.directory import find


def index() -> ResponseReturnValue:
    return render_template("catalogs/index.html", shelves=SHELVES.values(), counts=find(CatalogsContract).counts())
