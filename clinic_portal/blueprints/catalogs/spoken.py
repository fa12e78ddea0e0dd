"""What the templates of catalogs may say beside what their pages give them."""

from typing import Any

from flask import url_for

from clinic_portal.blueprints.catalogs import words
from clinic_portal.blueprints.catalogs.amounts import as_typed
from clinic_portal.blueprints.catalogs.facts import facts, step_line
from clinic_portal.blueprints.catalogs.pricing import words as price_words
from clinic_portal.contracts.catalogs import Change, PriceChange


def spoken() -> dict[str, Any]:
    return {
        "words": words,
        "price_words": price_words,
        "typed_amount": as_typed,
        "facts_of": facts,
        "step_line": step_line,
        "undoing": undoing,
    }


def undoing(change: Change | PriceChange) -> str:
    """Where a change is taken back."""
    if isinstance(change, PriceChange):
        return url_for("catalogs.price_changes_undo", list_id=change.price_list_id, price_change_id=change.id)
    return url_for("catalogs.changes_undo", kind=change.kind.value, change_id=change.id)
