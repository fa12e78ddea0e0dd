"""What the doctor finds: something broken, or something to know."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence for the operator; `broken` when the portal cannot work like that."""

    text: str
    broken: bool


def broken(text: str) -> Finding:
    return Finding(text, broken=True)


def note(text: str) -> Finding:
    return Finding(text, broken=False)
