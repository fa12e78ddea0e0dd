"""Our shortcuts in Jinja's compiler put out what stock Jinja puts out, letter by letter, for every template."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader, TemplateError, UndefinedError
from markupsafe import Markup

from clinic_portal.foundation.web.quick_templates import quicken

TEMPLATES = Path(__file__).parents[2] / "templates"
NAMES = sorted(str(file.relative_to(TEMPLATES)) for file in TEMPLATES.rglob("*.html"))
EVIL = "<b title='x'>&\"</b>"


class Anything:
    """Answers whatever a template asks, with text that must be escaped."""

    def __init__(self, depth: int = 0) -> None:
        self.depth = depth

    def __getattr__(self, name: str) -> "Anything":
        if name.startswith("__") or self.depth > 6:
            raise AttributeError(name)
        return Anything(self.depth + 1)

    def __getitem__(self, key: object) -> "Anything":
        return Anything(self.depth + 1)

    def __call__(self, *values: object, **named: object) -> "Anything":
        return Anything(self.depth + 1)

    def __iter__(self) -> Iterator["Anything"]:
        return iter([Anything(self.depth + 1), Anything(self.depth + 1)] if self.depth < 4 else [])

    def __len__(self) -> int:
        return 2

    def __str__(self) -> str:
        return f"{EVIL}{self.depth}"

    def __mod__(self, values: object) -> str:
        return f"{EVIL}%"

    def __index__(self) -> int:
        return 3

    def __hash__(self) -> int:
        return 7

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Anything)

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = lambda self, other: 12
    __lt__ = __gt__ = __le__ = __ge__ = lambda self, other: True


class House(dict):
    """Globals and filters that are there, whatever their names."""

    def __missing__(self, name: str) -> Callable[..., object]:
        return lambda value, *more, **named: value if isinstance(value, str) else f"{EVIL}{name}"


def pair(**options: object) -> tuple[Environment, Environment]:
    """Stock Jinja and ours, set up alike."""
    made = tuple(
        Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.i18n"], **options)
        for _ in range(2)
    )
    for environment in made:
        environment.install_gettext_callables(
            lambda text: text, lambda one, many, number: one if number == 1 else many, newstyle=True
        )
    quicken(made[1])
    return made


def outcome(environment: Environment, name: str, values: dict[str, object]) -> object:
    """The text, or what kind of error there was."""
    try:
        return environment.get_template(name).render(values)
    except (TemplateError, TypeError, ValueError, AttributeError, KeyError) as error:
        return type(error)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("values", ["anything", "nothing"])
def test_every_template_gives_the_same(name: str, values: str) -> None:
    stock, quick = pair(loader=FileSystemLoader(TEMPLATES))
    known = [*stock.globals, "loop", "caller", "kwargs", "varargs", "self", "super"]
    for environment in (stock, quick):
        filters = House(environment.filters)
        environment.filters = filters
        for used in ("time", "day", "moment", "wall_clock", "money", "phone", "number", "cancellation_reason", "age"):
            environment.filters[used] = filters.__missing__(used)
        if values == "anything":
            environment.globals.update({one: Anything() for one in _names(environment, name) if one not in known})
    answers = [outcome(environment, name, {}) for environment in (stock, quick)]
    assert answers[0] == answers[1]


def _names(environment: Environment, name: str) -> set[str]:
    """Every name that this template and those it stands on look up."""
    source = " ".join(file.read_text() for file in TEMPLATES.rglob("*.html"))
    return {word for word in set(source.replace(".", " ").replace("(", " ").split()) if word.isidentifier()}


CASES = {
    "text and values": "a{{ evil }}b{{ 7 }}{{ 1.5 }}{{ none }}{{ true }}{{ safe }}",
    "attributes and items": "{{ box.key }}{{ box['key'] }}{{ box.items }}{{ box.nowhere }}{{ box.nowhere is defined }}",
    "chains": "{{ deep.a.b.c }}{{ deep.a[name].c }}{{ (deep.a or deep).b.c }}",
    "loops": "{% for x in rows %}{{ loop.index }}{{ x.key }}{% if loop.last %}!{% endif %}{% else %}none{% endfor %}",
    "filtered loops": "{% for x in rows if x.key != 1 %}{{ x.key }}{% endfor %}",
    "recursive loops": "{% for x in tree recursive %}{{ x.n }}({{ loop(x.kids) }}){% endfor %}",
    "set blocks": "{% set shown %}<i>{{ evil }}</i>{% endset %}{{ shown }}{{ shown | upper }}",
    "filter blocks": "{% filter upper %}a{{ evil }}{% endfilter %}",
    "macros": "{% macro m(a, b=2) %}[{{ a }}{{ b }}{{ varargs }}{{ kwargs }}]{% endmacro %}"
    "{{ m(evil) }}{{ m(1, 3, 4, z=5) }}",
    "call blocks": "{% macro m() %}<{{ caller(evil) }}>{% endmacro %}{% call(x) m() %}{{ x }}{{ evil }}{% endcall %}",
    "loop variables in macros": "{% macro m() %}{{ evil }}{% endmacro %}"
    "{% for x in rows %}{{ m() }}{{ _('hi %(a)s', a=x.key) }}{% endfor %}",
    "includes": "{% for x in rows %}{% include 'part' %}{% endfor %}{% include 'nowhere' ignore missing %}",
    "imports": "{% from 'parts' import two %}{{ two(evil) }}{% import 'parts' as p with context %}{{ p.two(1) }}",
    "extends": "{% extends 'base' %}{% block one %}{{ super() }}{{ evil }}{% endblock %}",
    "conditional extends": "{% if yes %}{% extends 'base' %}{% endif %}shown{% block one %}1{% endblock %}",
    "nested blocks": "{% extends 'base' %}"
    "{% block two %}{% for x in rows %}{% include 'part' %}{% endfor %}{% endblock %}",
    "sentences": "{{ _('hi') }}{{ _('a %(b)s', b=evil) }}{{ ngettext('%(num)d one', '%(num)d many', 2) }}",
    "joined": "{{ [evil, safe] | join(', ') }}{{ evil ~ safe }}{{ {'a': evil, 'b': none} | xmlattr }}",
    "undefined": "{{ nowhere }}{{ nowhere.deep }}",
    "autoescape off": "{% autoescape false %}{{ evil }}{% endautoescape %}{{ evil }}",
}
PARTS = {
    "part": "({{ x.key }}{{ evil }})",
    "parts": "{% macro two(a) %}{{ a }}{{ a }}{{ evil }}{% endmacro %}",
    "base": "<{% block one %}base {{ evil }}{% endblock %}|{% block two %}{% endblock %}>",
}
VALUES: dict[str, object] = {
    "evil": EVIL,
    "safe": Markup("<br>"),
    "box": {"key": EVIL},
    "deep": {"a": {"b": {"c": EVIL}}},
    "name": "b",
    "rows": [{"key": 1}, {"key": EVIL}],
    "tree": [{"n": 1, "kids": [{"n": 2, "kids": []}]}],
    "yes": True,
}


@pytest.mark.parametrize("case", CASES)
def test_every_construct_gives_the_same(case: str) -> None:
    stock, quick = pair(loader=DictLoader({**PARTS, "case": CASES[case]}))
    answers = [outcome(environment, "case", VALUES) for environment in (stock, quick)]
    assert answers[0] == answers[1]
    assert case == "undefined" or isinstance(answers[0], str)
    if case == "undefined":
        assert answers[0] is UndefinedError
