"""Choices that a form says as pairs reach WTForms as its own."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectChoice

from clinic_portal.foundation.web.fields import RadioField, SelectField, SelectMultipleField


class Ordered(Form):
    size = RadioField("Size", choices=[("s", "Small"), ("l", "Large")])
    tea = SelectField("Tea", coerce=int)
    with_it = SelectMultipleField("With it", choices=["milk", "honey"])


@pytest.fixture
def form() -> Ordered:
    form = Ordered(MultiDict([("size", "l"), ("tea", "2"), ("with_it", "honey")]))
    form.tea.choices = [(1, "Green")]
    form.tea.choices += [(2, "Black")]
    return form


def test_pairs_are_offered_said_or_set_or_added(form):
    assert [*form.size.choices] == [SelectChoice("s", "Small"), SelectChoice("l", "Large")]
    assert [*form.tea.choices] == [SelectChoice(1, "Green"), SelectChoice(2, "Black")]


def test_what_is_offered_can_be_chosen(form):
    assert form.validate()
    assert (form.size.data, form.tea.data, form.with_it.data) == ("l", 2, ["honey"])
    assert '<option selected value="2">Black</option>' in form.tea()
    assert [str(box.label.text) for box in form.size] == ["Small", "Large"]


def test_what_is_not_offered_cannot(form):
    form.tea.choices = [(1, "Green")]
    assert not form.validate()
    assert "tea" in form.errors


def test_a_form_does_not_share_what_is_added(form):
    form.size.choices += [("x", "Huge")]
    assert len(Ordered().size.choices) == 2
