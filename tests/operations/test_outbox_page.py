"""The operators' outbox: all clinics, no contents; retries."""

import pytest

from tests.conftest import csrf_of
from tests.operations.conftest import SECRET
from tests.stand.cast import ADMIN, OPERATOR, RECEPTIONIST

PAGE = "/operator/outbox"


@pytest.fixture
def operator(browser_of):
    return browser_of(OPERATOR)


def test_it_counts_and_lists_what_is_undone_in_all_clinics(operator, entries):
    page = operator.get(PAGE).text
    assert f'id="entry-{entries["undone"]}"' in page
    assert f'id="entry-{entries["dead"]}"' not in page
    assert f'id="entry-{entries["done"]}"' not in page
    assert "notifications.gone" in page


def test_it_lists_the_dead_with_their_last_failure(operator, entries):
    page = operator.get(f"{PAGE}?dead=1").text
    assert f'id="entry-{entries["dead"]}"' in page
    assert "NoListener: notifications.gone" in page


def test_it_never_shows_what_a_fact_says(operator, entries):
    assert SECRET not in operator.get(PAGE).text + operator.get(f"{PAGE}?dead=1").text


def test_one_entry_is_retried(operator, entries, state):
    token = csrf_of(operator.get(PAGE).text)
    answer = operator.post(f"{PAGE}/{entries['dead']}/retries", data={"csrf_token": token})
    assert answer.status_code == 303
    assert state(entries["dead"]) == (0, False)
    assert "vuelve a repartirse" in operator.get(PAGE).text


def test_all_dead_entries_are_retried_and_no_other(operator, entries, state):
    token = csrf_of(operator.get(PAGE).text)
    operator.post(f"{PAGE}/retries", data={"csrf_token": token})
    assert state(entries["dead"]) == (0, False)
    assert state(entries["undone"]) == (2, False)


def test_what_is_done_is_not_retried(operator, entries):
    token = csrf_of(operator.get(PAGE).text)
    assert operator.post(f"{PAGE}/{entries['done']}/retries", data={"csrf_token": token}).status_code == 404


def test_it_refreshes_itself_by_its_fragment(operator, entries):
    fragment = operator.get(f"{PAGE}?dead=1", headers={"HX-Request": "true"}).text
    assert fragment.startswith('<div class="stack" id="outbox"')
    assert 'hx-get="/operator/outbox?dead=1"' in fragment


@pytest.mark.parametrize("email", [RECEPTIONIST, ADMIN])
def test_no_role_of_a_clinic_opens_it(browser_of, entries, email, state):
    client = browser_of(email)
    token = csrf_of(client.get("/c/norte/agenda").text)
    assert client.get(PAGE).status_code == 404
    for address in (f"{PAGE}/retries", f"{PAGE}/{entries['dead']}/retries"):
        assert client.post(address, data={"csrf_token": token}).status_code == 404
    assert state(entries["dead"]) == (13, True)


def test_nobody_opens_it_without_signing_in(app):
    assert app.test_client().get(PAGE).status_code in {302, 303}


def test_a_retry_needs_the_forgery_token(operator, entries, state):
    assert operator.post(f"{PAGE}/{entries['dead']}/retries").status_code == 400
    assert state(entries["dead"]) == (13, True)
