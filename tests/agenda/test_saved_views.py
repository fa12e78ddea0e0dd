"""How a person looks at the agenda is kept: the last choice, and views with a name; nobody else's."""

import re
from datetime import timedelta

import pytest

from clinic_portal.contracts.agenda import MOST_VIEWS, AgendaContract, SaveView, TooManyViews, ViewFields
from clinic_portal.foundation.actor import acting_as
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import NotFound
from tests.agenda.test_pages import HTMX, TOMORROW, booked
from tests.conftest import csrf_of
from tests.stand.cast import DOCTOR, RECEPTIONIST, STRANGER

HERE = "/c/norte/agenda"
ONE_PERSON, ANOTHER = 1, 2


@pytest.fixture
def desk(browser_of):
    return browser_of(RECEPTIONIST)


def choose(browser, **values):
    fields = {"csrf_token": csrf_of(browser.get(f"{HERE}?by=practitioner").text), "day": TOMORROW.isoformat()} | values
    return browser.post(f"{HERE}/filters", data=fields)


def save(browser, name, **values):
    fields = {"csrf_token": csrf_of(browser.get(f"{HERE}?by=practitioner").text), "name": name} | values
    return browser.post(f"{HERE}/views", data=fields, headers=HTMX)


def test_what_was_chosen_last_is_shown_the_next_time_on_another_device_too(browser_of, desk, norte):
    assert choose(desk, by="room", branch=norte.branch, span="day", cancelled="1").status_code == 303
    page = browser_of(RECEPTIONIST).get(HERE).text
    assert 'data-by="room"' in page
    assert "cancelled=1" in page
    assert 'data-by="practitioner"' in browser_of(DOCTOR).get(HERE).text, "everybody has their own"


def test_a_week_that_was_chosen_last_is_where_the_agenda_opens(desk, norte):
    choose(desk, by="practitioner", branch=norte.branch, to_span="week")
    answer = desk.get(HERE)
    assert answer.status_code == 303
    assert answer.location.startswith(f"{HERE}/week?")
    assert desk.get(f"{HERE}?day={TOMORROW}").status_code == 200, "an address that says a day shows it"


def test_a_filter_hides_columns_and_what_it_hides_still_takes_its_time(desk, norte):
    booked(desk, norte)
    answer = choose(desk, branch=norte.branch, by="practitioner", only=[norte.practitioners[0]], states=["arrived"])
    page = desk.get(answer.location).text
    assert page.count('<section class="column') == 1
    assert page.count("<article") == 0
    assert page.count('class="filtered') == 1
    assert f'id="gap-{norte.practitioners[0]}-120"' not in page, "ten o'clock is taken"
    kinds = choose(desk, branch=norte.branch, by="practitioner", kinds=[norte.visit])
    assert desk.get(kinds.location).text.count("<article") == 1


def test_other_columns_begin_without_the_filter_of_these(desk, norte):
    answer = choose(desk, branch=norte.branch, by="practitioner", only=[norte.practitioners[0]], to_by="room")
    assert "by=room" in answer.location
    assert "only=" not in answer.location


def test_a_view_is_saved_switched_to_renamed_and_deleted(desk, norte):
    assert save(desk, "Sala", by="room", branch=norte.branch, span="week").status_code == 200
    page = desk.get(f"{HERE}?by=practitioner").text
    assert re.search(r'data-view="1"[^>]*><kbd[^>]*>1</kbd><span>Sala', page)
    answer = choose(desk, view="1")
    assert answer.location.startswith(f"{HERE}/week?day={TOMORROW}")
    assert "by=room" in answer.location
    assert save(desk, "Salas", view="1", branch=norte.branch).status_code == 200
    assert "Salas" in desk.get(f"{HERE}/views", headers=HTMX).text
    token = csrf_of(desk.get(f"{HERE}?by=practitioner").text)
    assert desk.post(f"{HERE}/views/removal", data={"csrf_token": token, "view": "1"}).status_code == 303
    assert choose(desk, view="1").status_code == 404


def test_a_name_stands_once_and_a_typed_one_is_not_lost(desk, norte):
    for name in ("Mañana", "Tarde"):
        save(desk, name, branch=norte.branch)
    again = save(desk, "Mañana", branch=norte.branch, by="room")
    assert again.status_code == 200
    assert desk.get(f"{HERE}/views", headers=HTMX).text.count("Mañana") == 2, "its button and its name field"
    refused = save(desk, "Mañana", view="2", branch=norte.branch)
    assert refused.status_code == 422
    assert "Ya tiene una vista con ese nombre." in refused.text
    assert save(desk, " ", branch=norte.branch).status_code == 422
    assert save(desk, "x" * 41, branch=norte.branch).status_code == 422


def test_there_are_nine_and_each_has_its_own(within, norte, sur):
    fields = ViewFields(branch_id=norte.branch)
    with within(norte), acting_as(ONE_PERSON):
        agenda = find(AgendaContract)
        places = [agenda.save_view(SaveView(name=str(number), fields=fields)).place for number in range(MOST_VIEWS)]
        with pytest.raises(TooManyViews):
            agenda.save_view(SaveView(name="more", fields=fields))
        agenda.delete_view(4)
        assert agenda.save_view(SaveView(name="more", fields=fields)).place == 4
    assert places == list(range(1, MOST_VIEWS + 1))
    for house, person in ((norte, ANOTHER), (sur, ONE_PERSON)):
        with within(house), acting_as(person):
            assert agenda.my_views().saved == ()
            with pytest.raises(NotFound):
                agenda.delete_view(1)


@pytest.mark.parametrize("path", ["filters", "views"])
def test_the_panels_work_alone_and_a_stranger_meets_nothing(browser_of, desk, path):
    assert desk.get(f"{HERE}/{path}").status_code == 200
    assert desk.get(f"{HERE}/{path}", headers=HTMX).status_code == 200
    assert browser_of(STRANGER).get(f"{HERE}/{path}").status_code == 404


def test_another_clinics_branch_is_not_remembered(desk, sur):
    assert choose(desk, branch=sur.branch + 1000).status_code == 404


@pytest.mark.parametrize("values", [{"only": ["x"]}, {"kinds": ["9" * 30]}, {"states": ["nowhere"]}, {"span": "year"}])
def test_odd_choices_are_left_out(desk, norte, values):
    answer = choose(desk, branch=norte.branch, by="practitioner", **values)
    assert answer.status_code == 303
    later = (TOMORROW + timedelta(days=1)).isoformat()
    assert desk.get(answer.location.replace(TOMORROW.isoformat(), later)).status_code == 200
