"""Appointments by video: where they are joined."""

import re
from typing import Annotated, Protocol

from pydantic import AfterValidator, Field

from clinic_portal.contracts.agenda.events import AppointmentFact
from clinic_portal.contracts.agenda.values import AppointmentView
from clinic_portal.foundation.values import Command

LONGEST_VIDEO_URL = 300
_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?"
_URL = re.compile(rf"https://{_HOST}(?::[0-9]{{1,5}})?(?:[/?#][!#-;=?-\[\]_a-z~]*)?")
"""What a URI may be made of (RFC 3986), in ASCII, without a name or password before the host."""


def is_video_url(text: str) -> bool:
    """Whether it is an address that a browser opens encrypted."""
    return len(text) <= LONGEST_VIDEO_URL and _URL.fullmatch(text) is not None


def _checked(text: str) -> str:
    if text and not is_video_url(text):
        raise ValueError("no https address")
    return text


VideoUrl = Annotated[str, Field(max_length=LONGEST_VIDEO_URL), AfterValidator(_checked)]
"""Where it is joined; empty where the patient comes."""


class LinkVideo(Command):
    """Say where an appointment is joined, or, with an empty address, that its patient comes."""

    appointment_id: int
    version: int
    video_url: VideoUrl = ""


class AppointmentLinked(AppointmentFact):
    """Where it is joined by video is another address, or none."""


class ByVideo(Protocol):
    """Appointments by video."""

    def link_video(self, command: LinkVideo) -> AppointmentView:
        """Change where it is joined; raises NotFound, Stale or NotThatStep."""
