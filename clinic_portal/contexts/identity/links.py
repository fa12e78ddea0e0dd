"""What stands in a link: the id of a reset or of an invitation's letter, signed."""

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

RESET, INVITATION = "identity.password-reset", "identity.invitation"


def token(reset_id: str) -> str:
    return str(_signer(RESET).dumps(reset_id))


def read(given: str) -> str | None:
    """The reset's id; None for a token that we have not signed."""
    try:
        return str(_signer(RESET).loads(given))
    except BadSignature:
        return None


def invitation_token(slug: str, link: str) -> str:
    """Names the clinic too, which must be entered before the invitation can be read."""
    return str(_signer(INVITATION).dumps([slug, link]))


def read_invitation(given: str) -> tuple[str, str] | None:
    """The clinic's slug and the letter's link; None for a token that we have not signed."""
    try:
        slug, link = _signer(INVITATION).loads(given)
    except BadSignature:
        return None
    return str(slug), str(link)


def _signer(salt: str) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=salt)
