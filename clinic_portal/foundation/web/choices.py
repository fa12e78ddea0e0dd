"""What can be chosen of the world: countries, currencies and time zones in the visitor's language."""

from collections.abc import Iterable
from functools import lru_cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global
from flask_babel import get_locale

from clinic_portal.foundation.folding import sorting

Choice = tuple[str, str]
NO_COUNTRIES = {"EU", "ZZ"}
"""The Union and nowhere: they have a currency and no clinics."""


def countries() -> tuple[Choice, ...]:
    """(ISO 3166 code, name) by name."""
    return _countries(str(get_locale()))


def currencies() -> tuple[Choice, ...]:
    """(ISO 4217 code, name) by name, those that are legal tender somewhere today."""
    return _currencies(str(get_locale()))


def time_zones() -> tuple[Choice, ...]:
    """(IANA name, country) by name."""
    return _time_zones(str(get_locale()))


@lru_cache(maxsize=4)
def _countries(language: str) -> tuple[Choice, ...]:
    known = get_global("territory_currencies").keys() - NO_COUNTRIES
    names = Locale.parse(language).territories
    return _by_name((code, names[code]) for code in known if len(code) == 2 and code.isalpha() and code in names)


@lru_cache(maxsize=4)
def _currencies(language: str) -> tuple[Choice, ...]:
    names = Locale.parse(language).currencies
    tender = {
        code
        for country in get_global("territory_currencies").values()
        for code, _begin, end, is_tender in country
        if is_tender and end is None
    }
    return _by_name((code, f"{names[code]} ({code})") for code in tender if code in names)


@lru_cache(maxsize=4)
def _time_zones(language: str) -> tuple[Choice, ...]:
    names, here = Locale.parse(language).territories, available_timezones()
    zones = {zone: country for zone, country in get_global("zone_territories").items() if zone in here and "/" in zone}
    return tuple((zone, names.get(country, "")) for zone, country in sorted(zones.items()))


def _by_name(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    return tuple(sorted(choices, key=lambda choice: sorting(choice[1])))
