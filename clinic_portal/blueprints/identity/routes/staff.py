"""The people of the clinic: who works there, who is invited, who is deactivated."""

from typing import Any

from flask import Response, request

from clinic_portal.blueprints.identity.doors import identity
from clinic_portal.blueprints.identity.role_words import role_title
from clinic_portal.contracts.identity import StaffPage, StaffStatus
from clinic_portal.foundation.web.pages import answer

MOST_PAGES = 10_000


def index() -> Response:
    """One page of the list; its fragment while somebody types or chooses."""
    return answer("identity/staff.html", "identity/_staff.html", **listed())


def listed() -> dict[str, Any]:
    """What the list shows under the filters in the address."""
    text = request.args.get("q", "").strip()[:200]
    status = next((one for one in StaffStatus if one == request.args.get("status")), None)
    page = min(max(1, request.args.get("page", 1, int)), MOST_PAGES)
    found = identity().staff(text, status, page)
    return {"found": found, "text": text, "status": status, "role_title": role_title, "everybody": _sum(found)}


def _sum(found: StaffPage) -> int:
    return sum(found.counts.values())
