"""Six digits that prove a phone or an address, made again from a seed: a copied database tells none of them."""

import hashlib
import hmac
import secrets

from flask import current_app

from clinic_portal.contracts.agenda.online import CODE_LENGTH
from clinic_portal.foundation.tenancy import current_clinic_id


def new_token() -> str:
    """Stands in the address of a visitor's page: 128 bits."""
    return secrets.token_urlsafe(16)


def code_of(seed: str) -> str:
    number = int.from_bytes(_keyed("code", seed), "big") % 10**CODE_LENGTH
    return f"{number:0{CODE_LENGTH}}"


def digest_of_code(seed: str, code: str) -> str:
    return _keyed("code-digest", f"{seed}/{code}").hex()


def is_code(typed: str, seed: str, digest: str) -> bool:
    """Compared in a time that does not depend on where the two differ; spaces and dashes do not count."""
    code = "".join(letter for letter in typed if letter.isdigit())
    return hmac.compare_digest(digest_of_code(seed, code), digest)


def _keyed(purpose: str, text: str) -> bytes:
    key: str = current_app.config["SECRET_KEY"]
    return hmac.digest(key.encode(), f"agenda.online/{purpose}/{current_clinic_id()}/{text}".encode(), hashlib.sha256)
