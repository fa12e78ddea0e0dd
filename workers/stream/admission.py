"""Who may listen: the pass says to what, the session's cookie says who, and our own pages are where they come from."""

import asyncio
import random
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from flask import Flask
from itsdangerous import BadData
from werkzeug.http import parse_cookie

from clinic_portal.foundation.digests import digest_of
from clinic_portal.foundation.live.passes import Pass, Passes
from clinic_portal.foundation.settings import Settings
from clinic_portal.foundation.web.quick_sessions import QuickSessions
from workers.stream.asked import Asked
from workers.stream.crowd import Crowd
from workers.stream.ear import Ear, Gone
from workers.stream.listener import Listener

MOST_OF_ONE = 30
"""Views that one session may have open at the same time."""
LIFE = 900
"""Seconds after which a view has to show again that it may listen; each a fifth more or less."""


class Refused(Exception):
    """Not let in; `status` says why."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


class Admission:
    """The one door to the crowd."""

    def __init__(self, settings: Settings, crowd: Crowd, ear: Ear) -> None:
        self._passes, self._cookie = Passes(settings.secret), settings.session_cookie
        self._crowd, self._ear = crowd, ear
        self._app = Flask(__name__, static_folder=None)
        self._app.secret_key = settings.secret
        signer = QuickSessions().get_signing_serializer(self._app)
        assert signer  # there is one wherever there is a key
        self._signer = signer
        parts = urlsplit(settings.public_url)
        self.origin = f"{parts.scheme}://{parts.netloc}"

    async def admit(self, asked: Asked, transport: asyncio.Transport) -> Listener:
        """A listener of the crowd that is not open yet; raises Refused."""
        one = self._pass(asked)
        until = asyncio.get_running_loop().time() + LIFE * random.uniform(0.8, 1.2)  # noqa: S311  # spreads a herd
        listener = Listener(one, transport, until)
        # First in the crowd, then asked about: whoever is signed out meanwhile is found in one place or the other.
        self._crowd.join(listener)
        try:
            await self._refuse_the_ended(listener)
        except BaseException:
            self._crowd.leave(listener)
            raise
        return listener

    def _pass(self, asked: Asked) -> Pass:
        if asked.header("origin") not in {"", self.origin}:
            raise Refused(HTTPStatus.FORBIDDEN)
        one = self._passes.read(parse_qs(asked.query).get("pass", [""])[0])
        if one is None or (one.signed_in and self._holder(asked) != one.holder):
            raise Refused(HTTPStatus.FORBIDDEN)
        if not self._ear.hears:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE)
        if one.signed_in and self._crowd.held_by(one.holder) >= MOST_OF_ONE:
            raise Refused(HTTPStatus.TOO_MANY_REQUESTS)
        return one

    async def _refuse_the_ended(self, listener: Listener) -> None:
        try:
            over = await self._ear.is_over(listener.one.holder)
        except Gone as error:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE) from error
        if over or listener.is_over:
            raise Refused(HTTPStatus.FORBIDDEN)

    def _holder(self, asked: Asked) -> str:
        """The digest of the session in the portal's own cookie."""
        text = parse_cookie(asked.header("cookie")).get(self._cookie, "")
        try:
            found = self._signer.loads(text, max_age=int(self._app.permanent_session_lifetime.total_seconds()))
        except BadData:
            return ""
        return digest_of(str(found.get("_user_id", "")))
