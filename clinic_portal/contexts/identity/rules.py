"""Pure decisions of identity: which password is good enough, when a session is over, how often one may try."""

import unicodedata
from collections.abc import Collection
from datetime import datetime, timedelta

from clinic_portal.contexts.identity.common_passwords import COMMON
from clinic_portal.contracts.identity import NEEDS, ROLE_PERMISSIONS, Permission, Permissions, Role
from clinic_portal.foundation.throttle import Allowance

SHORTEST, LONGEST = 12, 200
DEMO_PASSWORD = "clinica-demo"  # noqa: S105  # the one that everybody may know, and that opens nothing but a demo
FEWEST_CHARACTERS = 4


ACCOUNT = Allowance("account", burst=10, every=60_000)
"""At most 70 tries in the first hour and 60 in each later one."""
ADDRESS = Allowance("address", burst=30, every=10_000)
RESET = Allowance("reset", burst=5, every=60_000)
INVITATIONS = Allowance("invitations", burst=40, every=60_000)
"""Of one clinic: a whole staff on the first day, and a letter a minute afterwards."""
LETTERS = Allowance("letters", burst=3, every=600_000)
"""Of one clinic to one e-mail."""

ESSENTIAL: tuple[Permissions, ...] = (frozenset({Permission.MANAGE_STAFF}), ROLE_PERMISSIONS[Role.ADMIN])
"""What somebody in a clinic must be able to do; without the second, nobody could ever give all of it again."""


def normal_email(email: str) -> str:
    """One spelling of an address, so that it is one person."""
    return unicodedata.normalize("NFKC", email).strip().lower()


def normal_password(password: str) -> str:
    """The same characters whichever way a keyboard composes them."""
    return unicodedata.normalize("NFKC", password)


def is_weak(password: str, email: str, *, demo: bool) -> bool:
    """Too short, too long, too common, the e-mail itself, or the demo's password outside of a demo."""
    plain = normal_password(password).casefold()
    if plain == DEMO_PASSWORD:
        return not demo
    return (
        not SHORTEST <= len(plain) <= LONGEST
        or len(set(plain)) < FEWEST_CHARACTERS
        or "".join(plain.split()) in COMMON
        or plain in {email, email.partition("@")[0]}
    )


def is_over(opened_at: datetime, seen_at: datetime, moment: datetime, *, idle: timedelta, absolute: timedelta) -> bool:
    """Whether a session was idle for too long or is too old."""
    return moment - seen_at >= idle or moment - opened_at >= absolute


def completed(permissions: Permissions) -> Permissions:
    """With all that must be seen by whoever may do the rest."""
    return permissions.union(*(NEEDS.get(one, frozenset()) for one in permissions))


def locks_out(before: Collection[Permissions], after: Collection[Permissions]) -> bool:
    """Whether something essential could be done before by somebody, and afterwards by nobody."""
    return any(
        any(essential <= held for held in before) and not any(essential <= held for held in after)
        for essential in ESSENTIAL
    )
