"""The macros give every control its name, its hint, its error and its state in words."""

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, Template
from wtforms import Form, StringField
from wtforms.validators import InputRequired

TEMPLATES = Path(__file__).parents[2] / "templates"
STATUSES = [
    "pending",
    "booked",
    "confirmed",
    "arrived",
    "checked_in",
    "in_progress",
    "fulfilled",
    "noshow",
    "cancelled",
]


class Person(Form):
    name = StringField("Name", [InputRequired("Write a name.")], description="As on the document.")


def words(text: str, **values: object) -> str:
    return text % values if values else text


@pytest.fixture(scope="module")
def draw():
    page = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    page.globals.update(_=words, url_for=lambda _endpoint, filename: f"/static/{filename}", csrf_token=lambda: "token")

    def drawn(component: str, call: str, **values: object) -> str:
        name = call.partition("(")[0]
        template: Template = page.from_string(
            f'{{% from "components/{component}.html" import {name} %}}{{{{ {call} }}}}'
        )
        return template.render(**values)

    return drawn


def test_a_field_is_labelled_and_described(draw):
    html = draw("forms", "field(form.name)", form=Person())
    assert '<label for="name">Name' in html
    assert 'aria-describedby="name-hint"' in html
    assert "aria-invalid" not in html


def test_a_wrong_field_says_what_is_wrong_beside_it(draw):
    form = Person()
    form.validate()
    html = draw("forms", "field(form.name)", form=form)
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="name-hint name-error"' in html
    assert "Write a name." in html


def test_the_summary_takes_the_focus_and_only_when_something_is_wrong(draw):
    form = Person()
    assert draw("forms", "form_errors(form)", form=form).strip() == ""
    form.validate()
    html = draw("forms", "form_errors(form)", form=form)
    assert 'role="alert"' in html
    assert 'tabindex="-1"' in html


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_is_told_by_colour_icon_and_words(draw, status: str):
    html = draw("status", "status_badge(status)", status=status)
    assert f"is-{status}" in html
    assert "sprite.svg#" in html
    assert html.rsplit("</svg>", 1)[1].removesuffix("</span>").strip()


def test_a_typeahead_is_a_combobox_over_a_list(draw):
    html = draw("typeahead", 'typeahead("patient", "patient_id", "Patient", "/options", required=true)')
    assert 'role="combobox"' in html
    assert 'aria-controls="patient-list"' in html
    assert 'id="patient-list" role="listbox"' in html
    assert '<input type="hidden" name="patient_id"' in html


def test_what_people_typed_is_never_markup(draw):
    html = draw("typeahead", 'option("one", text, value=1)', text='<b>"Ana"</b>')
    assert "<b>" not in html
    assert 'data-text="&lt;b&gt;' in html
