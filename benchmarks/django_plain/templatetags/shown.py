"""How hours, phones, days and states are shown."""

from django import template

from benchmarks.django_plain.settings import PLAN
from benchmarks.floor.agenda import ICONS, at_home
from benchmarks.floor.appointment import MONTHS

register = template.Library()
register.filter("phone", at_home)


@register.filter
def clock(step: int) -> str:
    return f"{step // 12:02d}:{step % 12 * 5:02d}"


@register.filter
def icon(state: str) -> str:
    return ICONS[state]


@register.filter
def word(name: str) -> str:
    return PLAN.words[name]


@register.filter
def born(day) -> str:
    return f" · {day.day} {MONTHS[day.month]} {day.year}" if day else ""


@register.simple_tag
def free(start: int, length: int, who: str) -> str:
    return PLAN.words["free"] % {"from": clock(start), "until": clock(start + length), "who": who}
