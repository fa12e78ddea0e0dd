"""A shared term as it was and as it is now, line by line, with what differs marked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from flask_babel import gettext as _

from clinic_portal.blueprints.catalogs.facts import facts
from clinic_portal.contracts.catalogs import TermFace, UpstreamChange
from clinic_portal.foundation.web.languages import LANGUAGES

Words = tuple[tuple[str, bool], ...]
"""Pieces of a text, and whether each differs from the other side."""


@dataclass(frozen=True)
class Line:
    """What one side says and the other; an empty text is said by nobody."""

    label: str
    then: Words
    now: Words

    @property
    def differs(self) -> bool:
        return any(changed for _text, changed in (*self.then, *self.now))


def lines(change: UpstreamChange, procedures: Mapping[str, str]) -> tuple[Line, ...]:
    """Both sides of a change; what the history no longer holds is not said. `procedures` are names by code."""
    then = dict(_said(change.then, procedures)) if change.then else {}
    now = dict(_said(change.now, procedures))
    labels = dict.fromkeys((*now, *then))
    return tuple(Line(label, *_marked(then.get(label, ""), now.get(label, ""))) for label in labels)


def _said(face: TermFace, procedures: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for language, name in face.names.items():
        yield LANGUAGES.get(language, language), name
    yield _("Synonyms"), " · ".join(face.synonyms)
    for fact in facts(face.facts, procedures):
        yield fact.label, fact.text
    yield _("In use"), _("No, retired") if face.retired else _("Yes")


def _marked(then: str, now: str) -> tuple[Words, Words]:
    if then == now:
        return _plain(then), _plain(now)
    before, after = then.split(), now.split()
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for same, old, new in _pieces(before, after):
        left.append((old, not same))
        right.append((new, not same))
    return tuple(one for one in left if one[0]), tuple(one for one in right if one[0])


def _pieces(before: list[str], after: list[str]) -> Iterator[tuple[bool, str, str]]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield tag == "equal", " ".join(before[i1:i2]), " ".join(after[j1:j2])


def _plain(text: str) -> Words:
    return ((text, False),) if text else ()
