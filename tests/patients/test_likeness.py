"""How alike two records are: the same whichever is asked about, and for reasons one can read."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from clinic_portal.contexts.patients.rules.likeness import WARN_AT, likeness, traits
from clinic_portal.contracts.patients import DuplicateProbe, Likeness

BORN, OTHER_DAY = date(1980, 3, 1), date(1981, 3, 1)

words = st.lists(
    st.sampled_from(["ana", "anna", "maria", "garcia", "gracia", "garsia", "lopez", "de", "x"]), max_size=4
)
people = st.builds(
    DuplicateProbe,
    given=words.map(" ".join),
    family=words.map(" ".join),
    phone=st.sampled_from(["", "+34611111111", "+34622222222"]),
    email=st.sampled_from(["", "a@example.com", "A@example.com"]),
    document=st.sampled_from(["", "1-Z", "1z", "2"]),
    birth_date=st.sampled_from([None, BORN, OTHER_DAY]),
)


def weigh(one: dict, other: dict) -> tuple[int, tuple[Likeness, ...]]:
    return likeness(traits(DuplicateProbe(**one)), traits(DuplicateProbe(**other)))


ANA = {"given": "Ana", "family": "García López"}


@given(people, people)
def test_it_is_symmetrical(one, other):
    assert likeness(traits(one), traits(other)) == likeness(traits(other), traits(one))


@given(people)
def test_it_stays_between_0_and_100_and_oneself_is_most_alike(one):
    points, reasons = likeness(traits(one), traits(one))
    assert 0 <= points <= 100
    assert bool(points) == bool(reasons)


@pytest.mark.parametrize(
    ("one", "other", "points", "reasons"),
    [
        ({"phone": "+34611111111"}, {"phone": "+34611111111"}, 40, ["phone"]),
        ({"document": "12.345-Z"}, {"document": "12345z"}, 60, ["document"]),
        ({"email": "A@b.es"}, {"email": "a@B.es "}, 30, ["email"]),
        (ANA, ANA, 30, ["name"]),
        (ANA, {"given": "Ana", "family": "López García"}, 30, ["name"]),
        (ANA, {"given": "Ana", "family": "Garsía Lopes"}, 30, ["name"]),
        (ANA, {"given": "Ana", "family": "Gracía López"}, 30, ["name"]),
        (ANA, {"given": "Ana", "family": "García"}, 20, ["name"]),
        (ANA, {"given": "Ana María", "family": "García López"}, 20, ["name"]),
        (ANA, {"given": "Inés", "family": "García López"}, 0, []),
        ({**ANA, "birth_date": BORN}, {**ANA, "birth_date": BORN}, 50, ["name_and_birth_date"]),
        ({**ANA, "birth_date": BORN}, {**ANA, "birth_date": OTHER_DAY}, 0, []),
        ({**ANA, "document": "1"}, {**ANA, "document": "2"}, 0, []),
        (
            {**ANA, "document": "1", "phone": "+34611111111"},
            {**ANA, "document": "1", "phone": "+34611111111"},
            100,
            None,
        ),
        ({}, {}, 0, []),
    ],
)
def test_what_counts_and_how_much(one, other, points, reasons):
    found, why = weigh(one, other)
    assert found == points
    assert reasons is None or [reason.value for reason in why] == reasons


def test_a_shared_phone_warns_and_a_partly_alike_name_does_not():
    assert weigh({"phone": "+34611111111"}, {"phone": "+34611111111"})[0] >= WARN_AT
    assert weigh(ANA, {"given": "Ana", "family": "García"})[0] < WARN_AT
