"""The address table of catalogs."""

from flask import Blueprint

blueprint = Blueprint("catalogs", __name__)
