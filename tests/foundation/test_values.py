"""Values that are made without a check are what checked ones are."""

import pickle

import pytest
from pydantic import ValidationError

from clinic_portal.foundation.values import Page, Value


class Lamp(Value):
    name: str
    watts: int = 5


def test_a_trusted_value_is_equal_to_a_checked_one_in_every_way():
    trusted, checked = Lamp.trusted(name="desk", watts=7), Lamp(name="desk", watts=7)
    assert trusted == checked
    assert hash(trusted) == hash(checked)
    assert trusted.model_dump_json() == checked.model_dump_json()
    assert trusted.model_copy(update={"watts": 9}) == Lamp(name="desk", watts=9)
    assert pickle.loads(pickle.dumps(trusted)) == checked  # its own
    assert repr(trusted) == repr(checked)


def test_it_is_frozen_and_no_field_may_lack():
    with pytest.raises(ValidationError):
        Lamp.trusted(name="desk", watts=7).watts = 8
    with pytest.raises(TypeError, match="name, watts"):
        Lamp.trusted(name="desk")


def test_what_it_is_made_of_can_be_computed_with():
    assert Page.trusted(total=41, page=1, size=20).pages == 3
