"""The admin's pages of a catalog: they work, they need the permission, another clinic gets 404."""

import pytest

from tests.catalogs.shelf_of_procedures import GRID, HTMX, fill_procedures
from tests.stand.cast import ADMIN, DOCTOR, STRANGER

ONE = "/c/norte/catalogs/procedures"
PATHS = (GRID, f"{ONE}/changes", f"{ONE}/upstream", f"{ONE}/own/new")


@pytest.fixture
def admin(app, browser_of):
    fill_procedures(app)
    return browser_of(ADMIN)


@pytest.mark.parametrize("path", PATHS)
def test_it_works(admin, path):
    assert admin.get(path).status_code == 200
    assert admin.get(path, headers=HTMX).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_it_needs_the_permission(app, browser_of, path):
    assert browser_of(DOCTOR).get(path).status_code == 403


@pytest.mark.parametrize("path", PATHS)
def test_another_clinic_gets_404(app, browser_of, path):
    assert browser_of(STRANGER).get(path).status_code == 404
