"""How badges, changes, deeds and places of use are said on the screen."""

from typing import Any

from flask_babel import format_decimal, gettext as _, lazy_gettext, ngettext

from clinic_portal.blueprints.catalogs.pricing.words import DEEDS as PRICE_DEEDS
from clinic_portal.contracts.catalogs import Badge, Change, ChangeKind, Deed, GridFilter, PriceChange

BADGES = {
    Badge.GLOBAL: lazy_gettext("Global"),
    Badge.MODIFIED: lazy_gettext("Modified"),
    Badge.OWN: lazy_gettext("Own"),
}
FILTERS = {
    GridFilter.ALL: lazy_gettext("All"),
    GridFilter.VISIBLE: lazy_gettext("Visible"),
    GridFilter.HIDDEN: lazy_gettext("Hidden"),
    GridFilter.MODIFIED: lazy_gettext("Modified"),
    GridFilter.OWN: lazy_gettext("Own"),
    GridFilter.CHANGED: lazy_gettext("Changed upstream"),
    GridFilter.FAVOURITES: lazy_gettext("Favourites"),
    GridFilter.USED: lazy_gettext("Used"),
}
DEEDS = {
    Deed.HIDE: (lazy_gettext("Hide"), "eye-off"),
    Deed.SHOW: (lazy_gettext("Show"), "eye"),
    Deed.FAVOUR: (lazy_gettext("Favourite"), "star"),
    Deed.DISFAVOUR: (lazy_gettext("Not a favourite"), "star-off"),
    Deed.RESET: (lazy_gettext("Reset to global"), "rotate-ccw"),
}
CHANGES = {
    ChangeKind.ARRANGED: lazy_gettext("Saved"),
    ChangeKind.RESET: lazy_gettext("Reset to global"),
    ChangeKind.HIDDEN: lazy_gettext("Hidden"),
    ChangeKind.SHOWN: lazy_gettext("Shown"),
    ChangeKind.ADDED: lazy_gettext("Added"),
    ChangeKind.EDITED: lazy_gettext("Edited"),
    ChangeKind.RETIRED: lazy_gettext("Retired"),
    ChangeKind.SETTLED: lazy_gettext("Settled with upstream"),
    ChangeKind.IMPORTED: lazy_gettext("Imported"),
    ChangeKind.UNDONE: lazy_gettext("Undone"),
}
PLACES: dict[str, Any] = {
    "treatment-templates": lazy_gettext("treatment templates"),
    "charts": lazy_gettext("charts"),
    "prescriptions": lazy_gettext("prescriptions"),
    "appointments": lazy_gettext("appointments"),
    "invoices": lazy_gettext("invoices"),
}


def place(word: str) -> Any:
    """Where a term is used; a place that nobody has named here is said as it stands."""
    return PLACES.get(word, word.replace("-", " "))


def said(change: Change | PriceChange, what: ChangeKind | None = None) -> str:
    """What has been done, in a few words: `Hidden: Asthma`, `Set by a rule: 312 terms`."""
    verb = PRICE_DEEDS[change.what] if isinstance(change, PriceChange) else CHANGES[what or change.what]
    if change.count == 1 and change.labels:
        return _("%(what)s: %(name)s", what=verb, name=change.labels[0])
    terms = ngettext("%(many)s term", "%(many)s terms", change.count, many=format_decimal(change.count))
    return _("%(what)s: %(name)s", what=verb, name=terms)
