"""The operators' registry is searched as people write names: accents, dots, hyphens, in any case, on both sides."""

import pytest

from clinic_portal.contracts.clinics import ClinicsContract, ClinicSearch, CreateClinic
from clinic_portal.foundation.directory import find
from tests.stand.cast import OPERATOR

CLINICS = (("san-juan", "Clínica del Mar"), ("sm", "St. Mary's DENTAL"), ("jose", "Clinica Jose"), ("an", "Ñandú"))


@pytest.fixture
def registry(app):
    with app.app_context():
        for slug, name in CLINICS:
            find(ClinicsContract).create_clinic(CreateClinic(slug=slug, name=name))


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("san-juan", "san-juan"),
        ("SAN-JUAN", "san-juan"),
        ("St. Mary", "sm"),
        ("st. mary's dental", "sm"),
        ("ST. MARY'S", "sm"),
        ("CLINICA DEL MAR", "san-juan"),
        ("clínica josé", "jose"),
        ("JOSÉ", "jose"),
        ("nandu", "an"),
        ("  ñandú ", "an"),
    ],
)
def test_a_clinic_is_found_as_it_is_written(app, registry, typed, slug):
    with app.app_context():
        assert [entry.slug for entry in find(ClinicsContract).clinics(ClinicSearch(text=typed)).entries] == [slug]


@pytest.mark.parametrize("typed", ["san-juan", "SAN-JUAN", " san-juan "])
def test_the_record_of_one_clinic_is_found_by_its_short_name(registry, browser_of, typed):
    page = browser_of(OPERATOR).get("/operator/record", query_string={"clinic": typed}).text
    assert page.count('<tr id="deed-') == 1
    assert "<ins>Clínica del Mar</ins>" in page


def test_the_record_is_of_the_named_clinic_however_many_names_begin_like_it(app, registry, browser_of):
    """A page of the registry holds fifty; the one meant may be after them."""
    with app.app_context():
        for number in range(51):
            find(ClinicsContract).create_clinic(CreateClinic(slug=f"a{number:02}-sm", name="Otra"))
    page = browser_of(OPERATOR).get("/operator/record?clinic=sm").text
    assert page.count('<tr id="deed-') == 1


FORMS = {"/operator/new-clinic": OPERATOR, "/c/norte/settings/profile": "admin@norte.example"}


@pytest.mark.parametrize("address", sorted(FORMS))
def test_only_countries_and_money_in_use_are_offered(browser_of, address):
    page = browser_of(FORMS[address]).get(address).text
    offered = [f'value="{code}"' in page for code in ("ES", "MX", "EUR", "MXN")]
    assert offered == [True] * 4
    assert not any(f'value="{code}"' in page for code in ("EU", "ZZ", "UN", "QO", "150", "ESP", "DEM", "XXX", "XTS"))
