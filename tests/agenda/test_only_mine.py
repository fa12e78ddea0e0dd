"""A practitioner who is signed in sees their own column alone, if they like."""

import re

import pytest

from clinic_portal.contracts.clinics import AddBranch, ClinicsContract
from clinic_portal.contracts.identity import IdentityContract
from clinic_portal.foundation.directory import find
from tests.clinics.arranging import edited_practitioner
from tests.conftest import csrf_of
from tests.stand.cast import BOTH, DOCTOR, RECEPTIONIST, House

AGENDA = "/c/norte/agenda"


def user_of(email: str) -> int:
    (row,) = find(IdentityContract).staff(email).rows
    return row.user_id


def link(email: str, which: int = 0, **different: object) -> None:
    one = find(ClinicsContract).directory().practitioners[which]
    find(ClinicsContract).edit_practitioner(edited_practitioner(one, user_id=user_of(email), **different))


@pytest.fixture
def vega(within, norte: House) -> int:
    """The practitioner that the signed-in doctor is."""
    with within(norte):
        link(DOCTOR)
    return norte.practitioners[0]


def columns(page: str) -> list[int]:
    return [int(found) for found in re.findall(r'<section class="column[^>]*data-column="(\d+)"', page)]


def press(browser, page: str, whose: str) -> str:
    """The page after the button of whose columns are shown."""
    inside = page[page.index('id="shown-form"') :].split("</form>", maxsplit=1)[0]
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', inside))
    assert f'name="to_whose" value="{whose}"' in inside
    token = {"csrf_token": csrf_of(page)}
    answer = browser.post(f"{AGENDA}/filters", data={**fields, **token, "to_whose": whose})
    assert answer.status_code == 303
    return browser.get(answer.location).text


def test_a_linked_doctor_sees_the_own_column_alone_and_everybody_again(browser_of, norte, vega):
    doctor = browser_of(DOCTOR)
    page = doctor.get(AGENDA).text
    assert columns(page) == list(norte.practitioners)
    own = press(doctor, page, "mine")
    assert columns(own) == [vega]
    assert 'value="mine" aria-current="true"' in own
    assert columns(doctor.get(AGENDA).text) == [vega], "the next day begins so"
    assert columns(press(doctor, own, "everybody")) == list(norte.practitioners)


def test_it_stays_when_the_day_changes_and_when_the_board_is_asked_for_again(browser_of, vega):
    doctor = browser_of(DOCTOR)
    own = press(doctor, doctor.get(f"{AGENDA}?day=2027-03-01&by=room").text, "mine")
    board = re.search(r'data-board="([^"]+)"', own)[1].replace("&amp;", "&")
    after = re.search(r'href="([^"]+)"[^>]*data-step="1"', own)[1].replace("&amp;", "&")
    assert columns(doctor.get(board).text) == columns(doctor.get(after).text) == [vega]


def test_who_is_no_practitioner_here_is_not_asked(browser_of, within, norte, sur, vega):
    rosa = browser_of(RECEPTIONIST)
    page = rosa.get(AGENDA).text
    assert "Solo lo mío" not in page
    sent = rosa.post(f"{AGENDA}/filters", data={"csrf_token": csrf_of(page), "to_whose": "mine"})
    assert columns(rosa.get(sent.location).text) == list(norte.practitioners)
    with within(sur):
        link(BOTH)
    both = browser_of(BOTH)
    assert "Solo lo mío" not in both.get(AGENDA).text
    assert "Solo lo mío" in both.get("/c/sur/agenda").text


def test_from_a_branch_where_they_see_nobody_it_leads_to_their_own(browser_of, within, norte, vega):
    with within(norte):
        port = find(ClinicsContract).add_branch(AddBranch(name="Puerto")).id
    doctor = browser_of(DOCTOR)
    page = doctor.get(f"{AGENDA}?branch={port}").text
    assert columns(page) == []
    assert columns(press(doctor, page, "mine")) == [vega]


@pytest.mark.parametrize("language", ["es", "en"])
def test_it_speaks_both_languages(browser_of, vega, language):
    doctor = browser_of(DOCTOR)
    doctor.set_cookie("language", language)
    assert {"es": "Solo lo mío", "en": "Only mine"}[language] in doctor.get(AGENDA).text


@pytest.mark.parametrize("span", ["", "/week"])
def test_the_key_enter_presses_a_button_that_changes_nothing_of_the_view(browser_of, vega, span):
    """A form's first button is pressed by Enter in any of its fields, shown or not."""
    page = browser_of(DOCTOR).get(f"{AGENDA}{span}").text
    bar = page[page.index('<div class="agenda-bar">') : page.index('id="to-waiting-list"')]
    buttons = re.findall(r'<button type="submit"[^>]*>', bar)
    assert len(buttons) > 3
    assert "name=" not in buttons[0]
