"""Fields to choose from, whose choices a form says as pairs of value and text."""

from collections.abc import Iterable
from typing import Any

import wtforms
from wtforms import SelectChoice


class SelectField(wtforms.SelectField):
    """`choices` are given as pairs and read as WTForms' own, with `value` and `label`; `+=` takes pairs too."""

    def __init__(self, *words: Any, choices: Iterable[Any] | None = None, **more: Any) -> None:
        super().__init__(*words, choices=_offered(choices), **more)

    @property
    def choices(self) -> Any:
        return self._choices

    @choices.setter
    def choices(self, pairs: Iterable[Any] | None) -> None:
        self._choices = _offered(pairs)


class SelectMultipleField(SelectField, wtforms.SelectMultipleField):
    """The same, for several at once."""


class RadioField(SelectField, wtforms.RadioField):
    """The same, with all in sight."""


def _offered(pairs: Iterable[Any] | None) -> list[SelectChoice | str] | None:
    """What is no pair is a choice of WTForms already, or a value that is its own text."""
    return None if pairs is None else [SelectChoice(*one) if isinstance(one, tuple) else one for one in pairs]
