"""Phone numbers as people type them in their country, kept as E.164."""

from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat


def find_e164(typed: str, country: str) -> str | None:
    """`+34612345678` for `612 34 56 78` typed in `ES`; None for what no network would connect."""
    try:
        number = phonenumbers.parse(typed, country)
    except NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


@lru_cache(maxsize=4096)
def dialled_digits(number: str) -> tuple[str, ...]:
    """What people press for an E.164 number: at home, with and without the trunk's 0, and from abroad."""
    parsed = phonenumbers.parse(number, None)
    written = phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL)
    at_home = "".join(char for char in written if char.isdigit())
    return tuple(dict.fromkeys((at_home, phonenumbers.national_significant_number(parsed), number.lstrip("+"))))
