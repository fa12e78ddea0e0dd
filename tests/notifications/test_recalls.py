"""A patient who is due is written to once, in their language; who cannot be reached is shown to the desk."""

from datetime import date

import pytest

from clinic_portal.contracts.agenda import AgendaContract, BookAppointment, Message
from clinic_portal.contracts.agenda.recalls import AddRecall, RecallView, TellRecalls
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import inside
from tests.notifications.desk import Desk, in_days


def added(desk: Desk, patient) -> RecallView:
    fields = {"type_id": desk.house.visit, "branch_id": desk.house.branch, "due": date(2026, 12, 1)}
    with desk.app.app_context(), inside(desk.house.id):
        wish = AddRecall(idempotency_key=new_id(), patient_id=patient.id, **fields)
        return find(AgendaContract).add_recall(wish)


def tell(desk: Desk, *recalls: RecallView) -> None:
    with desk.app.app_context(), inside(desk.house.id):
        ids = tuple(one.id for one in recalls)
        find(AgendaContract).tell_recalls(TellRecalls(idempotency_key=new_id(), recall_ids=ids))


def now_is(desk: Desk, recall: RecallView) -> RecallView:
    with desk.app.app_context(), inside(desk.house.id):
        return find(AgendaContract).recall(recall.id)


@pytest.mark.parametrize(
    ("language", "said", "call"),
    [("es", "ya le toca su cita (Consulta)", "llamenos"), ("en", "it is time", "call us")],
)
def test_each_is_written_to_in_their_language(desk, language, said, call):
    recall = added(desk, desk.register(language=language))
    tell(desk, recall)
    desk.work_off()
    sms, letter = sorted(desk.mailbox(), key=lambda one: one.channel, reverse=True)
    assert all(words in sms.text for words in (said, f"{call}: +34 911 23 45 67"))
    assert ("Consulta" in letter.text, "Clínica Norte" in letter.subject) == (True, True)
    assert now_is(desk, recall).message is Message.SENT


def test_asked_twice_is_told_twice_and_worked_off_twice_only_once(desk):
    recall = added(desk, desk.register(email=""))
    for _time in range(2):
        tell(desk, recall)
        desk.work_off()
        desk.work_off()
    assert len(desk.mailbox()) == 2


def test_what_is_booked_by_then_is_not_told(desk):
    patient = desk.register(email="")
    recall = added(desk, patient)
    tell(desk, recall)
    with desk.app.app_context(), inside(desk.house.id):
        find(AgendaContract).book(
            BookAppointment(
                idempotency_key=new_id(),
                patient_id=patient.id,
                practitioner_id=desk.house.practitioners[0],
                type_id=desk.house.visit,
                starts_at=in_days(2, 10),
                minutes=30,
                recall_id=recall.id,
                notify=False,
            )
        )
    desk.work_off()
    assert desk.mailbox() == ()


def test_a_failure_is_shown_on_the_list(sms_desk, provider):
    provider.answers = [(400, {"code": 21211}, 0)]
    recall = added(sms_desk, sms_desk.register(email=""))
    tell(sms_desk, recall)
    sms_desk.work_off()
    assert now_is(sms_desk, recall).message is Message.FAILED
