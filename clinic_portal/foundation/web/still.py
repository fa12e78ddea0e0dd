"""Parts of a page that depend on nothing but the language: made once, then the same letters for everybody."""

from flask import Flask
from flask_babel import get_locale
from jinja2 import Environment, pass_environment
from markupsafe import Markup


def init_app(app: Flask) -> None:
    """`{{ still("_hosts.html") }}` in a template; the part sees globals, no visitor and no clinic."""
    app.jinja_env.globals["still"] = _Stills()


@pass_environment
class _Stills:
    """The parts that have been made, by language and name."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], Markup] = {}

    def __call__(self, environment: Environment, template: str) -> Markup:
        key = (str(get_locale()), template)
        if key not in self._made:
            self._made[key] = Markup(environment.get_template(template).render())  # noqa: S704  # a template's own output
        return self._made[key]
