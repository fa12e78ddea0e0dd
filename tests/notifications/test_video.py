"""An appointment by video is told with its link instead of a place to go; a new link alone sends nothing."""

from clinic_portal.contracts.agenda import AgendaContract, LinkVideo
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.tenancy import inside
from tests.notifications.desk import in_days

URL = "https://meet.norte.example/sala-1"


def test_letter_and_sms_name_the_link_and_no_place(desk):
    booked = desk.book(desk.register(), in_days(2, 10), video_url=URL)
    desk.work_off(hurry=True)
    sms, letter = sorted(desk.mailbox(), key=lambda one: one.channel, reverse=True)
    assert (URL in letter.text, URL in sms.text) == (True, True)
    assert ("Calle Mayor" in letter.text, "Calle Mayor" in sms.text) == (False, False)
    assert "/visit/" in sms.text
    with desk.app.app_context(), inside(desk.house.id):
        changed = LinkVideo(appointment_id=booked.id, version=1, video_url=f"{URL}b")
        found = find(AgendaContract).link_video(changed)
    desk.work_off(hurry=True)
    assert len(desk.mailbox()) == 2
    desk.move(found, in_days(2, 12))
    desk.work_off(hurry=True)
    assert [one.channel for one in desk.mailbox() if f"{URL}b" in one.text] == ["email"], "the SMS has no room left"


def test_a_long_link_stands_in_the_letter_and_on_the_patients_own_page(desk):
    long = f"https://meet.norte.example/{'a' * 200}"
    desk.book(desk.register(), in_days(2, 10), video_url=long)
    desk.work_off(hurry=True)
    sms, letter = sorted(desk.mailbox(), key=lambda one: one.channel, reverse=True)
    assert (long in letter.text, long in sms.text, "/visit/" in sms.text) == (True, False, True)
    assert "Por videollamada." in sms.text
