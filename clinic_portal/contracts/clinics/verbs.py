"""What operators do to clinics."""

from clinic_portal.foundation.record import Verb


class ClinicVerb(Verb):
    """A clinic's whole life, and which features it has."""

    CREATE = "clinic.create"
    SUSPEND = "clinic.suspend"
    REOPEN = "clinic.reopen"
    SWITCH_FLAG = "flag.switch"
