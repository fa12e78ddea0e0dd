"""A sentence in the language that is being written in."""

from flask_babel import gettext


def _(sentence: str, **values: str) -> str:
    """The translation with its values filled in."""
    return str(gettext(sentence, **values))
