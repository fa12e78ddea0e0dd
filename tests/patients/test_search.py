"""Finding a patient by whatever one remembers of them."""

import pytest

from tests.patients.people import door, register

GIVENS = ("Eva", "Luis", "Pablo", "Sonia", "Tomás", "Rita", "Hugo", "Clara", "Jorge", "Vera", "Bruno", "Nadia")
NAME = "María del Carmen Ibáñez de la Fuente"


@pytest.fixture
def clinic(within, norte):
    with within(norte):
        register(given="María del Carmen", family="Ibáñez de la Fuente", phone="600 12 34 56", document="12.345.678-Z")
        yield


FOUND_BY = [
    "Ibáñez",
    "ibanez",
    "IBÁÑEZ FUENTE",
    "fuente ibañez",
    "fuen mar",
    "carmen iba",
    "maria del carmen ibanez de la fuente",
    "iba\u0301n\u0303ez",
    "600123456",
    "600 12 34",
    "600-12",
    "+34 600 12 34 56",
    "0034600123456",
    "3456",
    "12345678Z",
    "12.345.678-z",
    "12345678 Z",
    "12345",
    "ibanez 3456",
    "  fuente  ",
]


def test_it_is_found_by_any_of_these(clinic):
    for text in FOUND_BY:
        assert [one.name for one in door().search(text)] == [NAME], text
        assert [one.name for one in door().page(text).patients] == [NAME], text


def test_it_is_not_found_by_these(clinic):
    for text in ["bañez", "ibanez garcia", "600 13", "%", "_", "ibanez x%", "'", "😀", "9999"]:
        assert NAME not in [one.name for one in door().search(text)], text


def test_what_holds_no_word_finds_nobody_by_typing(clinic):
    for text in ["", "   ", "-", "\x00", "(", "'; drop table patients.patient; --"]:
        assert door().search(text) == (), text


def test_whole_words_come_first_then_surnames_then_the_first_surname(within, norte):
    people = [
        ("Marta", "Soler Gil"),
        ("Eva", "Martín Gil"),
        ("Luis", "Gil Martín"),
        ("Martín", "Prado Gil"),
        ("Eva", "Martínez Gil"),
    ]
    with within(norte):
        for number, (given, family) in enumerate(people):
            register(given=given, family=family, phone=f"60000000{number}")
        assert [one.name for one in door().search("martin")] == [
            "Eva Martín Gil",
            "Luis Gil Martín",
            "Martín Prado Gil",
            "Eva Martínez Gil",
        ]
        assert [one.name for one in door().search("mart")][-2:] == ["Marta Soler Gil", "Martín Prado Gil"]


def test_ten_are_enough_for_a_list(within, norte):
    with within(norte):
        for number in range(12):
            register(given=GIVENS[number], family="Común", phone=f"6000000{number:02d}")
        assert len(door().search("comun")) == 10
        assert len(door().search("comun", 3)) == 3
        page = door().page("comun", 2, 5)
        assert (len(page.patients), page.total, page.pages) == (5, 12, 3)


def test_the_list_is_sorted_as_a_spanish_dictionary(within, sur):
    with within(sur):
        for number, family in enumerate(["Oña", "Ñíguez", "Nuñoa", "Zúñiga", "Ávila", "Nunez"]):
            register(given="Eva", family=family, phone=f"60000000{number}")
        families = [one.name.removeprefix("Eva ") for one in door().page("").patients if one.name.startswith("Eva ")]
    assert families == ["Ávila", "Nunez", "Nuñoa", "Ñíguez", "Oña", "Zúñiga"]


def test_a_page_beyond_the_end_is_empty_and_still_counts(within, norte):
    with within(norte):
        page = door().page("", 99)
        assert (page.patients, page.total) == ((), 2)
