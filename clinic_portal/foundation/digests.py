"""A session's id is known to its browser only; here lies its digest."""

import hashlib


def digest_of(session_id: str) -> str:
    return hashlib.sha256(session_id.encode()).hexdigest()
