"""Everything essential works in a browser that runs no script."""

from playwright.sync_api import expect

from tests.journeys.steps import coming
from tests.stand.cast import PASSWORD, RECEPTIONIST


def test_sign_in_book_move_mark_and_cancel_by_plain_forms(contexts, portal, norte):
    page = contexts(java_script_enabled=False).new_page()
    page.goto(f"{portal.url}/login")
    page.fill("input[name=email]", RECEPTIONIST)
    page.fill("input[name=password]", PASSWORD)
    page.click("form:has(input[name=password]) button[type=submit]")
    page.goto(f"{portal.url}/c/norte/agenda?day={coming(24)}")
    page.locator(f"#column-{norte.practitioners[0]} a.gap").first.click()
    expect(page.get_by_label("Hora")).to_have_value("08:00")
    page.get_by_label("Nota").fill("Sin guiones")

    page.locator("input[name=q]:visible").last.fill("garcia")
    page.locator("button[name=find]:visible").click()
    page.locator("main li", has_text="Iñaki García López").get_by_role("link").first.click()
    expect(page.get_by_label("Nota")).to_have_value("Sin guiones")
    page.get_by_role("button", name="Próximas horas libres").click()
    expect(page.locator("#free-choices button")).to_have_count(6)
    expect(page.get_by_label("Nota")).to_have_value("Sin guiones")
    expect(page.locator("#chosen-patient")).to_contain_text("Iñaki García López")
    page.locator("#time").press("Enter")
    expect(page.locator("article.appointment")).to_have_count(1)
    expect(page.locator("#flashes")).to_contain_text("Agendada")

    page.locator("article.appointment > a").click(force=True)
    expect(page.locator("main")).to_contain_text("Sin guiones")
    page.get_by_role("button", name="Confirmada", exact=True).click()
    expect(page.locator("article.appointment.is-confirmed")).to_have_count(1)
    page.locator("article.appointment > a").click(force=True)
    page.locator("main a[aria-keyshortcuts=M]").click()
    page.get_by_label("Hora").fill("09:30")
    page.get_by_role("button", name="Mover").click()
    expect(page.locator("article.appointment time")).to_have_text("09:30")
    page.locator("article.appointment > a").click(force=True)
    page.locator("main a.is-cancelled").click()
    page.get_by_label("Se agendó por error").check()
    page.get_by_role("button", name="Cancelar").click()
    expect(page.locator("article.appointment")).to_have_count(0)


def test_a_session_that_ended_keeps_the_form_without_scripts(contexts, portal, norte):
    page = contexts(java_script_enabled=False).new_page()
    page.goto(f"{portal.url}/login")
    page.fill("input[name=email]", RECEPTIONIST)
    page.fill("input[name=password]", PASSWORD)
    page.click("form:has(input[name=password]) button[type=submit]")
    page.goto(
        f"{portal.url}/c/norte/agenda/appointments/new?day={coming(25)}&time=10:00&patient_id={norte.patients[0]}"
    )
    page.get_by_label("Nota").fill("No se pierde")
    page.context.clear_cookies()
    page.get_by_role("button", name="Agendar").click()
    page.fill("input[name=email]", RECEPTIONIST)
    page.fill("input[name=password]", PASSWORD)
    page.click("form:has(input[name=password]) button[type=submit]")
    page.locator("main button[type=submit], .signed-out button[type=submit]").first.click()
    expect(page.locator("article.appointment")).to_have_count(1)
    page.locator("article.appointment > a").click(force=True)
    expect(page.locator("main")).to_contain_text("No se pierde")


def test_a_clash_a_wait_a_confirmation_and_what_is_taken_back_by_plain_forms(contexts, portal, norte):
    page, day, vega = contexts(java_script_enabled=False).new_page(), coming(122), norte.practitioners[0]
    page.goto(f"{portal.url}/login")
    page.fill("input[name=email]", RECEPTIONIST)
    page.fill("input[name=password]", PASSWORD)
    page.click("form:has(input[name=password]) button[type=submit]")
    front, maria = f"{portal.url}/c/norte/agenda", norte.patients[0]

    def form(patient: int, time: str) -> None:
        page.goto(f"{front}/appointments/new?day={day}&time={time}&practitioner_id={vega}&patient_id={patient}")

    form(maria, "10:00")
    page.get_by_role("button", name="Agendar", exact=True).click()
    expect(page.locator("#flashes")).to_contain_text("Agendada")
    form(norte.patients[1], "10:15")
    page.get_by_label("Nota").fill("Sin prisa")
    page.get_by_role("button", name="Agendar", exact=True).click()
    expect(page.locator("#clash")).to_contain_text("María José Núñez Álvarez")
    expect(page.get_by_label("Nota")).to_have_value("Sin prisa")
    page.get_by_role("button", name="Lista de espera…").click()
    expect(page.locator("#chosen-patient")).to_contain_text("Iñaki García López")
    page.get_by_label("Hasta el día").fill(day.isoformat())
    page.get_by_role("button", name="Guardar").click()
    expect(page.locator("#waitlist-table")).to_contain_text("Iñaki García López")

    page.goto(f"{front}?day={day}")
    page.locator("article.appointment > a").click(force=True)
    page.get_by_role("button", name="Confirmada", exact=True).click()
    expect(page.locator("article.appointment.is-confirmed")).to_have_count(1)
    page.locator("article.appointment > a").click(force=True)
    page.get_by_role("button", name="Deshacer").click()
    expect(page.locator("article.appointment.is-confirmed")).to_have_count(0)
    page.locator("article.appointment > a").click(force=True)
    page.locator("main a.is-cancelled").click()
    page.get_by_label("Se agendó por error").check()
    page.get_by_role("button", name="Cancelar").click()
    fits = page.locator("li", has_text="Iñaki García López")
    fits.get_by_role("button", name="Agendar").click()
    expect(page.locator("article.appointment")).to_have_count(1)
    expect(page.locator("article.appointment")).to_contain_text("Iñaki García López")
    page.locator("article.appointment > a").click(force=True)
    page.get_by_role("button", name="Deshacer").click()
    expect(page.locator("article.appointment")).to_have_count(0)
