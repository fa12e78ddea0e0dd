"""What fits into one SMS."""

from clinic_portal.contexts.notifications import gsm


def test_accents_that_the_alphabet_lacks_become_plain_and_the_others_stay():
    assert (
        gsm.plain("Clínica Ñuñoa, mié 25, José, Ángel Güell, ¿sí?") == "Clinica Ñuñoa, mié 25, José, Angel Güell, ¿si?"
    )


def test_typographic_signs_become_plain():
    assert gsm.plain("10:30\u202fAM – “Dr. O’Neill” 1º") == '10:30 AM - "Dr. O\'Neill" 1o'


def test_what_cannot_be_plain_stays_as_it_is():
    assert gsm.plain("Пётр") != ""
    assert gsm.length(gsm.plain("Пётр")) is None


def test_some_characters_count_twice():
    assert gsm.length("a€") == 3
    assert gsm.length("ñ") == 1


def test_the_first_text_that_is_one_message_is_taken():
    assert gsm.first_that_fits(["x" * 161, "y" * 160, "z"]) == "y" * 160
    assert gsm.first_that_fits(["x" * 400, "y" * 300]) == "y" * 300
