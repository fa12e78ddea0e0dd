"""How alike two people are: points for what they share, each for a reason, the same whichever is asked about.

A document is one person's (60). A phone is often a household's, so it warns, but low (40); an e-mail address less often
so, yet parents lend theirs (30). The same name born on the same day is hardly ever two people (50). A full name that
agrees in every word warns by itself, lowest of all (30), since people come back with another phone; a name that agrees
in part only adds to something else (20). Two different documents or birth dates take all weight from the name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from clinic_portal.contexts.patients.rules.sounds import sounds
from clinic_portal.contexts.patients.rules.words import document_key, name_words
from clinic_portal.contracts.patients import DuplicateProbe, Likeness

WARN_AT = 30
MOST = 100
SAME_NAME, LIKE_NAME = 30, 20
POINTS = {Likeness.DOCUMENT: 60, Likeness.NAME_AND_BIRTH_DATE: 50, Likeness.PHONE: 40, Likeness.EMAIL: 30}
SLIP_LENGTH = 5
"""In shorter words one other letter is another name: Mara is not Marta's slip."""


@dataclass(frozen=True)
class Traits:
    """What two records are compared by; empty where nothing is known."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    phone: str
    email: str
    document: str
    birth_date: date | None


def traits(probe: DuplicateProbe) -> Traits:
    """Traits of what is known; `probe.phone` as E.164 or empty."""
    return Traits(
        given=sounds(name_words(probe.given)),
        family=sounds(name_words(probe.family)),
        phone=probe.phone,
        email=probe.email.strip().casefold(),
        document=document_key(probe.document),
        birth_date=probe.birth_date,
    )


def likeness(one: Traits, other: Traits) -> tuple[int, tuple[Likeness, ...]]:
    """Points from 0 to 100, and the reasons, strongest first."""
    found = [(POINTS[reason], reason) for reason, shares in _SHARED if shares(one, other)]
    found.extend(_by_name(one, other))
    found.sort(key=lambda pair: -pair[0])
    return min(MOST, sum(points for points, _ in found)), tuple(reason for _, reason in found)


def _by_name(one: Traits, other: Traits) -> tuple[tuple[int, Likeness], ...]:
    if _differ(one.document, other.document) or _differ(one.birth_date, other.birth_date):
        return ()
    points = _name_points(one, other)
    if points and one.birth_date and other.birth_date:
        return ((POINTS[Likeness.NAME_AND_BIRTH_DATE], Likeness.NAME_AND_BIRTH_DATE),)
    return ((points, Likeness.NAME),) if points else ()


def _name_points(one: Traits, other: Traits) -> int:
    given, family = _shared(one.given, other.given), _shared(one.family, other.family)
    if not given or not family:
        return 0
    all_given = given == max(len(one.given), len(other.given))
    all_family = family == max(len(one.family), len(other.family))
    return SAME_NAME if all_given and all_family else LIKE_NAME


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many words have their like on the other side, counted where there are fewer of them."""
    return min(
        sum(any(_alike(word, theirs) for theirs in other) for word in one),
        sum(any(_alike(word, theirs) for theirs in one) for word in other),
    )


def _alike(one: str, other: str) -> bool:
    """The same sound, or one slip of the keyboard in a long word."""
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < SLIP_LENGTH or len(longer) - len(shorter) > 1:
        return False
    return _rest_agrees(shorter, longer)


def _rest_agrees(shorter: str, longer: str) -> bool:
    at = next((place for place, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if len(shorter) < len(longer):
        return shorter[at:] == longer[at + 1 :]
    swapped = shorter[:at] + shorter[at + 1 : at + 2] + shorter[at : at + 1] + shorter[at + 2 :]
    return shorter[at + 1 :] == longer[at + 1 :] or swapped == longer


def _differ(one: object, other: object) -> bool:
    return bool(one and other and one != other)


def _same(name: str) -> Callable[[Traits, Traits], bool]:
    def shares(one: Traits, other: Traits) -> bool:
        mine = getattr(one, name)
        return bool(mine) and mine == getattr(other, name)

    return shares


_SHARED: tuple[tuple[Likeness, Callable[[Traits, Traits], bool]], ...] = (
    (Likeness.DOCUMENT, _same("document")),
    (Likeness.PHONE, _same("phone")),
    (Likeness.EMAIL, _same("email")),
)
