"""What those who book alone are told: a code that no ledger keeps, and what became of what they asked for."""

import re

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import text

from clinic_portal.contracts.agenda import AgendaContract, AppointmentStatus, CancelAppointment, MarkAppointment
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.work import work
from tests.agenda.online import HERE, asked, open_online, prove, times
from tests.notifications.desk import Desk
from tests.notifications.ports import free_port
from tests.notifications.test_smtp import Postman

CODE = re.compile(r"\b\d{6}\b")


def said(provider) -> list[tuple[str, str]]:
    return [(one["To"], one["Body"]) for one in provider.messages.values()]


def ask(desk: Desk, **typed) -> str:
    """A token, once the code has left."""
    with desk.app.app_context(), inside(desk.house.id):
        open_online(desk.house, **{name: typed.pop(name) for name in ("approval", "known_only") if name in typed})
        token = find(AgendaContract).ask_online(asked(desk.house, times(desk.house)[-1], **typed))
    desk.work_off()
    return token


def kept(desk: Desk) -> str:
    """All that the ledger holds."""
    with desk.app.app_context(), inside(desk.house.id), work() as session:
        rows = session.execute(
            text("SELECT * FROM notifications.delivery").execution_options(**{REVIEWED: "a test"})
        ).mappings()
        return str([dict(row) for row in rows])


def test_the_code_reaches_the_phone_and_no_ledger(sms_desk, provider):
    token = ask(sms_desk)
    ((to, body),) = said(provider)
    code = CODE.search(body)[0]
    assert (to, body.startswith("Clínica Norte: su código es")) == ("+34699001122", True)
    assert code not in kept(sms_desk)
    with sms_desk.app.app_context(), inside(sms_desk.house.id):
        assert prove(token, code).outcome == "booked"
    sms_desk.work_off(hurry=True)
    assert [to for to, _ in said(provider)] == ["+34699001122"] * 2
    assert re.search(r"/c/norte/visit/[\w-]{22}", said(provider)[1][1]), "the usual message, with the patient's link"


def test_of_two_codes_only_the_last_leaves(sms_desk, provider):
    with sms_desk.app.app_context(), inside(sms_desk.house.id):
        open_online(sms_desk.house)
        agenda = find(AgendaContract)
        token = agenda.ask_online(asked(sms_desk.house, times(sms_desk.house)[-1], language="en"))
        agenda.send_online_code(token, HERE)
    sms_desk.work_off()
    ((_, body),) = said(provider)
    assert "your code is" in body, "in the language of the page"
    with sms_desk.app.app_context(), inside(sms_desk.house.id):
        assert prove(token, CODE.search(body)[0]).outcome == "booked"


@pytest.mark.parametrize("approved", [True, False])
def test_of_a_request_nothing_is_told_before_the_desk_has_answered(sms_desk, provider, *, approved):
    token = ask(sms_desk, approval=True)
    with sms_desk.app.app_context(), inside(sms_desk.house.id):
        assert prove(token).outcome == "requested"
    sms_desk.work_off(hurry=True)
    assert len(said(provider)) == 1
    with sms_desk.app.app_context(), inside(sms_desk.house.id):
        agenda = find(AgendaContract)
        one = agenda.online_requests()[0].appointment
        if approved:
            agenda.mark(MarkAppointment(appointment_id=one.id, version=one.version, status=AppointmentStatus.BOOKED))
        else:
            agenda.cancel(CancelAppointment(appointment_id=one.id, version=one.version, reason="agenda llena"))
    sms_desk.work_off(hurry=True)
    told = said(provider)[1][1]
    assert ("su cita es" in told, "no podemos darle la cita" in told) == (approved, not approved)


def test_whom_the_clinic_does_not_know_hears_that_they_should_call(sms_desk, provider):
    token = ask(sms_desk, known_only=True)
    with sms_desk.app.app_context(), inside(sms_desk.house.id):
        assert prove(token).outcome == "requested"
        assert find(AgendaContract).online_requests() == ()
    sms_desk.work_off(hurry=True)
    assert "no hemos podido darle la cita" in said(provider)[1][1]


def test_the_code_goes_by_mail_through_a_real_server(portal, norte):
    postman = Postman()
    server = Controller(postman, hostname="127.0.0.1", port=free_port())
    server.start()
    desk = Desk(portal(smtp_host="127.0.0.1", smtp_port=server.port, smtp_starttls=False), norte)
    token = ask(desk, way="email", email="Nadia@Nueva.example")
    server.stop()
    (letter,) = postman.letters
    content = letter.decode()
    assert "nadia@nueva.example" in content
    with desk.app.app_context(), inside(norte.id):
        assert prove(token, CODE.search(content.partition("\r\n\r\n")[2])[0]).outcome == "booked"
