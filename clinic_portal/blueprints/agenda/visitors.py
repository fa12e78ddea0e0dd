"""Pages for visitors without an account: in their language, listed nowhere, and telling no other site their address."""

from flask import Response, g, render_template, request, url_for
from flask_babel import refresh

from clinic_portal.blueprints.agenda.doors import house
from clinic_portal.blueprints.agenda.outgoing import private
from clinic_portal.foundation.web.languages import COOKIE, LANGUAGES


def speak(language: str = "") -> str:
    """The page's language from here on: the one given, asked for by the address, chosen before, or the browser's."""
    asked = (language, request.args.get("language"), request.form.get("language"), request.cookies.get(COOKIE))
    wished = request.accept_languages.best_match(list(LANGUAGES))
    g.language = next((one for one in (*asked, wished) if one in LANGUAGES), house().clinic.language)
    refresh()
    spoken: str = g.language
    return spoken


def visitors_page(template: str, status: int = 200, **values: object) -> Response:
    home = house()
    page = render_template(
        template, house=home, language=g.language, texts=home.text(g.language), other_languages=_others(), **values
    )
    return private(page, status)


def address() -> str:
    """Where the visitor asks from."""
    return request.remote_addr or ""


def _others() -> list[tuple[str, str, str]]:
    """The same page in the other languages: word, name, and address where the page can be asked for again."""
    if request.method != "GET" or not request.endpoint:
        return []
    here = {**(request.view_args or {}), **request.args.to_dict()}
    return [
        (one, name, url_for(request.endpoint, **{**here, "language": one}))
        for one, name in LANGUAGES.items()
        if one != g.language
    ]
