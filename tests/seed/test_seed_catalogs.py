"""`seed-catalogs`: the portal's own data come in once; clinics find and check by them."""

import re

from clinic_portal.cli.seed.catalog import reader
from clinic_portal.cli.seed_catalogs import seed_catalogs
from clinic_portal.contracts.catalogs import CatalogKind, CatalogsContract, Severity, TermQuery
from clinic_portal.foundation.directory import find

AMOUNTS = {
    "medications": len(reader.medications()),
    "allergens": len(reader.allergens()),
    "procedures": len(reader.procedures()),
    "treatment-templates": len(reader.treatment_templates()),
    "interactions": len(reader.interactions()),
}


def said(output: str) -> dict[str, tuple[int, ...]]:
    """What the command says of each catalog: added, changed, unchanged."""
    found = re.findall(r"^([a-z-]+): (\d+) added, (\d+) changed, (\d+) unchanged$", output, re.MULTILINE)
    return {name: tuple(map(int, numbers)) for name, *numbers in found}


def test_all_of_it_comes_in_once_and_the_second_run_changes_nothing(app):
    runner = app.test_cli_runner()
    first, second = runner.invoke(seed_catalogs), runner.invoke(seed_catalogs)
    assert (first.exit_code, second.exit_code) == (0, 0), first.output
    assert said(first.output) == {name: (amount, 0, 0) for name, amount in AMOUNTS.items()}
    assert said(second.output) == {name: (0, 0, amount) for name, amount in AMOUNTS.items()}


def test_what_an_operator_changed_is_said_to_be_brought_back(app):
    app.test_cli_runner().invoke(seed_catalogs)
    with app.app_context():
        changed = reader.procedures()[0].model_copy(update={"names": {"es": "Otra cosa"}})
        find(CatalogsContract).import_terms(CatalogKind.PROCEDURES, "portal-px", (changed,))
    again = said(app.test_cli_runner().invoke(seed_catalogs).output)
    assert again["procedures"] == (0, 1, AMOUNTS["procedures"] - 1)


def test_a_clinic_finds_a_medication_by_any_of_its_names_in_its_language(app, within, norte):
    app.test_cli_runner().invoke(seed_catalogs)
    with within(norte):
        for text, language, label in (
            ("acetaminofen", "es", "Paracetamol 1 g comprimidos"),
            ("amoxicilina clavulanico", "es", "Amoxicilina/ácido clavulánico 500 mg/125 mg comprimidos"),
            ("adrenalina", "es", "Epinefrina 1 mg/ml solución inyectable"),
            ("aspirin", "en", "Acetylsalicylic acid 100 mg tablets"),
        ):
            query = TermQuery(kind=CatalogKind.MEDICATIONS, text=text, language=language)
            assert label in [term.label for term in find(CatalogsContract).terms(query).terms], text


def test_two_medications_of_a_clinic_are_checked_by_their_facts(app, within, norte):
    app.test_cli_runner().invoke(seed_catalogs)
    with within(norte):
        catalogs = find(CatalogsContract)
        found = [
            catalogs.terms(TermQuery(kind=CatalogKind.MEDICATIONS, text=text)).terms[0].facts
            for text in ("warfarina", "naproxeno")
        ]
        codes = {code for facts in found for code in (*facts.ingredients, *(f"class:{one}" for one in facts.classes))}
        worst = catalogs.interactions(tuple(codes))[0]
    assert (worst.first, worst.second) == ("class:nsaids", "class:vitamin-k-antagonists")
    assert worst.severity is Severity.SERIOUS
    assert worst.source == "SmPC (AEMPS): acenocoumarol, section 4.5"


def test_a_template_knows_its_steps(app, within, norte):
    app.test_cli_runner().invoke(seed_catalogs)
    with within(norte):
        query = TermQuery(kind=CatalogKind.TREATMENT_TEMPLATES, text="muela del juicio")
        (template,) = find(CatalogsContract).terms(query).terms
    assert [step.procedure for step in template.facts.steps][:3] == [
        "dental-first-visit",
        "panoramic-radiograph",
        "wisdom-tooth-surgery",
    ]
    assert template.facts.steps[2].after_days == 14
