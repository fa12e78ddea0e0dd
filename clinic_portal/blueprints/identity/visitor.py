"""Who is looking at the page: Flask-Login's user, made of an open session."""

from functools import cached_property

from flask import g, request
from flask_login import UserMixin

from clinic_portal.contracts.identity import IdentityContract, MembershipView, Permission, SignedIn
from clinic_portal.foundation.directory import find


class Visitor(UserMixin):
    """A signed-in person; the cookie holds only the opaque id of their session."""

    def __init__(self, person: SignedIn) -> None:
        self._person = person
        self._places = {membership.clinic_id: membership for membership in person.memberships}

    def get_id(self) -> str:
        return self._person.session_id

    @cached_property
    def seen(self) -> str:
        """All that a page can show of them."""
        return self._person.model_dump_json()

    @property
    def user_id(self) -> int:
        return self._person.user_id

    @property
    def name(self) -> str:
        return self._person.name

    @property
    def email(self) -> str:
        return self._person.email

    @property
    def language(self) -> str:
        return self._person.language

    @property
    def operator(self) -> bool:
        return self._person.operator

    @property
    def memberships(self) -> tuple[MembershipView, ...]:
        return self._person.memberships

    def belongs_to(self, clinic_id: int) -> bool:
        return clinic_id in self._places

    def workplace(self, slug: str) -> str:
        """The name of the clinic of theirs that an address means; empty when they work in none of that slug."""
        return next((place.clinic_name for place in self.memberships if place.slug == slug), "")

    def may(self, clinic_id: int, permission: str) -> bool:
        """Whether their role in that clinic includes the permission."""
        return clinic_id in self._places and self._places[clinic_id].includes(permission)

    def may_operate(self, permission: str) -> bool:
        """Whether they run the portal itself; no clinic's role includes that."""
        return self.operator and permission == Permission.OPERATE


def load(session_id: str) -> Visitor | None:
    """The visitor behind a cookie; asked once a request, so that a page about a failed look-up is not another one."""
    if g.get("visitor_asked"):
        return None
    g.visitor_asked = True
    person = find(IdentityContract).find_session(session_id, by_itself="X-Live" in request.headers)
    return Visitor(person) if person else None
