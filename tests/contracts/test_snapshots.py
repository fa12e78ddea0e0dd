"""A contract does not change unnoticed: its shapes are compared with those written down."""

import json

import pytest

from tests.contracts.snapshots import CONTEXTS, FOLDER, file_of, shape

RENEW = "the contract's shape changed: if that is meant, run `python -m tests.contracts.snapshots`"


@pytest.mark.parametrize("context", CONTEXTS)
def test_a_contract_is_as_it_was_written_down(context):
    assert shape(context) == json.loads(file_of(context).read_text()), RENEW


def test_no_shape_is_kept_of_a_contract_that_is_gone():
    assert sorted(file.stem for file in FOLDER.glob("*.json")) == CONTEXTS
