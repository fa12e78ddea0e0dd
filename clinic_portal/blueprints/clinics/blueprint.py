"""The address table of clinics."""

from flask import Blueprint

blueprint = Blueprint("clinics", __name__)
