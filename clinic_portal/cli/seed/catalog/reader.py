"""The data files as the catalogs take them in."""

from clinic_portal.cli.seed.catalog.tables import names, rows, several, synonyms, templates
from clinic_portal.contracts.catalogs import (
    AllergenFacts,
    ImportTerm,
    Interaction,
    MedicationFacts,
    ProcedureFacts,
    Severity,
    TaxClass,
    TemplateFacts,
)


def medications() -> tuple[ImportTerm, ...]:
    """Generic presentations; their classes are those of their ingredients."""
    classes = {row["code"]: several(row["classes"]) for row in rows("ingredients.csv")}
    return tuple(_medication(row, classes) for row in rows("medications.csv"))


def _medication(row: dict[str, str], classes: dict[str, tuple[str, ...]]) -> ImportTerm:
    ingredients = several(row["ingredients"])
    facts = MedicationFacts(
        ingredients=ingredients,
        classes=tuple(sorted({one for ingredient in ingredients for one in classes[ingredient]})),
        form=row["form"],
        strength=row["strength"],
    )
    return _term(row, facts)


def allergens() -> tuple[ImportTerm, ...]:
    return tuple(
        _term(
            row,
            AllergenFacts(
                allergen_class=row["allergen_class"],
                ingredients=several(row["ingredients"]),
                cross_classes=several(row["cross_classes"]),
            ),
        )
        for row in rows("allergens.csv")
    )


def procedures() -> tuple[ImportTerm, ...]:
    return tuple(
        _term(
            row,
            ProcedureFacts(minutes=int(row["minutes"]), tax_class=TaxClass(row["tax_class"]), practice=row["practice"]),
        )
        for row in rows("procedures.csv")
    )


def treatment_templates() -> tuple[ImportTerm, ...]:
    return tuple(
        ImportTerm(
            code=one["code"],
            names=one["names"],
            facts=TemplateFacts.model_validate({"practice": one["practice"], "steps": one["steps"]}),
        )
        for one in templates()
    )


def interactions() -> tuple[Interaction, ...]:
    return tuple(
        Interaction(
            first=row["first"],
            second=row["second"],
            severity=Severity(row["severity"]),
            effect=names(row, "effect"),
            source=row["source"],
        )
        for row in rows("interactions.csv")
    )


def _term(row: dict[str, str], facts: MedicationFacts | AllergenFacts | ProcedureFacts) -> ImportTerm:
    return ImportTerm(code=row["code"], names=names(row), synonyms=synonyms(row["synonyms"]), facts=facts)
