"""Whose eyes a catalog is seen with: the front desk needs prices and minutes, a doctor facts, an admin both."""

from dataclasses import dataclass

from flask import g, request
from flask_login import current_user

from clinic_portal.contracts.catalogs import CatalogKind
from clinic_portal.contracts.identity import Permission, Role


@dataclass(frozen=True)
class Eyes:
    """Those of a role; without one of somebody who sees all. `lent` says that an admin, who `lends`, tries them on."""

    role: Role | None
    lent: bool = False
    lends: bool = False

    def prices(self, kind: CatalogKind) -> bool:
        return kind is CatalogKind.PROCEDURES and self.role is not Role.DOCTOR

    def facts(self, kind: CatalogKind) -> bool:
        """Treatments are planned at the desk, too; what is in a medication only matters to who prescribes it."""
        if kind is CatalogKind.TREATMENT_TEMPLATES:
            return True
        return kind is not CatalogKind.DISEASES and self.role is not Role.RECEPTIONIST


LENT = (Role.DOCTOR, Role.RECEPTIONIST)


def own_eyes() -> Eyes:
    """The visitor's own."""
    if current_user.may(g.clinic.id, Permission.EDIT_CATALOGS):
        return Eyes(None, lends=True)
    places = (place for place in current_user.memberships if place.clinic_id == g.clinic.id)
    role = next((place.role for place in places), None)
    return Eyes(role if role in LENT else None)


def asked_eyes(own: Eyes) -> Eyes:
    """Those that an admin asks for with `?as=`, else one's own."""
    wish = request.args.get("as")
    return Eyes(Role(wish), lent=True) if own.lends and wish in LENT else own
