"""A branch's telephone, as it is typed in the clinic's country."""

from clinic_portal.contexts.clinics import queries
from clinic_portal.contracts.clinics import BadPhone
from clinic_portal.foundation.phones import find_e164


def kept_phone(typed: str) -> str:
    """The number as E.164, empty for none; raises BadPhone."""
    if not typed:
        return ""
    clinic = queries.clinic()
    number = find_e164(typed, clinic.country if clinic else "")
    if number is None:
        raise BadPhone
    return number
