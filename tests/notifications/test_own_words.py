"""What patients are told ends with the clinic's own words, in the patient's language, and with no other clinic's."""

import pytest

from clinic_portal.contracts.clinics import ClinicsContract, EditTexts
from clinic_portal.contracts.notifications import Channel
from clinic_portal.foundation.directory import find
from tests.notifications.desk import in_days


@pytest.fixture
def written(within, norte, sur):
    for house, words in ((norte, "Norte"), (sur, "Sur")):
        with within(house):
            for language, footer in (("es", f"Urgencias {words}"), ("en", f"Emergencies {words}")):
                find(ClinicsContract).edit_texts(EditTexts(language=language, version=0, footer=footer))


@pytest.mark.parametrize(
    ("language", "footer", "sms"), [("es", "Urgencias Norte", 1), ("en", "Emergencies Norte", 0)], ids=["es", "en"]
)
def test_a_confirmation_carries_the_footer_where_there_is_room(desk, written, language, footer, sms):
    appointment = desk.book(desk.register(language=language), in_days(2, 10))
    desk.work_off()
    texts = {one.channel: one.text for one in desk.deliveries(appointment)}
    assert texts[Channel.SMS].count(f" {footer} http") == sms, "the link to answer with counts more"
    assert texts[Channel.EMAIL].endswith(f"Clínica Norte\n\n{footer}")
    assert not any("Sur" in text for text in texts.values())
