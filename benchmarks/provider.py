"""An SMS provider over HTTP that takes every message at once, in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from clinic_portal.cli.stand.home import HOUSE
from clinic_portal.foundation.embedded.ports import choose_port


class Provider(BaseHTTPRequestHandler):
    """Speaks the documented form over kept-alive connections."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer leaves as one: its second half would wait 40 ms for word that the first has come

    def do_POST(self) -> None:  # the standard library's name
        self.rfile.read(int(self.headers["Content-Length"]))
        answer = json.dumps({"sid": f"SM{self.headers['Idempotency-Key']}", "status": "queued"}).encode()
        self.send_response(201)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)
        self.wfile.flush()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  # the standard library's name
        """Say nothing."""


def settings_of(url: str) -> dict[str, str]:
    """What workers are told to send there at once, and what is due with no pause before it."""
    return {
        "SMS_URL": url,
        "SMS_ACCOUNT": "AC0123456789",
        "SMS_TOKEN": "bench",
        "SMS_FROM": "+34600000000",
        "NOTIFY_DEBOUNCE_SECONDS": "0",
        "LOG_LEVEL": "WARNING",
    }


@contextmanager
def sms_provider() -> Iterator[str]:
    """Its address while it runs."""
    port = choose_port()
    running = subprocess.Popen([sys.executable, "-m", "benchmarks.provider", str(port)], cwd=HOUSE)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(10)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Provider).serve_forever()
