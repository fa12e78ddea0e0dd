"""The clinic's logo: put up, worn in the top bar, served as nothing but a picture, and taken down."""

import io

import pytest

from tests.clinics.arranging import door
from tests.clinics.sent import HTMX, SETTINGS
from tests.clinics.uploads import photograph, picture
from tests.conftest import csrf_of
from tests.stand.cast import ADMIN, RECEPTIONIST, STRANGER

LOGO = "/c/norte/logo"


@pytest.fixture
def desk(browser_of):
    return browser_of(ADMIN)


def upload(desk, content: bytes, name: str = "logo.png", headers: dict[str, str] | None = None):
    token = csrf_of(desk.get(f"{SETTINGS}/logo").text)
    data = {"csrf_token": token, "file": (io.BytesIO(content), name)}
    return desk.post(f"{SETTINGS}/logo", data=data, headers=headers, content_type="multipart/form-data")


def test_it_is_put_up_worn_and_taken_down(desk, within, norte):
    assert desk.get(LOGO).status_code == 404
    assert upload(desk, picture()).location == SETTINGS
    with within(norte):
        fingerprint = door().directory().clinic.logo
    page = desk.get("/c/norte/agenda").text
    assert f'src="{LOGO}?v={fingerprint}"' in page
    assert "Logotipo de Clínica Norte" in desk.get(SETTINGS).text
    removed = desk.post(f"{SETTINGS}/logo/removal", data={"csrf_token": csrf_of(page)})
    assert removed.location == SETTINGS
    assert desk.get(LOGO).status_code == 404
    assert LOGO not in desk.get("/c/norte/agenda").text


def test_it_is_served_as_a_picture_and_once(desk, browser_of):
    upload(desk, picture())
    answer = browser_of(RECEPTIONIST).get(LOGO)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert "private" in answer.headers["Cache-Control"]
    assert answer.data.startswith(b"\x89PNG")
    again = desk.get(LOGO, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    upload(desk, picture(size=(20, 20)))
    assert desk.get(LOGO, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 200


def test_a_stranger_sees_none(desk, browser_of):
    upload(desk, picture())
    stranger = browser_of(STRANGER)
    assert stranger.get(LOGO).status_code == 404
    assert stranger.get("/c/sur/logo").status_code == 404
    assert "/logo?" not in stranger.get("/c/sur/agenda").text


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "panel"])
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("logo.svg", b"<svg/>", "No es una imagen que podamos mostrar"),
        ("logo.png", b"<svg/>", "No es una imagen que podamos mostrar"),
        ("logo.png", picture() + b"\0" * 1_100_000, "pesa más de 1 MB"),
        ("logo.png", picture(size=(4_001, 2)), "demasiados píxeles"),
        ("logo.jpg", photograph(b"\x01\x00"), "No es una imagen que podamos mostrar"),
        ("logo.jpg", photograph(b"\x01\x1a"), "No es una imagen que podamos mostrar"),
        ("", b"", "Elija un archivo."),
    ],
)
def test_what_cannot_be_shown_is_refused_beside_the_field(desk, within, norte, name, content, sentence, headers):
    answer = upload(desk, content, name, headers)
    assert answer.status_code == 422
    assert sentence in answer.text[answer.text.index('id="file-error"') :]
    with within(norte):
        assert door().directory().clinic.logo == ""


def test_what_no_request_may_weigh_is_refused_plainly(desk):
    answer = upload(desk, b"\0" * 3_000_000)
    assert answer.status_code == 413
