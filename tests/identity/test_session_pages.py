"""The page of one's open sessions."""

from flask import Flask

from tests.conftest import csrf_of
from tests.identity.conftest import HTMX
from tests.stand.cast import DOCTOR, RECEPTIONIST, STRANGER

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


def handles(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('id="session-')[1:]]


def test_it_lists_where_one_is_signed_in(browser_of) -> None:
    first, second = browser_of(RECEPTIONIST), browser_of(RECEPTIONIST)
    page = first.get("/me/sessions").text
    assert len(handles(page)) == 2
    assert page.count("Esta</span>") == 1
    assert "127.0.0.1" in page
    assert len(handles(second.get("/me/sessions", headers=HTMX).text)) == 2


def test_it_needs_a_sign_in(app: Flask) -> None:
    assert app.test_client().get("/me/sessions").location == "/login?next=/me/sessions"


def test_ending_another_session_shuts_that_browser_out(browser_of) -> None:
    first, second = browser_of(RECEPTIONIST), browser_of(RECEPTIONIST)
    page = first.get("/me/sessions").text
    newer, _current = handles(page)
    data = {"csrf_token": csrf_of(page)}
    answer = first.post(f"/me/sessions/{newer}/end", data=data, headers=HTMX)
    assert answer.status_code == 200
    assert len(handles(answer.text)) == 1
    assert second.get("/me/sessions").status_code == 303
    assert first.get("/me/sessions").status_code == 200


def test_without_javascript_it_comes_back_to_the_list(browser_of) -> None:
    first, _second = browser_of(RECEPTIONIST), browser_of(RECEPTIONIST)
    page = first.get("/me/sessions").text
    answer = first.post(f"/me/sessions/{handles(page)[0]}/end", data={"csrf_token": csrf_of(page)})
    assert (answer.status_code, answer.location) == (303, "/me/sessions")
    assert "La sesión se ha cerrado." in first.get("/me/sessions").text


def test_ending_the_current_one_is_signing_out(browser_of) -> None:
    client = browser_of(RECEPTIONIST)
    page = client.get("/me/sessions").text
    answer = client.post(f"/me/sessions/{handles(page)[0]}/end", data={"csrf_token": csrf_of(page)})
    assert answer.location == "/login"
    assert client.get("/me/sessions").status_code == 303


def test_ending_all_others_leaves_this_one(browser_of) -> None:
    others = [browser_of(RECEPTIONIST) for _browser in range(2)]
    client = browser_of(RECEPTIONIST)
    page = client.get("/me/sessions").text
    client.post("/me/sessions/others/end", data={"csrf_token": csrf_of(page)})
    assert len(handles(client.get("/me/sessions").text)) == 1
    assert [one.get("/me/sessions").status_code for one in others] == [303, 303]


def test_a_strangers_session_is_not_found(browser_of) -> None:
    stranger, doctor = browser_of(STRANGER), browser_of(DOCTOR)
    (theirs,) = handles(stranger.get("/me/sessions").text)
    data = {"csrf_token": csrf_of(doctor.get("/me/sessions").text)}
    assert doctor.post(f"/me/sessions/{theirs}/end", data=data).status_code == 404
    assert stranger.get("/me/sessions").status_code == 200
