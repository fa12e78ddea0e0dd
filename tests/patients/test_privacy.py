"""No patient's name, phone or note in any log line, whatever is done and whatever goes wrong."""

import logging

import structlog

from tests.conftest import csrf_of
from tests.stand.cast import RECEPTIONIST

SECRETS = ("zenobia", "quintanar", "655123123", "655 12 31 23", "tiene miedo", "zeno@")
ALL = "/c/norte/patients"
PERSON = {
    "given": "Zenobia",
    "family": "Quintanar",
    "phone": "655 12 31 23",
    "email": "zeno@example.com",
    "notes": "Tiene miedo a las agujas",
    "sex": "unknown",
    "language": "es",
}


def walk(desk) -> None:
    token = {"csrf_token": csrf_of(desk.get(f"{ALL}/new").text)}
    made = desk.post(f"{ALL}/new", data={**PERSON, **token})
    desk.post(f"{ALL}/new", data={**PERSON, **token})
    desk.post(f"{ALL}/duplicates", data={**PERSON, **token})
    for query in (
        "?q=zenobia+quintanar",
        "?q=655123123",
        "/search?q=quintanar&pick=1",
        "/choice?q=zenobia&back=/c/norte/x",
    ):
        desk.get(f"{ALL}{query}")
    desk.get(made.location)
    desk.post(f"{made.location}/edit", data={**PERSON, **token, "version": "1", "notes": "ya no tiene miedo"})
    desk.post(f"{made.location}/edit", data={**PERSON, **token, "version": "1"})
    desk.post(f"{ALL}/choice", data={"q": "zenobia", "back": "/c/norte/agenda", **token})


def test_no_line_holds_a_patient(browser_of, caplog):
    desk = browser_of(RECEPTIONIST)
    with caplog.at_level(logging.DEBUG), structlog.testing.capture_logs() as lines:
        walk(desk)
    written = " ".join([*(record.getMessage() for record in caplog.records), *map(str, lines)]).lower()
    assert "request" in written
    assert not [secret for secret in SECRETS if secret in written]


def test_a_fault_tells_nothing_either(browser_of, monkeypatch, caplog):
    desk = browser_of(RECEPTIONIST)

    def fail(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("clinic_portal.contexts.patients.service.search_patients", fail)
    monkeypatch.setattr("clinic_portal.contexts.patients.service.list_patients", fail)
    with caplog.at_level(logging.DEBUG), structlog.testing.capture_logs() as lines:
        assert desk.get(f"{ALL}/search?q=zenobia").status_code == 500
        assert desk.get(f"{ALL}?q=zenobia").status_code == 500
    written = " ".join([*(record.getMessage() for record in caplog.records), *map(str, lines)]).lower()
    assert "fault" in written
    assert "zenobia" not in written
