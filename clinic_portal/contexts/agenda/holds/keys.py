"""What is kept of a key: a copied database holds nobody's place."""

import hashlib

NO_KEY = ""


def digest_of(key: str) -> str:
    """Of no key it is none, which nothing is held under."""
    return hashlib.sha256(key.encode()).hexdigest() if key else NO_KEY
