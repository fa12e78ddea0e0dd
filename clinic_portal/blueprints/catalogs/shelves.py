"""How each catalog is called on the screen, and its icon."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from clinic_portal.contracts.catalogs import CatalogKind


@dataclass(frozen=True)
class Shelf:
    """A catalog as a visitor sees it: `name` and `about` in the visitor's language."""

    kind: CatalogKind
    icon: str
    name: Any
    about: Any


SHELVES = {
    shelf.kind: shelf
    for shelf in (
        Shelf(CatalogKind.DISEASES, "heart-pulse", _("Diseases"), _("Diagnoses by their ICD-10 code.")),
        Shelf(CatalogKind.ALLERGENS, "triangle-alert", _("Allergens"), _("What patients may be allergic to.")),
        Shelf(CatalogKind.PROCEDURES, "stethoscope", _("Procedures"), _("What is done in the clinic.")),
        Shelf(CatalogKind.MEDICATIONS, "pill", _("Medications"), _("What can be prescribed.")),
        Shelf(
            CatalogKind.TREATMENT_TEMPLATES,
            "layers",
            _("Treatment templates"),
            _("Treatments planned in steps, ready to be used."),
        ),
    )
}
