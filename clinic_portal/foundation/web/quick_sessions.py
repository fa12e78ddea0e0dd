"""Flask's signed session cookies, whose signer is made once for an application instead of in every request."""

from weakref import WeakKeyDictionary

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer


class QuickSessions(SecureCookieSessionInterface):
    """The key of an application does not change while it lives."""

    def __init__(self) -> None:
        self._signers: WeakKeyDictionary[Flask, URLSafeTimedSerializer | None] = WeakKeyDictionary()

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        if app not in self._signers:
            self._signers[app] = super().get_signing_serializer(app)
        return self._signers[app]
