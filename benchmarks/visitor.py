"""A receptionist who does the work: made once in a clinic, signed in like anybody else."""

import re
import subprocess
import sys

import httpx
import psycopg

from benchmarks.stand import Ground
from clinic_portal.cli.stand.home import HOUSE

EMAIL, PASSWORD = "banco@referencia.example", "una frase para medir"
_TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')


class Visitor:
    """Cookies and forgery token of an open session."""

    def __init__(self, port: int, email: str = EMAIL) -> None:
        self.port = port
        self._browser = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False)
        self.token = _token(self._browser.get("/login").text)
        answer = self._browser.post("/login", data={"email": email, "password": PASSWORD, "csrf_token": self.token})
        if answer.status_code != httpx.codes.SEE_OTHER:
            raise RuntimeError(f"{email} cannot sign in: {answer.status_code}")

    def page(self, path: str, **headers: str) -> httpx.Response:
        answer = self._browser.get(path, headers=headers)
        answer.raise_for_status()
        return answer

    def renew_token(self, path: str) -> None:
        """The token that goes with this session, from a page."""
        self.token = _token(self.page(path).text)

    def get(self, path: str, **headers: str) -> str:
        """A GET as bytes on the wire, with what a browser sends along."""
        return self._message("GET", path, headers)

    def post(self, path: str, body: str, **headers: str) -> str:
        form = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
        return self._message("POST", path, form | headers) + body

    def _message(self, method: str, path: str, headers: dict[str, str]) -> str:
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self._browser.cookies.jar)
        common = {
            "Host": f"127.0.0.1:{self.port}",
            "Accept-Encoding": "gzip",
            "Accept-Language": "es",
            "Cookie": cookies,
        }
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in (common | headers).items())]
        return "\r\n".join([*lines, "", ""])


def hire(ground: Ground, slug: str, email: str = EMAIL) -> None:
    """Make a receptionist of the clinic, unless an earlier run has."""
    with psycopg.connect(ground.lord_url) as connection:
        if connection.execute("SELECT 1 FROM identity.app_user WHERE email = %s", [email]).fetchone():
            return
    command = [sys.executable, "-m", "clinic_portal", "create-user", email, "Berta Banco", "--clinic", slug]
    subprocess.run(
        [*command, "--password", PASSWORD],
        cwd=HOUSE,
        env=ground.environment.for_operator(),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _token(page: str) -> str:
    found = _TOKEN.search(page)
    if found is None:
        raise RuntimeError("the page has no forgery token")
    return found[1]
