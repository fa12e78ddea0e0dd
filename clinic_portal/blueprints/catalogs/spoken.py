"""What the templates of catalogs may say beside what their pages give them."""

from typing import Any

from clinic_portal.blueprints.catalogs import words
from clinic_portal.blueprints.catalogs.amounts import as_typed
from clinic_portal.blueprints.catalogs.facts import facts, step_line


def spoken() -> dict[str, Any]:
    return {"words": words, "typed_amount": as_typed, "facts_of": facts, "step_line": step_line}
