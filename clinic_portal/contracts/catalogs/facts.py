"""What a term of each catalog says beyond its name; stored as JSON, checked at the door."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from clinic_portal.foundation.values import Value

Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.:/_-]{0,79}$")]
"""A slug of the portal's own vocabularies: an ingredient (INN in English) or a class of substances."""
CENT = Decimal("0.01")
Price = Annotated[
    Decimal, Field(ge=0, max_digits=12, decimal_places=2), AfterValidator(lambda price: price.quantize(CENT))
]
"""Always with two decimals, so that the same price is the same text."""
Minutes = Annotated[int, Field(ge=1, le=1440)]


class TaxClass(StrEnum):
    """How a procedure is taxed; the rate of a class is the country's."""

    EXEMPT = "exempt"
    REDUCED = "reduced"
    STANDARD = "standard"


class DiseaseFacts(Value):
    """A diagnosis says all in its code and name."""

    kind: Literal["diseases"] = "diseases"


class AllergenFacts(Value):
    """`ingredients` of medications that hold it; `cross_classes` are documented to cross-react with it."""

    kind: Literal["allergens"] = "allergens"
    allergen_class: Code | None = None
    ingredients: tuple[Code, ...] = ()
    cross_classes: tuple[Code, ...] = ()


class ProcedureFacts(Value):
    """`minutes` it usually takes, `price` as a default for every clinic, and the kind of practice it belongs to."""

    kind: Literal["procedures"] = "procedures"
    minutes: Minutes | None = None
    price: Price | None = None
    tax_class: TaxClass | None = None
    practice: Code | None = None


class MedicationFacts(Value):
    """`ingredients` and their `classes`, the pharmaceutical `form`, and the strength as a label writes it."""

    kind: Literal["medications"] = "medications"
    ingredients: tuple[Code, ...] = ()
    classes: tuple[Code, ...] = ()
    form: Code | None = None
    strength: str | None = Field(None, max_length=80)


class TemplateStep(Value):
    """One step: a procedure by its code, so many days after the step before, with a note by language."""

    procedure: str = Field(min_length=1, max_length=60)
    after_days: int = Field(0, ge=0, le=3650)
    note: dict[str, str] = Field(default_factory=dict)


class TemplateFacts(Value):
    """A treatment in ordered steps."""

    kind: Literal["treatment-templates"] = "treatment-templates"
    practice: Code | None = None
    steps: tuple[TemplateStep, ...] = Field((), max_length=60)


Facts = Annotated[
    DiseaseFacts | AllergenFacts | ProcedureFacts | MedicationFacts | TemplateFacts, Field(discriminator="kind")
]
FACTS: dict[str, type[Value]] = {
    "diseases": DiseaseFacts,
    "allergens": AllergenFacts,
    "procedures": ProcedureFacts,
    "medications": MedicationFacts,
    "treatment-templates": TemplateFacts,
}
"""By the catalog's word: what its terms say."""
_NOTHING_SAID = {kind: facts() for kind, facts in FACTS.items()}


def facts_of(kind: str, stored: dict[str, Any]) -> Any:
    """The facts from what is stored; raises ValidationError."""
    return FACTS[kind].model_validate(stored) if stored else _NOTHING_SAID[kind]


class Severity(StrEnum):
    """How bad an interaction is, worst first."""

    CONTRAINDICATED = "contraindicated"
    SERIOUS = "serious"
    MODERATE = "moderate"
    MINOR = "minor"


Interacting = Annotated[str, Field(pattern=r"^(class:)?[a-z0-9][a-z0-9.:/_-]{0,79}$")]
"""An ingredient's code, or `class:` and the code of a class."""


class Interaction(Value):
    """Two substances or classes that should not meet; `effect` by language, `source` where it is documented."""

    first: Interacting
    second: Interacting
    severity: Severity
    effect: dict[str, str] = Field(min_length=1)
    source: str = Field(min_length=1, max_length=400)
