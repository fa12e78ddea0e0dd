"""The pages of those who book by themselves, by hand: without scripts, in two languages, and strangers find nothing."""

import re
from datetime import timedelta

import pytest
import time_machine

from clinic_portal.contracts.agenda import AgendaContract, AppointmentStatus as Status
from clinic_portal.foundation.directory import find
from tests.agenda.online import HERE, NEW, code_for, open_online, rules, times
from tests.agenda.test_kinds_pages import sent
from tests.agenda.wishes import NOW, wish
from tests.conftest import csrf_of
from tests.stand.cast import ADMIN, PATIENTS, RECEPTIONIST, SUR_ADMIN

FRONT, WHO, ASKED, RULES = (
    "/c/norte/book",
    "/c/norte/book/who",
    "/c/norte/agenda/requests",
    "/c/norte/agenda/online-booking",
)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def visitor(app, within, norte):
    with within(norte):
        open_online(norte, approval=True, text="Traiga su <tarjeta>.")
    return app.test_client()


def first_link(page):
    return re.search(r'href="(/c/norte/book/who[^"]+)"', page)[1].replace("&amp;", "&")


def ask(visitor, within, norte, **typed):
    """The page on which the code is typed, and the code."""
    link = first_link(visitor.get(f"{FRONT}?type_id={norte.visit}&language=en").text)
    page = visitor.get(link).text
    answer = visitor.post(WHO, data=sent(page) | NEW | {"way": "sms"} | typed)
    assert answer.status_code == 303, answer.text
    here = answer.headers["Location"]
    with within(norte):
        return here, code_for(here.rpartition("/")[2])


@pytest.mark.parametrize("address", [FRONT, WHO, f"{FRONT}/{'x' * 22}"])
def test_a_clinic_that_has_not_opened_it_has_no_such_page(app, visitor, within, norte, address):
    client = app.test_client()
    assert client.get(address.replace("norte", "sur")).status_code == 404
    assert client.get(address.replace("norte", "nadie")).status_code == 404
    with within(norte):
        rules(open=False)
    closed = client.get(address)
    assert (closed.status_code, "Norte" in closed.text) == (404, False)


def test_it_is_seen_by_anybody_listed_nowhere_and_speaks_two_languages(visitor, norte):
    page = visitor.get(f"{FRONT}?type_id={norte.visit}", headers={"Accept-Language": "es"})
    assert (page.status_code, page.headers["Referrer-Policy"]) == (200, "no-referrer")
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert "Set-Cookie" not in page.headers
    assert "Reservar una cita" in page.text
    assert "Traiga su &lt;tarjeta&gt;." in page.text
    assert 'lang="en" hreflang="en"' in page.text
    english = visitor.get(f"{FRONT}?type_id={norte.visit}&language=en")
    assert "Book an appointment" in english.text
    assert not any(family in english.text for _, family, _ in PATIENTS["norte"])
    assert visitor.get(f"{FRONT}?type_id=999").status_code == 422


def test_a_time_is_asked_for_by_hand_and_the_desk_approves_it(visitor, within, norte, browser_of):
    here, code = ask(visitor, within, norte)
    assert "Type the code" in visitor.get(here).text, "in the language it was asked in"
    wrong = visitor.post(f"{here}/code", data={"code": "12"})
    assert (wrong.status_code, "not the code" in wrong.text, "Tries left: 4" in wrong.text) == (422, True, True)
    assert visitor.get(f"{here}/code").status_code == 405
    assert visitor.post(f"{here}/code", data={"code": code}).status_code == 303
    assert "We have your request" in visitor.get(here).text
    assert visitor.post(f"{here}/code", data={"code": code}).status_code == 303
    desk = browser_of(RECEPTIONIST)
    day = desk.get(f"/c/norte/agenda?day={NOW.date()}").text
    assert "is-pending" in day
    assert "Solicitada" in day
    assert re.search(r'id="to-requests"[^>]*>.*?<span class="badge">1</span>', day, re.DOTALL)
    listed = desk.get(ASKED).text
    assert "Nadia Nueva" in listed
    number = int(re.search(r'id="request-(\d+)"', listed)[1])
    form = {"csrf_token": csrf_of(listed), "version": 1}
    assert desk.post(f"{ASKED}/{number}/approval", data=form | {"version": 7}).status_code == 409
    assert desk.post(f"{ASKED}/{number}/approval", data=form).status_code == 303
    with within(norte):
        assert find(AgendaContract).appointment(number).status is Status.BOOKED
    page = desk.get(f"{ASKED}/{number}").text
    patient = re.search(r'name="patient_id" value="(\d+)"', page)[1]
    assert desk.post(f"{ASKED}/{number}/patient", data=form | {"version": 2, "patient_id": patient}).status_code == 303
    assert "Nada espera respuesta." in desk.get(ASKED).text


def test_whoever_it_is_among_all_patients_is_looked_for_and_the_history_keeps_it(visitor, within, norte, browser_of):
    here, code = ask(visitor, within, norte)
    visitor.post(f"{here}/code", data={"code": code})
    with within(norte):
        number = find(AgendaContract).online_requests()[0].appointment.id
    desk, known = browser_of(RECEPTIONIST), norte.patients[1]
    page = desk.get(f"{ASKED}/{number}?patient_id={known}").text
    assert "Iñaki García López" in page
    form = {"csrf_token": csrf_of(page), "version": 1}
    nobody = desk.post(f"{ASKED}/{number}/patient", data=form)
    assert (nobody.status_code, "Elija un paciente." in nobody.text) == (422, True)
    assert desk.get(f"{ASKED}/{number}?patient_id=99999").status_code == 404
    assert desk.post(f"{ASKED}/{number}/patient", data=form | {"patient_id": 99999}).status_code == 422
    assert desk.post(f"{ASKED}/{number}/patient", data=form | {"patient_id": known, "version": 9}).status_code == 409
    assert desk.post(f"{ASKED}/{number}/patient", data=form | {"patient_id": known}).status_code == 303
    with within(norte):
        found, history = find(AgendaContract).appointment(number), find(AgendaContract).history(number)
    assert (found.patient_id, found.patient_name) == (known, "Iñaki García López")
    assert len(history) == 2, "asked for, and taken for somebody"


def test_the_desk_is_the_clinics_own(visitor, within, norte, browser_of):
    here, code = ask(visitor, within, norte)
    visitor.post(f"{here}/code", data={"code": code})
    with within(norte):
        number = find(AgendaContract).online_requests()[0].appointment.id
    stranger = browser_of(SUR_ADMIN)
    token = {"csrf_token": csrf_of(stranger.get("/c/sur/agenda").text)}
    for path in (f"/c/sur/agenda/requests/{number}", f"/c/norte/agenda/requests/{number}"):
        assert stranger.get(path).status_code == 404
    for act in ("approval", "patient"):
        assert stranger.post(f"/c/sur/agenda/requests/{number}/{act}", data=token).status_code == 404


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(visitor, within, norte):
    link = first_link(visitor.get(f"{FRONT}?type_id={norte.visit}&language=es").text)
    page = visitor.get(link).text
    for typed, said in (
        ({"given": ""}, "Escriba su nombre."),
        ({"phone": "12"}, "teléfono"),
        ({"way": "email", "email": ""}, "Escriba la dirección"),
        ({"way": "email", "email": "no"}, "correo"),
        ({"website": "http://robots.example"}, "Deje esto vacío"),
        ({"birth_date": "ayer"}, "ayer"),
    ):
        answer = visitor.post(WHO, data=sent(page) | NEW | {"way": "sms"} | typed)
        assert (answer.status_code, said in answer.text, "Nueva" in answer.text) == (422, True, True), typed
    assert visitor.post(WHO, data=NEW).status_code == 400, "another site's form"
    for changed in ({"starts_at": "mañana"}, {"type_id": "99"}, {"practitioner_id": "77"}, {"branch_id": ""}):
        assert visitor.post(WHO, data=sent(page) | NEW | {"way": "sms"} | changed).status_code == 404


def test_a_time_taken_meanwhile_and_too_many_codes_are_said_on_the_page(visitor, within, norte):
    link = first_link(visitor.get(f"{FRONT}?type_id={norte.visit}&language=en").text)
    page = visitor.get(link).text
    ask(visitor, within, norte)
    gone = visitor.post(WHO, data=sent(page) | NEW | {"way": "sms"})
    assert (gone.status_code, "taken meanwhile" in gone.text) == (409, True)
    ask(visitor, within, norte)
    ask(visitor, within, norte)
    page = visitor.get(first_link(visitor.get(f"{FRONT}?type_id={norte.visit}&language=en").text)).text
    many = visitor.post(WHO, data=sent(page) | NEW | {"way": "sms"})
    assert (many.status_code, "Too many tries" in many.text, "Nueva" in many.text) == (429, True, True)
    assert many.headers["Retry-After"] == "1200"
    for _ in range(130):
        answer = visitor.get(FRONT)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "2")


def test_another_time_is_chosen_without_another_code(visitor, within, norte):
    here, code = ask(visitor, within, norte)
    with within(norte):
        found = times(norte, address="203.0.113.5")
        agenda, entry = find(AgendaContract), found[0]
        for whom in norte.practitioners:
            agenda.book(wish(norte, practitioner_id=whom, starts_at=entry.starts_at, anyway=True))
    taken = visitor.post(f"{here}/code", data={"code": code})
    assert taken.status_code == 409
    page = visitor.get(here).text
    form = re.search(rf'<form method="post" action="{re.escape(here)}/time">.*?</form>', page, re.DOTALL)[0]
    assert visitor.post(f"{here}/time", data={"starts_at": "nie"}).status_code == 409
    assert visitor.post(f"{here}/time", data=sent(form)).status_code == 303
    assert "We have your request" in visitor.get(here).text


def test_the_clinics_rules_are_the_administrators_and_two_of_them_lose_nothing(browser_of, visitor, within, norte):
    office = browser_of(ADMIN)
    assert browser_of(RECEPTIONIST).get(RULES).status_code == 403
    assert browser_of(SUR_ADMIN).get(RULES).status_code == 404
    page = office.get(RULES).text
    assert "/c/norte/book" in page
    mine = sent(page, text="Mi texto", horizon_days="30")
    assert office.post(RULES, data=mine | {"horizon_days": "0"}).status_code == 422
    with within(norte):
        rules(most_open=5)
    stale = office.post(RULES, data=mine)
    assert (stale.status_code, "Mi texto" in stale.text, 'id="most_open-theirs"' in stale.text) == (409, True, True)
    assert office.post(RULES, data=sent(stale.text, text="Mi texto")).status_code == 303
    with within(norte):
        assert find(AgendaContract).online_policy().text == "Mi texto"


def test_every_step_of_a_strangers_page_is_nowhere(visitor, within, norte):
    here, _ = ask(visitor, within, norte)
    token = here.rpartition("/")[2]
    for wrong in (here.replace("norte", "sur"), here.replace(token, token[::-1])):
        assert visitor.get(wrong).status_code == 404
        for act in ("code", "sending", "time"):
            assert visitor.post(f"{wrong}/{act}", data={"code": "123456"}).status_code == 404
    assert visitor.post(f"{here}/sending").status_code == 303
    assert HERE not in visitor.get(here).text
    assert visitor.get(here).text.count("699 00 11 22") == 1
    with time_machine.travel(NOW + timedelta(hours=30)):
        assert visitor.get(here).status_code == 404


def test_an_open_day_counts_what_is_asked_for_another(visitor, within, norte, sur, browser_of):
    def stamps():
        with within(norte):
            mine = find(AgendaContract).day_stamp(elsewhere), find(AgendaContract).days_stamp(elsewhere, 7)
        with within(sur):
            return (*mine, find(AgendaContract).day_stamp(elsewhere))

    elsewhere = NOW.date() + timedelta(days=90)
    board = f"/c/norte/agenda/board?day={elsewhere}"
    desk, before = browser_of(RECEPTIONIST), stamps()
    assert "badge" not in re.search(r'id="to-requests".*?</a>', desk.get(board).text, re.DOTALL)[0]
    here, code = ask(visitor, within, norte)
    visitor.post(f"{here}/code", data={"code": code})
    assert [was != is_ for was, is_ in zip(before, stamps(), strict=True)] == [True, True, False]
    assert re.search(r'id="to-requests"[^>]*>.*?<span class="badge">1</span>', desk.get(board).text, re.DOTALL)
