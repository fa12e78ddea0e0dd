"""What stands in a link to set a new password: the reset's id, signed."""

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer


def token(reset_id: str) -> str:
    return str(_signer().dumps(reset_id))


def read(given: str) -> str | None:
    """The reset's id; None for a token that we have not signed."""
    try:
        return str(_signer().loads(given))
    except BadSignature:
        return None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="identity.password-reset")
