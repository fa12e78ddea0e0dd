"""The public holidays of a country, named in the languages of the portal."""

from datetime import date
from functools import lru_cache

import holidays

from clinic_portal.contracts.agenda import Holiday

LANGUAGES = ("es", "en")


def load() -> None:
    """All countries, which takes a second: else the first booking waits for it, and others wait for its locks."""
    holidays.list_supported_countries()


def between(country: str, first: date, last: date) -> tuple[Holiday, ...]:
    """Those of the days from the first to the last; none of a country that nobody has written down."""
    years = range(first.year, last.year + 1)
    return tuple(one for year in years for one in of_year(country, year).values() if first <= one.day <= last)


def on(country: str, day: date) -> Holiday | None:
    return of_year(country, day.year).get(day)


@lru_cache(maxsize=512)
def of_year(country: str, year: int) -> dict[date, Holiday]:
    if country not in holidays.list_supported_countries():
        return {}
    named = {language: _names(country, year, language) for language in LANGUAGES}
    return {
        day: Holiday(day=day, names={language: names[day] for language, names in named.items()})
        for day in sorted(named[LANGUAGES[0]])
    }


def _names(country: str, year: int, language: str) -> dict[date, str]:
    """In the language, or in the country's own where nobody has translated them."""
    plain = holidays.country_holidays(country, years=year)
    spoken = next((one for one in plain.supported_languages if one.startswith(language)), None)
    found = holidays.country_holidays(country, years=year, language=spoken) if spoken else plain
    return dict(found.items())
