"""The type-ahead: one range of one index for the longest word, the other words looked for beside it."""

from typing import Any

from sqlalchemy import ARRAY, Select, Text, all_, bindparam, case, func, literal_column, select, union_all
from sqlalchemy.sql.elements import ColumnElement

from clinic_portal.contexts.patients.queries.parts import CLINIC, KEY, OPTION, OWN_PREDICATE, PATIENT, option
from clinic_portal.contexts.patients.rules.keys import Place
from clinic_portal.contexts.patients.rules.words import asked_words, is_number
from clinic_portal.contracts.patients import PatientOption
from clinic_portal.foundation.work import current_work

MOST, TWICE_THERE = 20, 4
LAST_CHARACTER = "\U0010ffff"
BEGINNINGS = 100
"""How the prefix of a word ranks behind the whole word."""


def search_patients(text: str, limit: int) -> tuple[PatientOption, ...]:
    """Whole words before beginnings, surnames before given names, then by name; at most MOST."""
    words = asked_words(text)
    if not words:
        return ()
    session = current_work()
    found = session.execute(
        BY_NUMBER if is_number(words[0]) else BY_NAME,
        {"clinic_id": session.clinic_id, **word_values(words), **limits(limit)},
    )
    return tuple(map(option, found))


def limits(limit: int) -> dict[str, int]:
    """A few more of each place than are wanted: somebody may have two words that begin alike."""
    return {"limit": min(limit, MOST), "enough": min(limit, MOST) + TWICE_THERE}


def word_values(words: tuple[str, ...]) -> dict[str, Any]:
    """The values of `beginning_with`: the first word as a range, the others as patterns."""
    longest, *others = words
    return {"word": longest, "after": longest + LAST_CHARACTER, "others": [f"% {word}%" for word in others]}


def beginning_with(place: Place) -> tuple[ColumnElement[bool], ...]:
    """The rows of one place whose key begins with :word and whose patient has all :others."""
    return (
        KEY.c.clinic_id == CLINIC,
        KEY.c.place == literal_column(str(int(place))),
        KEY.c.key >= bindparam("word", type_=Text),
        KEY.c.key < bindparam("after", type_=Text),
        KEY.c.search.like(all_(bindparam("others", type_=ARRAY(Text)))),
    )


def _first_of(place: Place) -> Select[Any]:
    whole = KEY.c.key == bindparam("word", type_=Text)
    rank = case((whole, literal_column(str(int(place)))), else_=literal_column(str(BEGINNINGS + place)))
    return (
        select(KEY.c.patient_id, KEY.c.key, KEY.c.search, rank.label("rank"))
        .where(*beginning_with(place))
        .order_by(KEY.c.key, KEY.c.search)
        .limit(bindparam("enough"))
    )


def _statement(*places: Place) -> Select[Any]:
    hits = union_all(*(_first_of(place) for place in places)).subquery("hits")
    order = (func.min(hits.c.rank), func.min(hits.c.key), func.min(hits.c.search))
    best = (
        select(hits.c.patient_id, *(part.label(f"by_{number}") for number, part in enumerate(order)))
        .group_by(hits.c.patient_id)
        .order_by(*order)
        .limit(bindparam("limit"))
        .subquery("best")
    )
    return (
        select(*OPTION)
        .join(best, best.c.patient_id == PATIENT.c.id)
        .where(PATIENT.c.clinic_id == CLINIC)
        .order_by(best.c.by_0, best.c.by_1, best.c.by_2)
        .execution_options(**OWN_PREDICATE)
    )


BY_NAME = _statement(Place.FAMILY, Place.GIVEN)
BY_NUMBER = _statement(Place.NUMBER)
