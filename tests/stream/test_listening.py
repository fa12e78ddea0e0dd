"""Who listens to what: their own views, as long as their session or link holds; a stranger to nothing."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine

from clinic_portal.contracts.agenda import AddScreen, AgendaContract, EnterQueue, RevokeLink
from clinic_portal.contracts.identity import IdentityContract, Role
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.live.passes import SECONDS, Passes
from tests.agenda.wishes import wish
from tests.identity.staffing import Office
from tests.stand.cast import RECEPTIONIST, STRANGER
from tests.stand.walk import noon
from tests.stream.ears import cookie_of, invitation
from workers.stream.admission import MOST_OF_ONE

DAY = noon(5).date()


def board(span: str = "", house: str = "norte") -> str:
    return f"/c/{house}/agenda{span}/board?day={DAY}"


@pytest.fixture
def desk(browser_of, ears):
    """A receptionist with the day open, who listens."""
    browser = browser_of(RECEPTIONIST)
    path, cookie = invitation(browser, board()), cookie_of(browser)
    return SimpleNamespace(browser=browser, path=path, cookie=cookie, ear=ears.listen(path, cookie))


@pytest.fixture
def book(within):
    def booked(house, days=5, hours=0):
        with within(house):
            find(AgendaContract).book(wish(house, starts_at=noon(days) + timedelta(hours=hours)))

    return booked


def test_a_view_hears_of_its_own_days_and_of_no_others(desk, ears, book, browser_of, norte):
    assert (desk.ear.status, desk.ear.headers["Content-Type"]) == (200, "text/event-stream")
    week = ears.listen(invitation(desk.browser, board("/week")), desk.cookie)
    month = ears.listen(invitation(desk.browser, board("/month")), desk.cookie)
    other = ears.listen(invitation(desk.browser, board().replace(str(DAY), str(noon(60).date()))), desk.cookie)
    book(norte, days=60)
    assert other.hears() == "changed"
    book(norte)
    assert [ear.hears() for ear in (desk.ear, week, month)] == ["changed"] * 3


def test_a_stranger_hears_nothing_of_another_clinic(desk, ears, book, browser_of, norte, sur):
    stranger = browser_of(STRANGER)
    theirs = ears.listen(invitation(stranger, board(house="sur")), cookie_of(stranger))
    book(norte)
    assert desk.ear.hears() == "changed"
    book(sur)
    book(norte, hours=1)
    assert (theirs.hears(), desk.ear.hears()) == ("changed", "changed")
    theirs._socket.settimeout(0.2)
    with pytest.raises(TimeoutError):
        theirs.hears()


def test_a_pass_is_of_use_to_its_holder_only_and_for_a_moment_only(desk, ears, browser_of, process_app):
    stranger = browser_of(STRANGER)
    assert ears.listen(desk.path, cookie_of(stranger)).status == 403
    assert ears.listen(desk.path).status == 403
    assert ears.listen(desk.path, "forged").status == 403
    assert ears.listen(f"{desk.path}x", desk.cookie).status == 403
    assert ears.listen("/stream", desk.cookie).status == 403
    assert ears.listen(desk.path, desk.cookie, origin="https://elsewhere.example").status == 403
    ours = ears.listen(desk.path, desk.cookie, origin="http://127.0.0.1:8000")
    assert ours.headers["Access-Control-Allow-Origin"] == "http://127.0.0.1:8000"
    passes = Passes(process_app.config["SECRET_KEY"])
    mine = passes.read(desk.path.partition("=")[2])
    with time_machine.travel(now() - timedelta(seconds=SECONDS + 2)):
        old = passes.issue(mine)
    assert ears.listen(f"/stream?pass={old}", desk.cookie).status == 403
    assert ears.listen(f"/stream?pass={passes.issue(mine)}", desk.cookie).status == 200


def test_signing_out_ends_the_stream_and_what_could_begin_another(app, desk, ears):
    spare = invitation(desk.browser, board())
    with app.app_context():
        identity = find(IdentityContract)
        (session,) = identity.sessions(1, "")
        identity.end_other_session(1, session.handle)
    assert desk.ear.hears() == ""
    assert ears.listen(spare, desk.cookie).status == 403


def test_another_role_ends_the_stream(app, desk, norte):
    office = Office(app, norte)
    office.give(office.who(RECEPTIONIST).user_id, Role.DOCTOR)
    assert desk.ear.hears() == ""


def test_a_screen_on_the_wall_listens_by_its_address_until_that_is_revoked(app, ears, within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        screen = agenda.add_screen(AddScreen(branch_id=norte.branch, name="Entrada"))
        calls = f"/c/norte/waiting-room-screen/{screen.token}/calls"
        path = invitation(app.test_client(), calls)
        wall = ears.listen(path)
        agenda.enter_queue(EnterQueue(idempotency_key=new_id(), branch_id=norte.branch, patient_id=norte.patients[0]))
        assert wall.hears() == "changed"
        agenda.revoke_link(RevokeLink(link_id=screen.id))
    assert wall.ends()
    assert ears.listen(path).status == 403


def test_one_session_has_so_many_streams_at_most(desk, ears):
    for _ in range(MOST_OF_ONE - 1):
        assert ears.listen(desk.path, desk.cookie).status == 200
    assert ears.listen(desk.path, desk.cookie).status == 429
