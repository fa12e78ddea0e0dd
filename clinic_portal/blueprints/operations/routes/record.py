"""The record of operators' deeds, the latest first."""

from flask import request
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.operations.deeds import WORDS, told
from clinic_portal.blueprints.operations.doors import registry
from clinic_portal.foundation.database.operator import as_operator
from clinic_portal.foundation.record.look import Sought, actors, entries
from clinic_portal.foundation.typed import one_line, whole_number
from clinic_portal.foundation.web.pages import answer

NOBODYS = 0
"""No clinic has this number: what is asked of a clinic that is not there finds nothing."""


def index() -> ResponseReturnValue:
    """A page of it; by clinic, person and verb, and from an entry on backwards."""
    clinic, actor, verb = (one_line(request.args.get(name))[:254] for name in ("clinic", "actor", "verb"))
    about = (registry().find_clinic_id(clinic.lower()) or NOBODYS) if clinic else None
    sought = Sought(about=about, actor=actor, verb=verb, before=whole_number(request.args.get("before")))
    with as_operator() as link:
        (found, older), everybody = entries(link, sought), actors(link)
    slugs = registry().clinic_slugs(tuple({entry.about for entry in found if entry.about}))
    return answer(
        "operations/record.html",
        "operations/_record.html",
        deeds=[told(entry) for entry in found],
        older=found[-1].number if older else None,
        sought=sought,
        clinic=clinic,
        actors=everybody,
        slugs=slugs,
        words={known.value: text for known, text in WORDS.items()},
    )
