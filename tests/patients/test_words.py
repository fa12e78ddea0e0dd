"""Names, phones and documents as words: no accent, case or punctuation stands between a person and a name."""

import pytest
from hypothesis import given, strategies as st

from clinic_portal.contexts.patients.rules.keys import Place, search_keys, search_text
from clinic_portal.contexts.patients.rules.sounds import sound
from clinic_portal.contexts.patients.rules.words import WORD_LENGTH, asked_words, document_key, name_words

INDEX_ENTRY_LIMIT = 2600
names = st.text(max_size=120)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Núñez Álvarez", ("nunez", "alvarez")),
        ("O'Brien-García", ("obrien", "garcia")),
        ("D’Angelo", ("dangelo",)),
        ("Mª José", ("ma", "jose")),
        ("J.M. Serrat", ("j", "m", "serrat")),
        ("Łukasz Straße Ørsted", ("lukasz", "strasse", "orsted")),
        ("e\u0301lise", ("elise",)),
        ("𝐌aría 🌷", ("maria",)),
        ("  ", ()),
    ],
)
def test_the_words_of_a_name(name, words):
    assert name_words(name) == words


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("Gar MARÍA", ("maria", "gar")),
        ("612 34 56", ("6123456",)),
        ("+34 612-345", ("34612345",)),
        ("0034 612", ("34612",)),
        ("(93) 412 34", ("9341234",)),
        ("12.345.678-Z", ("12345678z",)),
        ("12345678 z", ("12345678",)),
        ("garcía 5678", ("garcia", "5678")),
        ("%_'\\", ()),
    ],
)
def test_what_is_looked_for(asked, words):
    assert asked_words(asked) == words


def test_a_document_is_one_word():
    assert document_key("12.345.678 - Z") == document_key("12345678z") == "12345678z"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gimenez", "jimenez"),
        ("vazquez", "basques"),
        ("llorente", "yorente"),
        ("herrera", "errera"),
        ("mejia", "mexia"),
    ],
)
def test_what_sounds_the_same_is_the_same(one, other):
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("garcia", "garza"), ("pena", "pina"), ("ana", "ines")])
def test_what_sounds_other_is_other(one, other):
    assert sound(one) != sound(other)


@given(names, names)
def test_no_name_breaks_the_words(given_name, family):
    text = search_text(given_name, family, "+34612345678", "X1")
    for key in search_keys(given_name, family, "+34612345678", "X1"):
        assert len(key.word) <= 2 * WORD_LENGTH + 1
        assert len(key.word.encode()) + len(text.encode()) + 40 < INDEX_ENTRY_LIMIT


@given(st.text(max_size=200))
def test_no_text_breaks_the_search(text):
    assert all(0 < len(word) <= WORD_LENGTH for word in asked_words(text))


@given(names)
def test_each_word_of_a_name_without_digits_finds_it(family):
    words = [word for word in name_words(family)[:8] if not any(char.isdigit() for char in word)]
    kept = {key.word for key in search_keys("Ana", family, "+34612345678", "") if key.place is Place.FAMILY}
    assert set(words) <= kept


def test_a_foreign_number_is_found_as_dialled_at_home_and_from_abroad():
    kept = {key.word for key in search_keys("Ana", "Smith", "+447700900123", "") if key.place is Place.NUMBER}
    assert kept == {"07700900123", "7700900123", "447700900123", "0123"}
