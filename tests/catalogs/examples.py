"""Three terms of each catalog with all that its kind can say, and an own one."""

from decimal import Decimal

from clinic_portal.contracts.catalogs import (
    AllergenFacts,
    CatalogKind,
    DiseaseFacts,
    Facts,
    ImportTerm,
    MedicationFacts,
    OwnTermFields,
    ProcedureFacts,
    TaxClass,
    TemplateFacts,
    TemplateStep,
)

FACTS: dict[CatalogKind, Facts] = {
    CatalogKind.DISEASES: DiseaseFacts(),
    CatalogKind.ALLERGENS: AllergenFacts(
        allergen_class="penicillins", ingredients=("amoxicillin",), cross_classes=("cephalosporins",)
    ),
    CatalogKind.PROCEDURES: ProcedureFacts(
        minutes=30, price=Decimal("45.50"), tax_class=TaxClass.EXEMPT, practice="dental"
    ),
    CatalogKind.MEDICATIONS: MedicationFacts(
        ingredients=("amoxicillin",), classes=("penicillins",), form="capsule", strength="500 mg"
    ),
    CatalogKind.TREATMENT_TEMPLATES: TemplateFacts(
        practice="dental",
        steps=(
            TemplateStep(procedure="CLEAN"),
            TemplateStep(procedure="CHECK", after_days=180, note={"es": "Revisar"}),
        ),
    ),
}
NAMES = (("AA", "Ámbar", "Amber"), ("BB", "Bálsamo", "Balm"), ("CC", "Cáñamo", "Hemp"))
PROCEDURES = tuple(ImportTerm(code=code, names={"es": code.title()}) for code in ("CLEAN", "CHECK"))


def shared(kind: CatalogKind) -> tuple[ImportTerm, ...]:
    return tuple(
        ImportTerm(code=code, names={"es": es, "en": en}, synonyms=(f"Otro {es}",), facts=FACTS[kind])
        for code, es, en in NAMES
    )


def own(kind: CatalogKind, name: str = "Dátil", code: str | None = None) -> OwnTermFields:
    return OwnTermFields(code=code, names={"es": name}, synonyms=("Fruto",), facts=FACTS[kind])
