"""What stands in an address, derived from the row's seed and the portal's secret: a copied database opens nothing."""

import base64
import hashlib
import hmac
import re
import secrets

from flask import current_app

LENGTH = 22
"""Characters of a token: 128 bits."""
_TOKEN = re.compile(rf"[A-Za-z0-9_-]{{{LENGTH}}}")


def new_seed() -> str:
    return secrets.token_hex(16)


def token_of(purpose: str, clinic_id: int, seed: str) -> str:
    """Always the same for the same seed, as long as the portal's secret is."""
    key: str = current_app.config["SECRET_KEY"]
    made = hmac.digest(key.encode(), f"agenda.link/{purpose}/{clinic_id}/{seed}".encode(), "sha256")
    return base64.urlsafe_b64encode(made[:16]).rstrip(b"=").decode()


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_token(text: str) -> bool:
    """Whether a token can look like this; anything else is not even looked for."""
    return _TOKEN.fullmatch(text) is not None
