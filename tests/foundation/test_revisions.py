"""The newest migration is known without Alembic, and is the one that Alembic names."""

import subprocess
import sys

import pytest

from clinic_portal.cli.stand.home import HOUSE
from clinic_portal.foundation.database.migrate import newest_revision
from clinic_portal.foundation.database.revisions import newest


def test_it_is_the_one_that_alembic_names():
    assert newest() == newest_revision()


def test_two_ends_are_no_chain(tmp_path):
    (tmp_path / "one.py").write_text('revision = "one"\ndown_revision = None\n')
    assert newest(tmp_path) == "one"
    (tmp_path / "two.py").write_text('revision: str = "two"\ndown_revision: str = "one"\n')
    assert newest(tmp_path) == "two"
    (tmp_path / "also.py").write_text('revision = "also"\ndown_revision = "one"\n')
    with pytest.raises(ValueError, match="too many"):
        newest(tmp_path)


def test_a_web_server_does_without_alembic():
    look = "import sys, clinic_portal.app; print('alembic' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", look], cwd=HOUSE, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
