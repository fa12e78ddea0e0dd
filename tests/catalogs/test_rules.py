"""How terms are found and ordered."""

import pytest
from hypothesis import example, given, strategies as st

from clinic_portal.contexts.catalogs import rules
from clinic_portal.foundation.folding import folded, sorting


def test_the_search_text_holds_code_names_and_synonyms_without_accents():
    found = rules.search_text("J45.9", {"es": "Asma, no específica"}, ("Asthma",))
    assert found == " j459 | asma no especifica | asthma"
    assert rules.search_text("C-12", {"es": "Cita"}, ()) == " c12 c 12 | cita"


def test_a_chapter_comes_before_its_groups_and_a_category_before_its_subcategories():
    wanted = ["A00-B99", "A00-A09", "A00", "A00.0", "A00.9", "A01", "A15-A19", "B00"]
    mixed = [*wanted[4:], *wanted[:4]]
    assert sorted(mixed, key=lambda code: rules.sort_key(code, {"es": "Nombre"})) == wanted


def test_terms_without_a_classification_are_ordered_by_name():
    names = ["Ácaros", "Caña", "Canela", "Zanahoria"]
    assert sorted(names, key=lambda name: rules.sort_key("x", {"es": name})) == [
        "Ácaros",
        "Canela",
        "Caña",
        "Zanahoria",
    ]


@pytest.mark.parametrize(("word", "pattern"), [("di", "% di%"), ("dia", "%dia%")])
def test_a_short_word_is_looked_for_at_the_beginning_of_words_only(word, pattern):
    assert rules.anywhere(word) == pattern


@pytest.mark.parametrize(
    ("text", "fold"),
    [("Ñandú", "nandu"), ("J45.9", "j459"), ("  S.A.R.A.  y  otros ", "sara y otros"), ("50%_x\\", "50 x"), ("", "")],
)
def test_text_is_folded(text, fold):
    assert folded(text) == fold


@given(st.text())
@example("𝕬")
def test_folding_twice_changes_nothing_and_leaves_no_pattern_signs(text):
    once = folded(text)
    assert folded(once) == once
    assert not set(once) & set("%_\\|.")


def test_the_letter_ene_comes_after_n():
    assert sorted(["caña", "canz", "cana", "cao"], key=sorting) == ["cana", "canz", "caña", "cao"]
