"""A real HTTP server that speaks the SMS provider's documented form, and can be told to misbehave."""

import base64
import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from tests.notifications.ports import free_port

ACCOUNT, TOKEN, SENDER = "AC0123456789", "secret-token", "+34600000000"


@dataclass
class Request:
    path: str
    form: dict[str, str]
    key: str


@dataclass
class SmsProvider:
    """`answers` are given in turn, the last one for ever: (status, content, seconds of waiting)."""

    answers: list[tuple[int, dict[str, object] | str, float]] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    messages: dict[str, dict[str, str]] = field(default_factory=dict)
    url: str = ""
    retry_after: str = ""

    def start(self) -> None:
        provider, port = self, free_port()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = {name: values[0] for name, values in parse_qs(body).items()}
                status, content = provider.take(self.path, self.headers, form)
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                if provider.retry_after:
                    self.send_header("Retry-After", provider.retry_after)
                self.end_headers()
                try:
                    self.wfile.write((content if isinstance(content, str) else json.dumps(content)).encode())
                except OSError:
                    return  # the caller has hung up

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.url = f"http://127.0.0.1:{port}"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def forget(self) -> None:
        """Begin anew, with answers that take every message."""
        self.answers, self.requests, self.messages, self.retry_after = [], [], {}, ""

    def take(self, path: str, headers, form: dict[str, str]):
        """Note the request; take the message, unless an answer was prepared."""
        self.requests.append(Request(path, form, headers["Idempotency-Key"]))
        login = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        if headers["Authorization"] != f"Basic {login}":
            return 401, {"code": 20003, "message": "Authenticate", "status": 401}
        if self.answers:
            status, content, seconds = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            time.sleep(seconds)
            if status >= 400:
                return status, content
        self.messages.setdefault(headers["Idempotency-Key"], form)
        return 201, {"sid": f"SM{headers['Idempotency-Key']}", "status": "queued", "to": form["To"]}
