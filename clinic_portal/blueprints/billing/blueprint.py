"""The address table of billing."""

from flask import Blueprint

blueprint = Blueprint("billing", __name__)
