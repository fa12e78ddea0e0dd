"""How old somebody is."""

from datetime import date


def age(born: date | None, day: date) -> int | None:
    """Whole years; who was born on 29 February is a year older on 1 March of a common year."""
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
