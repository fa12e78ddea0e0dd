"""The address table of identity."""

from flask import Blueprint

blueprint = Blueprint("identity", __name__)
