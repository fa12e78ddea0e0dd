"""The language that the visitor reads."""

from flask_babel import get_locale


def language() -> str:
    locale = get_locale()
    return locale.language if locale else "es"
