"""How badges, changes, deeds and places of use are said on the screen."""

from collections.abc import Callable
from typing import Any

from flask_babel import format_decimal, gettext as _, lazy_gettext, lazy_ngettext, ngettext

from clinic_portal.blueprints.catalogs.pricing.words import DEEDS as PRICE_DEEDS
from clinic_portal.contracts.catalogs import Badge, Change, ChangeKind, Deed, GridFilter, PriceChange

BADGES = {
    Badge.GLOBAL: lazy_ngettext("Global", "Global", 1),
    Badge.MODIFIED: lazy_ngettext("Modified", "Modified", 1),
    Badge.OWN: lazy_ngettext("Own", "Own", 1),
}
FILTERS = {
    GridFilter.ALL: lazy_gettext("All"),
    GridFilter.VISIBLE: lazy_ngettext("Visible", "Visible", 2),
    GridFilter.HIDDEN: lazy_ngettext("Hidden", "Hidden", 2),
    GridFilter.MODIFIED: lazy_ngettext("Modified", "Modified", 2),
    GridFilter.OWN: lazy_ngettext("Own", "Own", 2),
    GridFilter.CHANGED: lazy_ngettext("Changed upstream", "Changed upstream", 2),
    GridFilter.FAVOURITES: lazy_gettext("Favourites"),
    GridFilter.USED: lazy_ngettext("Used", "Used", 2),
}
"""English has one word for one and for many; Spanish has two."""
DEEDS = {
    Deed.HIDE: (lazy_gettext("Hide"), "eye-off"),
    Deed.SHOW: (lazy_gettext("Show"), "eye"),
    Deed.FAVOUR: (lazy_gettext("Add to favourites"), "star"),
    Deed.DISFAVOUR: (lazy_gettext("Remove from favourites"), "star-off"),
    Deed.RESET: (lazy_gettext("Reset to global"), "rotate-ccw"),
}
CHANGES: dict[ChangeKind, Callable[[int], str]] = {
    ChangeKind.ARRANGED: lambda count: ngettext("Saved", "Saved", count),
    ChangeKind.RESET: lambda count: ngettext("Back to global", "Back to global", count),
    ChangeKind.HIDDEN: lambda count: ngettext("Hidden", "Hidden", count),
    ChangeKind.SHOWN: lambda count: ngettext("Shown", "Shown", count),
    ChangeKind.ADDED: lambda count: ngettext("Added", "Added", count),
    ChangeKind.EDITED: lambda count: ngettext("Edited", "Edited", count),
    ChangeKind.RETIRED: lambda count: ngettext("Taken out of use", "Taken out of use", count),
    ChangeKind.SETTLED: lambda count: ngettext("Settled with upstream", "Settled with upstream", count),
    ChangeKind.IMPORTED: lambda count: ngettext("Imported", "Imported", count),
    ChangeKind.UNDONE: lambda count: ngettext("Taken back", "Taken back", count),
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
    verb = PRICE_DEEDS[change.what] if isinstance(change, PriceChange) else CHANGES[what or change.what](change.count)
    if change.count == 1 and change.labels:
        return _("%(what)s: %(name)s", what=verb, name=change.labels[0])
    terms = ngettext("%(many)s term", "%(many)s terms", change.count, many=format_decimal(change.count))
    return _("%(what)s: %(name)s", what=verb, name=terms)
