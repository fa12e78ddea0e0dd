"""Receptionists at their browsers: each books until it is told yes, with one key for one wish, whatever falls."""

import re
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from http import HTTPStatus

import httpx

from clinic_portal.foundation.ids import new_id

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"|<meta name="csrf-token" content="([^"]+)"')
PAUSE = 0.2


@dataclass(frozen=True)
class Login:
    email: str
    password: str


@dataclass(frozen=True)
class Wish:
    """What one booking form holds."""

    fields: dict[str, str]
    key: str = field(default_factory=new_id)


@dataclass
class Desks:
    """`told_yes` are the keys of the bookings that the portal acknowledged, `refused` what it answered instead."""

    url: str
    slug: str
    login: Login
    wishes: deque[Wish]
    pace: float
    told_yes: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)

    def open(self, count: int) -> list[threading.Thread]:
        threads = [threading.Thread(target=self._sit, daemon=True) for _ in range(count)]
        for thread in threads:
            thread.start()
        return threads

    def _sit(self) -> None:
        with httpx.Client(base_url=self.url, timeout=10, follow_redirects=False) as browser:
            token = ""
            while self.wishes:
                try:
                    wish = self.wishes.popleft()
                except IndexError:
                    return
                while not self._is_told(browser, wish, token):
                    time.sleep(PAUSE)
                    token = self._signed_in(browser) or token
                time.sleep(self.pace)

    def _is_told(self, browser: httpx.Client, wish: Wish, token: str) -> bool:
        """Whether the wish is settled: acknowledged, or refused for good."""
        content = {**wish.fields, "idempotency_key": wish.key, "csrf_token": token}
        try:
            answer = browser.post(f"/c/{self.slug}/agenda/appointments", data=content)
        except httpx.HTTPError:
            return False
        if answer.status_code == HTTPStatus.SEE_OTHER and "/login" not in answer.headers["Location"]:
            self.told_yes.add(wish.key)
            return True
        if answer.status_code in {HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY}:
            self.refused.append(f"{answer.status_code} {wish.fields}")
            return True
        return False

    def _signed_in(self, browser: httpx.Client) -> str:
        """The token of a page; signs in where that is asked for; empty while the portal cannot answer."""
        try:
            page = browser.get(f"/c/{self.slug}/patients")
            if page.status_code == HTTPStatus.OK:
                return _token(page.text)
            form = browser.get("/login")
            browser.post(
                "/login",
                data={
                    "email": self.login.email,
                    "password": self.login.password,
                    "csrf_token": _token(form.text),
                },
            )
        except httpx.HTTPError:
            return ""
        return ""


def _token(page: str) -> str:
    found = _TOKEN.search(page)
    return (found[1] or found[2]) if found else ""
