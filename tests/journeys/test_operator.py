"""An operator's morning: a clinic is created, suspended, read about by its people, and reopened; all of it recorded."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, assert_accessible
from tests.journeys.steps import origin
from tests.stand.cast import OPERATOR, STRANGER

PAGES = (
    "/operator/clinics",
    "/operator/clinics?q=nada",
    "/operator/new-clinic",
    "/operator/clinics/norte",
    "/operator/clinics/norte/suspension",
    "/operator/clinics/norte/administrators",
    "/operator/flags",
    "/operator/catalogs/diseases",
    "/operator/catalogs/procedures/new",
    "/operator/catalogs/treatment-templates/new",
    "/operator/editions",
    "/operator/record",
    "/operator/record?clinic=nada",
    "/operator/outbox",
)
FACES = {
    "desk": {"viewport": DESKTOP},
    "phone": {"viewport": PHONE, "has_touch": True},
    "dark": {"color_scheme": "dark"},
    "english": {"cookies": {"language": "en"}},
}


@pytest.mark.parametrize("face", FACES)
def test_every_page_in_every_face(desk, face: str) -> None:
    options = dict(FACES[face])
    cookies = options.pop("cookies", {})
    page: Page = desk(OPERATOR, **options)
    page.context.add_cookies([{"name": name, "value": value, "url": origin(page)} for name, value in cookies.items()])
    for address in PAGES:
        page.goto(f"{origin(page)}{address}")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    assert page.complaints == []


def test_a_clinics_life_stands_in_the_record(desk) -> None:
    operator, receptionist = desk(OPERATOR), desk(STRANGER)
    operator.goto(f"{origin(operator)}/")
    operator.get_by_role("link", name="Nueva clínica").click()
    operator.get_by_label("Nombre", exact=False).first.fill("Clínica del Puerto")
    operator.get_by_label("Nombre corto").fill("norte")
    operator.get_by_role("button", name="Crear la clínica").click()
    expect(operator.get_by_text("Otra clínica ya tiene este nombre corto.").first).to_be_visible()
    assert_accessible(operator)
    operator.get_by_label("Nombre corto").fill("puerto")
    operator.get_by_role("button", name="Crear la clínica").click()
    expect(operator.get_by_role("heading", name="Clínica del Puerto")).to_be_visible()

    operator.get_by_role("button", name="Activar agenda.week-strip").click()
    expect(operator.get_by_role("button", name="Desactivar agenda.week-strip")).to_be_focused()

    operator.goto(f"{origin(operator)}/operator/clinics")
    operator.get_by_label("Nombre o nombre corto").press_sequentially("sur")
    expect(operator.locator("#clinic-norte")).to_have_count(0)
    operator.get_by_role("link", name="Clínica Sur").click()
    operator.get_by_role("link", name="Suspender…").click()
    operator.get_by_label("Motivo").fill("Contrato terminado")
    operator.get_by_role("button", name="Suspender la clínica").click()
    expect(operator.get_by_role("button", name="Reabrir")).to_be_visible()
    assert_accessible(operator)

    receptionist.goto(f"{origin(receptionist)}/c/sur/agenda")
    expect(receptionist.get_by_role("heading", name="Clínica suspendida")).to_be_visible()
    expect(receptionist.locator("main")).to_contain_text("Clínica Sur está suspendida")
    expect(receptionist.locator("main")).not_to_contain_text("Contrato terminado")
    assert_accessible(receptionist)
    receptionist.goto(f"{origin(receptionist)}/")
    assert_accessible(receptionist)

    operator.get_by_role("button", name="Reabrir").click()
    expect(operator.get_by_text("La clínica vuelve a estar abierta.")).to_be_visible()
    receptionist.goto(f"{origin(receptionist)}/c/sur/agenda")
    expect(receptionist.locator("#day")).to_be_visible()

    operator.get_by_role("link", name="Todo el registro").click()
    rows = operator.locator("#record tbody tr")
    expect(rows.nth(0)).to_contain_text("Clínica reabierta")
    expect(rows.nth(1)).to_contain_text("Contrato terminado")
    expect(rows.nth(0)).to_contain_text(OPERATOR)
    operator.get_by_label("Clínica (nombre corto)").fill("puerto")
    expect(rows.nth(0)).to_contain_text("Función cambiada")
    expect(rows.nth(1)).to_contain_text("Clínica creada")
