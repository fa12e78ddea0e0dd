"""The address table of inventory."""

from flask import Blueprint

blueprint = Blueprint("inventory", __name__)
