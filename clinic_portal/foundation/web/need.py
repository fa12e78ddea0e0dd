"""What a route asks of its visitor: a permission, a sign-in, or nothing for a stated reason."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    """`permission` of the clinic in the address; `signed_in` without one; or open because of `reason`.

    `forgery_check` is off only where no browser calls. `stranger` says why the test that walks the addresses with
    another clinic's ids cannot cover a route; empty for almost all. `largest` is how many bytes a request may send
    where that is more than anywhere else.
    """

    permission: str | None = None
    signed_in: bool = True
    reason: str = ""
    forgery_check: bool = True
    stranger: str = ""
    largest: int = 0


def needs(permission: str, stranger: str = "", largest: int = 0) -> Need:
    """The visitor has the permission: in the clinic of the address or, without one, as an operator."""
    return Need(permission=permission, stranger=stranger, largest=largest)


def signed_in() -> Need:
    """Anybody who is signed in, for pages about oneself."""
    return Need()


def public(reason: str) -> Need:
    """Anybody, for the reason given."""
    return Need(signed_in=False, reason=reason)


def holder(reason: str) -> Need:
    """Whoever holds the secret in the address; nobody else can know it, so that a forgery would need it, too."""
    return Need(signed_in=False, reason=reason, forgery_check=False)


def machine(reason: str, largest: int = 0) -> Need:
    """Another process, for the reason given: no person, no cookie, and so no forgery to fear."""
    return Need(signed_in=False, reason=reason, forgery_check=False, largest=largest)
