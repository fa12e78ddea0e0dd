"""Passwords as argon2 digests; a person who does not exist costs as much as one whose password is wrong."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from clinic_portal.contexts.identity.rules import normal_password

HASHER = PasswordHasher(memory_cost=19 * 1024, time_cost=2, parallelism=1)
"""OWASP's minimum for argon2id: 19 MiB, two passes, one lane; about 24 ms."""


def digest(password: str) -> str:
    return HASHER.hash(normal_password(password))


def fits(stored: str | None, password: str) -> bool:
    """Whether a password opens the digest; without a digest the same work is done for nothing."""
    try:
        return HASHER.verify(stored or _nobodys(), normal_password(password)) and stored is not None
    except VerifyMismatchError:
        return False


def is_outdated(stored: str) -> bool:
    """Whether the digest was made with other parameters than today's."""
    return HASHER.check_needs_rehash(stored)


@cache
def _nobodys() -> str:
    return HASHER.hash("a password that opens nothing")
