"""How several times follow each other, in words: every week, every three months, or nothing that can be said."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from clinic_portal.contexts.notifications.wording.sentence import _

WEEK = 7


def rhythm(times: Sequence[tuple[date, str]]) -> str:
    """Of local days with the time of day, in order; empty where they do not follow one step."""
    days = [day for day, _ in times]
    if len({clock for _, clock in times}) > 1 or len(days) < 2:
        return ""
    if step := _one_step([(later - day).days for day, later in pairwise(days)]):
        return _weeks(step // WEEK) if step % WEEK == 0 else _days(step)
    months = [day.year * 12 + day.month for day in days]
    step = _one_step([later - month for month, later in pairwise(months)])
    return _months(step) if step and len({day.day for day in days}) == 1 else ""


def _one_step(steps: Sequence[int]) -> int:
    """The step when all are the same, else 0."""
    return steps[0] if len(set(steps)) == 1 else 0


def _days(num: int) -> str:
    return _("every day") if num == 1 else _("every %(num)s days", num=str(num))


def _weeks(num: int) -> str:
    return _("every week") if num == 1 else _("every %(num)s weeks", num=str(num))


def _months(num: int) -> str:
    return _("every month") if num == 1 else _("every %(num)s months", num=str(num))
