"""The registry of clinics, and one clinic as operators see it: from outside, without anything of its patients."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.operations.deeds import lately
from clinic_portal.blueprints.operations.doors import registry
from clinic_portal.contracts.clinics import FLAGS, ClinicSearch, ClinicState
from clinic_portal.foundation.typed import one_line
from clinic_portal.foundation.web.choices import countries
from clinic_portal.foundation.web.pages import answer


def index() -> ResponseReturnValue:
    """A page of clinics; its fragment while somebody types into its search field."""
    search = _search()
    return answer(
        "operations/clinics.html",
        "operations/_clinics.html",
        found=registry().clinics(search),
        search=search,
        countries=dict(countries()),
    )


def show(slug: str) -> ResponseReturnValue:
    """One clinic: its state, its features, and what was done to it."""
    return shown(slug)


def shown(slug: str) -> Response:
    clinic = registry().registered_clinic(slug)
    return answer(
        "operations/clinic.html",
        "operations/_clinic.html",
        clinic=clinic,
        flags=FLAGS,
        deeds=lately(clinic.id),
        countries=dict(countries()),
    )


def _search() -> ClinicSearch:
    state = request.args.get("state", "")
    return ClinicSearch(
        text=one_line(request.args.get("q"))[:120],
        state=ClinicState(state) if state in set(ClinicState) else None,
        flag=one_line(request.args.get("flag"))[:80],
        after=one_line(request.args.get("after"))[:40],
    )
