"""What the data say when a prescription is checked against them: known pairs warn, harmless ones do not."""

import pytest

from clinic_portal.cli.seed.catalog import reader
from clinic_portal.contracts.catalogs import AllergenFacts, Interaction, MedicationFacts, Severity

MEDICATIONS = {term.code: term.facts for term in reader.medications()}
ALLERGENS = {term.code: term.facts for term in reader.allergens()}
INTERACTIONS = reader.interactions()
CLASSES = {
    facts.ingredients[0]: facts.classes
    for facts in MEDICATIONS.values()
    if isinstance(facts, MedicationFacts) and len(facts.ingredients) == 1
}


def medication(code: str) -> MedicationFacts:
    facts = MEDICATIONS[code]
    assert isinstance(facts, MedicationFacts)
    return facts


def allergen(code: str) -> AllergenFacts:
    facts = ALLERGENS[code]
    assert isinstance(facts, AllergenFacts)
    return facts


def side(facts: MedicationFacts) -> set[str]:
    return {*facts.ingredients, *(f"class:{one}" for one in facts.classes)}


def between(one: str, other: str) -> list[Interaction]:
    """What is documented between two medications."""
    left, right = side(medication(one)), side(medication(other))
    return [
        known
        for known in INTERACTIONS
        if (known.first in left and known.second in right) or (known.first in right and known.second in left)
    ]


def crosses(allergy: str, code: str) -> bool:
    """Whether somebody with the allergy should be asked before this medication."""
    known, given = allergen(allergy), medication(code)
    classes = {known.allergen_class, *known.cross_classes}
    return bool({*known.ingredients} & {*given.ingredients} or classes & {*given.classes})


@pytest.mark.parametrize(
    ("one", "other", "worst"),
    [
        ("acenocoumarol-tablet-1mg", "ibuprofen-tablet-600mg", Severity.SERIOUS),
        ("acenocoumarol-tablet-4mg", "miconazole-oromucosal-gel-20mg-g", Severity.SERIOUS),
        ("sildenafil-tablet-50mg", "nitroglycerin-sublingual-spray-0-4mg-dose", Severity.CONTRAINDICATED),
        ("simvastatin-tablet-20mg", "clarithromycin-tablet-500mg", Severity.CONTRAINDICATED),
        ("methotrexate-tablet-2-5mg", "sulfamethoxazole-trimethoprim-tablet-800mg-160mg", Severity.SERIOUS),
        ("enalapril-tablet-20mg", "spironolactone-tablet-25mg", Severity.SERIOUS),
        ("morphine-injection-10mg-ml", "lorazepam-tablet-1mg", Severity.SERIOUS),
        ("sertraline-tablet-50mg", "tramadol-capsule-50mg", Severity.SERIOUS),
        ("levothyroxine-tablet-100mcg", "ferrous-sulfate-prolonged-release-tablet-80mg", Severity.MODERATE),
        ("propranolol-tablet-40mg", "articaine-epinephrine-dental-cartridge-40mg-10mcg-ml", Severity.SERIOUS),
        ("tizanidine-tablet-2mg", "ciprofloxacin-tablet-500mg", Severity.CONTRAINDICATED),
        ("clopidogrel-tablet-75mg", "omeprazole-gastro-resistant-capsule-20mg", Severity.SERIOUS),
    ],
)
def test_a_known_pair_warns(one, other, worst):
    found = [known.severity for known in between(one, other)]
    assert min(found, key=list(Severity).index) is worst


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("acenocoumarol-tablet-1mg", "diclofenac-gel-10mg-g"),
        ("tizanidine-tablet-2mg", "ciprofloxacin-ear-drops-3mg-ml"),
        ("amoxicillin-capsule-500mg", "paracetamol-tablet-1g"),
        ("simvastatin-tablet-20mg", "ketoconazole-gel-20mg-g"),
        ("clopidogrel-tablet-75mg", "pantoprazole-gastro-resistant-tablet-40mg"),
    ],
)
def test_a_harmless_pair_is_silent(one, other):
    assert between(one, other) == []


def test_no_medication_of_several_ingredients_warns_of_itself():
    def classes(ingredient: str) -> set[str]:
        return {ingredient, *(f"class:{one}" for one in CLASSES.get(ingredient, ()))}

    wrong = [
        (code, known.first, known.second)
        for code, facts in MEDICATIONS.items()
        for place, one in enumerate(medication(code).ingredients)
        for other in facts.ingredients[place + 1 :]
        for known in INTERACTIONS
        if (known.first in classes(one) and known.second in classes(other))
        or (known.first in classes(other) and known.second in classes(one))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("allergy", "code", "asks"),
    [
        ("penicillins", "amoxicillin-capsule-500mg", True),
        ("penicillins", "cefalexin-capsule-500mg", True),  # shares a side chain with ampicillin
        ("penicillins", "cefuroxime-tablet-500mg", False),
        ("amoxicillin", "cloxacillin-capsule-500mg", True),
        ("nsaids", "acetylsalicylic-acid-tablet-100mg", True),
        ("nsaids", "paracetamol-tablet-1g", False),
        ("sulfonamides", "sulfasalazine-tablet-500mg", True),
        ("sulfonamides", "furosemide-tablet-40mg", False),
        ("fluoroquinolones", "ciprofloxacin-ear-drops-3mg-ml", True),
        ("local-anaesthetics-ester", "mepivacaine-dental-cartridge-30mg-ml", False),
        ("macrogols", "macrogol-3350-sachet-10g", True),
        ("clindamycin", "clindamycin-gel-10mg-g", True),
    ],
)
def test_an_allergy_asks_where_crossing_is_documented(allergy, code, asks):
    assert crosses(allergy, code) is asks
