"""Spanish first, English second: which language, which time zone, and the sentences straight from the .po files."""

import io
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, Domain, get_locale
from flask_login import current_user
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

FOLDER = Path(__file__).parents[2] / "translations"
LANGUAGES = {"es": "Español", "en": "English"}
COOKIE = "language"


class PoDomain(Domain):
    """Flask-Babel's domain over one .po file for each context, read at start: nothing to compile, nothing stale."""

    def get_translations(self) -> NullTranslations:
        locale = get_locale()
        return sentences(locale.language if locale else "es")


class PoBabel(Babel):
    """Flask-Babel with that domain as every request's default."""

    @cached_property
    def domain_instance(self) -> PoDomain:
        return PoDomain()


@cache
def sentences(language: str) -> NullTranslations:
    """All translations of a language; English is what the code speaks."""
    merged: Any = NullTranslations()
    for file in sorted((FOLDER / language / "LC_MESSAGES").glob("*.po")):
        with file.open("rb") as source:
            compiled = io.BytesIO()
            write_mo(compiled, read_po(source, locale=language))
        compiled.seek(0)
        part = Translations(compiled)
        merged = merged.merge(part) if isinstance(merged, Translations) else part
    return merged


def load() -> None:
    """What Babel knows of both languages, once for all processes that are forked from this one."""
    for language in LANGUAGES:
        # It reads its file when the first name is looked up.
        _ = Locale.parse(language).territories


def chosen_language() -> str:
    """The page's own, else the visitor's, the clinic's, the browser's, else Spanish; commands speak English."""
    if not has_request_context():
        return "en"
    return next((wish for wish in _wishes() if wish in LANGUAGES), "es")


def _wishes() -> Iterator[str | None]:
    """One after the other, since reading what the browser asks for costs more than all the others."""
    yield g.get("language")
    yield request.cookies.get(COOKIE)
    yield getattr(current_user, "language", None)
    yield getattr(g.get("clinic"), "language", None)
    yield request.accept_languages.best_match(list(LANGUAGES))


def _time_zone() -> str:
    return getattr(g.get("clinic"), "time_zone", "UTC")


@pass_eval_context
def _said(place: EvalContext, sentence: str, /, **values: object) -> str:
    """`_()` of templates, as Jinja's own does it, without a copy of the template's context for every sentence."""
    locale = get_locale()
    found: str = sentences(locale.language if locale else "es").ugettext(sentence)
    text = Markup(found) if place.autoescape else found  # noqa: S704  # ours, not the visitor's; values are escaped below
    return text % values if "%" in found else text


def init_app(app: Flask) -> None:
    PoBabel(app, locale_selector=chosen_language, timezone_selector=_time_zone)
    app.jinja_env.globals.update(_=_said, gettext=_said, LANGUAGES=LANGUAGES)
