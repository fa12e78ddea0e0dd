"""What the waiting room costs: as many statements for twenty patients as for one, and none while nothing changes."""

import pytest

from clinic_portal.contracts.agenda import AddScreen, AgendaContract, EnterQueue
from clinic_portal.contracts.patients import PatientsContract, RegisterPatient
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from tests.budgets.counting import counting
from tests.stand.cast import RECEPTIONIST

QUEUE = "/c/norte/agenda/waiting-room/queue"


@pytest.fixture
def fill(within, norte):
    """`fill(20)`: twenty patients wait."""

    def enter(many: int) -> None:
        with within(norte):
            for number in range(many):
                names = {"given": f"Paciente {number}", "family": new_id(), "phone": f"6780{many:02}0{number:02}"}
                wish = RegisterPatient(idempotency_key=new_id(), email="", birth_date=None, **names)
                patient_id = find(PatientsContract).register(wish).id
                find(AgendaContract).enter_queue(
                    EnterQueue(idempotency_key=new_id(), branch_id=norte.branch, patient_id=patient_id)
                )

    return enter


def test_the_queue_costs_the_same_however_many_wait(browser_of, fill, monkeypatch):
    desk, costs = browser_of(RECEPTIONIST), []
    for many in (1, 20):
        fill(many)
        desk.get(QUEUE)
        with counting(monkeypatch) as counts:
            assert desk.get(QUEUE).status_code == 200
        costs.append(len(counts.statements))
    assert costs[0] == costs[1] <= 5


@pytest.mark.parametrize("shown", ["queue", "screen"])
def test_an_unchanged_poll_wakes_no_database(app, browser_of, within, norte, fill, monkeypatch, shown):
    fill(1)
    with within(norte):
        token = find(AgendaContract).add_screen(AddScreen(branch_id=norte.branch, name="Entrada")).token
    desk = browser_of(RECEPTIONIST)
    address = QUEUE if shown == "queue" else f"/c/norte/waiting-room-screen/{token}/calls"
    poll = {"If-None-Match": desk.get(address).headers["ETag"], "X-Live": "1"}
    assert desk.get(address, headers=poll).status_code == 304
    with counting(monkeypatch) as counts:
        assert desk.get(address, headers=poll).status_code == 304
    assert counts.statements == []
