"""How each catalog is called on the screen, its icon, and what a clinic may say of its terms."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from clinic_portal.contracts.catalogs import CatalogKind
from clinic_portal.foundation.refusals import NotFound


@dataclass(frozen=True)
class Shelf:
    """A catalog as a visitor sees it: `name` and `about` in the visitor's language.

    `priced` says whether its terms have a price and a length.
    """

    kind: CatalogKind
    icon: str
    name: Any
    about: Any
    priced: bool = False

    @property
    def arranged(self) -> tuple[str, ...]:
        """The fields of an arrangement that its pages offer."""
        money = ("price", "minutes") if self.priced else ()
        return ("alias", *money, "position", "visible", "favourite")

    @property
    def written(self) -> tuple[str, ...]:
        """Those of them that one types."""
        return tuple(name for name in self.arranged if name not in {"visible", "favourite"})


SHELVES = {
    shelf.kind: shelf
    for shelf in (
        Shelf(CatalogKind.DISEASES, "heart-pulse", _("Diseases"), _("Diagnoses by their ICD-10 code.")),
        Shelf(CatalogKind.ALLERGENS, "triangle-alert", _("Allergens"), _("What patients may be allergic to.")),
        Shelf(CatalogKind.PROCEDURES, "stethoscope", _("Procedures"), _("What is done in the clinic."), priced=True),
        Shelf(CatalogKind.MEDICATIONS, "pill", _("Medications"), _("What can be prescribed.")),
        Shelf(
            CatalogKind.TREATMENT_TEMPLATES,
            "layers",
            _("Treatment templates"),
            _("Treatments planned in steps, ready to be used."),
        ),
    )
}


def shelf_of(word: str) -> Shelf:
    """The catalog that an address names; raises NotFound for another word."""
    found = next((shelf for shelf in SHELVES.values() if shelf.kind.value == word), None)
    if found is None:
        raise NotFound
    return found
