"""The shared catalogs as operators call them."""

from flask_babel import lazy_gettext as _

from clinic_portal.contracts.catalogs import CatalogKind
from clinic_portal.foundation.refusals import NotFound

SHELVES = {
    CatalogKind.DISEASES: _("Diseases"),
    CatalogKind.ALLERGENS: _("Allergens"),
    CatalogKind.PROCEDURES: _("Procedures"),
    CatalogKind.MEDICATIONS: _("Medications"),
    CatalogKind.TREATMENT_TEMPLATES: _("Treatment templates"),
}


def kind_of(word: str) -> CatalogKind:
    """The catalog that an address names; raises NotFound for another word."""
    if word not in set(CatalogKind):
        raise NotFound
    return CatalogKind(word)
