"""What operators do about people."""

from clinic_portal.foundation.record import Verb


class PersonVerb(Verb):
    """`REGISTER` a person, `INVITE` a clinic's first administrator, `APPOINT` one who runs the portal."""

    APPOINT = "operator.appoint"
    REGISTER = "person.register"
    INVITE = "person.invite"
