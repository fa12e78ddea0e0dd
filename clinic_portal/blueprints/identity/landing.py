"""Where somebody arrives in a clinic: the first page that their role there lets them open."""

from clinic_portal.contracts.identity import MembershipView, Permission

_PAGES = (
    (Permission.SEE_AGENDA, "agenda"),
    (Permission.SEE_PATIENTS, "patients"),
    (Permission.SEE_CATALOGS, "catalogs"),
    (Permission.SEE_CLINIC, "settings"),
    (Permission.MANAGE_STAFF, "staff"),
)


def landing(place: MembershipView) -> str:
    page = next((page for permission, page in _PAGES if place.includes(permission)), "agenda")
    return f"/c/{place.slug}/{page}"
