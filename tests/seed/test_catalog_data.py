"""The data files of the portal's own catalogs: whole, in order, referring to what exists, each fact with its source."""

import re
from collections import Counter

import pytest

from clinic_portal.cli.seed.catalog import reader
from clinic_portal.cli.seed.catalog.tables import names, rows, several, templates
from clinic_portal.contracts.catalogs import Severity

TABLES = ("allergens", "classes", "forms", "ingredients", "medications", "procedures")
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LABEL = re.compile(
    r"(SmPC \((AEMPS|EMA)\): [^,]+, section 4\.[345]|FDA label: [^,]+, section [457]"
    r"|EU herbal monograph \(EMA/HMPC\): .+, section 4\.[345])"
)
PAPER = re.compile(r"[A-Z].+, [A-Z].+ \d{4};\d+(\(Suppl \d+\))?:e?\d+(-\d+)?|Regulation \(EU\) No \d+/\d+, annex II")
PLACEHOLDER = re.compile(r"\b(TODO|TBD|XXX|lorem)\b|\?\?|\.\.\.|[{}<>_]")
WITHOUT_ACCENT = re.compile(
    r"\b(\w*([cs]ion|grafia)|mas|segun|despues|farmaco|analitica|clinica|tension|dias)\b",
    re.IGNORECASE,
)
PRACTICES = {"aesthetic", "dental", "general", "nursing", "paediatric", "physiotherapy"}


def codes(table: str) -> list[str]:
    return [row["code"] for row in rows(f"{table}.csv")]


def cells(column: str, *tables: str) -> list[str]:
    return [row[column] for table in tables for row in rows(f"{table}.csv")]


def spanish() -> list[str]:
    """Every Spanish text of the data."""
    steps = [step["note"]["es"] for one in templates() for step in one["steps"]]
    return [
        *cells("name_es", *TABLES),
        *cells("effect_es", "interactions"),
        *(one["names"]["es"] for one in templates()),
        *steps,
    ]


def test_the_promised_amount_is_there():
    assert len({row["ingredients"] for row in rows("medications.csv")}) >= 400
    assert len(reader.interactions()) >= 250
    assert len(reader.allergens()) >= 100
    assert len(reader.procedures()) >= 150
    assert Counter(one["practice"] for one in templates()) == {"general": 5, "dental": 5, "paediatric": 5}


@pytest.mark.parametrize("table", TABLES)
def test_codes_are_slugs_in_order_and_stand_once(table):
    found = codes(table)
    assert found == sorted(set(found))
    assert [code for code in found if not CODE.fullmatch(code) or len(code) > 60] == []


def test_templates_are_in_order_and_stand_once():
    found = [one["code"] for one in templates()]
    assert found == sorted(set(found))
    assert all(CODE.fullmatch(code) for code in found)


@pytest.mark.parametrize("table", TABLES)
def test_names_are_there_in_both_languages_and_stand_once(table):
    said = [names(row) for row in rows(f"{table}.csv")]
    assert all(all(text == text.strip() and text for text in each.values()) for each in said)
    assert [text for text, times in Counter(each["es"] for each in said).items() if times > 1] == []


def test_medications_refer_to_what_exists():
    ingredients, forms = set(codes("ingredients")), set(codes("forms"))
    for row in rows("medications.csv"):
        assert several(row["ingredients"]), row["code"]
        assert set(several(row["ingredients"])) <= ingredients, row["code"]
        assert row["form"] in forms, row["code"]
        assert re.search(r"\d", row["strength"]), row["code"]
    assert {row["form"] for row in rows("medications.csv")} == forms


def test_every_ingredient_has_known_classes_and_stands_in_a_medication():
    classes = {row["code"] for row in rows("classes.csv") if row["kind"] == "medication"}
    used = {one for cell in cells("ingredients", "medications") for one in several(cell)}
    assert set(codes("ingredients")) == used
    for row in rows("ingredients.csv"):
        assert several(row["classes"]), row["code"]
        assert set(several(row["classes"])) <= classes, row["code"]


def test_every_class_is_used_and_has_a_known_kind():
    used = {one for cell in cells("classes", "ingredients") for one in several(cell)}
    used |= {*cells("allergen_class", "allergens")}
    used |= {one for cell in cells("cross_classes", "allergens") for one in several(cell)}
    assert set(codes("classes")) - used == set()
    assert {*cells("kind", "classes")} == {"allergen", "medication"}
    assert all(re.fullmatch(r"([A-Z]\d\d([A-Z][A-Z]?(\d\d)?)?)?", atc) for atc in cells("atc", "classes"))


def test_what_acts_locally_has_the_same_name_as_what_acts_in_the_whole_body():
    name = {row["code"]: row["name_es"] for row in rows("ingredients.csv")}
    local = [code for code in name if code.endswith("-local")]
    assert len(local) > 15
    assert [code for code in local if name[code] != f"{name[code.removesuffix('-local')]} (uso local)"] == []


def test_an_interaction_names_known_substances_and_no_pair_twice():
    ingredients = set(codes("ingredients"))
    classes = {f"class:{one}" for cell in cells("classes", "ingredients") for one in several(cell)}
    pairs = [(row["first"], row["second"]) for row in rows("interactions.csv")]
    assert [pair for pair in pairs if not {*pair} <= ingredients | classes] == []
    assert [pair for pair in pairs if pair[0] == pair[1] and pair[0] in ingredients] == []
    assert pairs == sorted({(first, second) for first, second in pairs})
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)


def test_an_interaction_says_what_happens_and_where_it_is_documented():
    for row in rows("interactions.csv"):
        assert row["severity"] in set(Severity), row
        assert LABEL.fullmatch(row["source"]), row
        for text in names(row, "effect").values():
            assert text[0].isupper(), row
            assert text.endswith("."), row
            assert not PLACEHOLDER.search(text), row


def test_what_is_contraindicated_is_so_by_a_section_on_contraindications_or_its_like():
    """Section 4.3 of a European label, 4 of an American one."""
    sections = {
        row["source"].rpartition(" ")[2] for row in rows("interactions.csv") if row["severity"] == "contraindicated"
    }
    assert sections == {"4", "4.3"}


def test_allergens_refer_to_what_exists_and_say_where_crossing_is_documented():
    ingredients, classes = set(codes("ingredients")), set(codes("classes"))
    for row in rows("allergens.csv"):
        assert row["allergen_class"] in classes, row["code"]
        assert set(several(row["ingredients"])) <= ingredients, row["code"]
        assert set(several(row["cross_classes"])) <= classes, row["code"]
        assert row["source"] or not row["cross_classes"], row["code"]
        assert not row["source"] or LABEL.fullmatch(row["source"]) or PAPER.fullmatch(row["source"]), row


def test_the_fourteen_of_the_regulation_are_allergens():
    fourteen = "gluten crustaceans eggs fish peanut soya milk tree-nuts celery mustard sesame sulphites lupin molluscs"
    assert set(fourteen.split()) <= set(codes("allergens"))


def test_an_allergy_to_a_substance_names_its_local_use_too():
    local = {code for code in codes("ingredients") if code.endswith("-local")}
    for row in rows("allergens.csv"):
        found = set(several(row["ingredients"]))
        classes = {row["allergen_class"], *several(row["cross_classes"])}
        by_class = {each["code"] for each in rows("ingredients.csv") if classes & set(several(each["classes"]))}
        if len(found) == 1:
            assert {f"{one}-local" for one in found} & local <= found | by_class, row["code"]


def test_procedures_are_whole():
    for row in rows("procedures.csv"):
        assert row["practice"] in PRACTICES, row["code"]
        assert row["tax_class"] in {"exempt", "reduced", "standard"}, row["code"]
        assert 5 <= int(row["minutes"]) <= 240, row["code"]
    aesthetic = {row["tax_class"] for row in rows("procedures.csv") if row["practice"] == "aesthetic"}
    assert aesthetic == {"standard"}


def test_templates_name_procedures_that_exist():
    known = set(codes("procedures"))
    for one in templates():
        assert set(one["names"]) == {"es", "en"}, one["code"]
        assert len(one["steps"]) >= 4, one["code"]
        assert one["steps"][0]["after_days"] == 0, one["code"]
        for step in one["steps"]:
            assert step["procedure"] in known, one["code"]
            assert set(step["note"]) == {"es", "en"}, one["code"]
            assert all(text.endswith(".") for text in step["note"].values()), one["code"]


def test_synonyms_are_neither_empty_nor_the_name():
    for table in ("allergens", "medications", "procedures"):
        for row in rows(f"{table}.csv"):
            said = row["synonyms"].split("|") if row["synonyms"] else []
            assert all(one.strip() for one in said), row["code"]
            assert len(set(said)) == len(said), row["code"]
            assert row["name_es"] not in said, row["code"]


def test_spanish_has_its_accents():
    wrong = [found[0] for text in spanish() for found in WITHOUT_ACCENT.finditer(text)]
    assert wrong == []


def test_a_missing_accent_would_be_found():
    assert WITHOUT_ACCENT.search("Extraccion de sangre")
    assert WITHOUT_ACCENT.search("Ecografia abdominal")


def test_numbers_are_written_as_each_language_writes_them():
    for row in rows("medications.csv"):
        assert not re.search(r"\d\.\d", row["name_es"]), row["code"]
        assert not re.search(r"\d,\d\d?\b(?!\d)", row["name_en"]), row["code"]
