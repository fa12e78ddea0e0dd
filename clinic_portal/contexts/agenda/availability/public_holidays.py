"""The public holidays of a country, named in the languages of the portal."""

from datetime import date

from clinic_portal.contracts.agenda import Holiday


def between(country: str, first: date, last: date) -> tuple[Holiday, ...]:
    """Those of the days from the first to the last; none of a country that nobody has written down."""
    years = range(first.year, last.year + 1)
    return tuple(one for year in years for one in of_year(country, year).values() if first <= one.day <= last)


def on(country: str, day: date) -> Holiday | None:
    return of_year(country, day.year).get(day)


def of_year(_country: str, _year: int) -> dict[date, Holiday]:
    """By day."""
    return {}
