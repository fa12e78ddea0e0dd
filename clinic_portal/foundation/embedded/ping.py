"""Whether a Redis or Valkey answers: two words over a socket, without the half second that loading a client takes."""

import socket
import ssl
from urllib.parse import unquote, urlsplit

_SECURE = "rediss"


def ping(url: str, *, seconds: float = 2) -> str:
    """Nothing when the server at `redis[s]://…` answers, else its complaint; raises OSError where there is none."""
    parts = urlsplit(url)
    words = [["PING"]]
    if parts.password:
        words.insert(0, ["AUTH", *([unquote(parts.username)] if parts.username else []), unquote(parts.password)])
    address = (parts.hostname or "127.0.0.1", parts.port or 6379)
    with socket.create_connection(address, timeout=seconds) as plain:
        if parts.scheme != _SECURE:
            return _complaint(plain, words)
        with ssl.create_default_context().wrap_socket(plain, server_hostname=address[0]) as secure:
            return _complaint(secure, words)


def _complaint(connection: socket.socket, words: list[list[str]]) -> str:
    with connection.makefile("rb") as answers:
        for command in words:
            connection.sendall(_encoded(command))
            if not (answer := answers.readline().decode()).startswith("+"):
                return answer[1:].strip() or "it closed the connection"
    return ""


def _encoded(command: list[str]) -> bytes:
    lines = [f"*{len(command)}", *(line for word in command for line in (f"${len(word.encode())}", word))]
    return "".join(f"{line}\r\n" for line in lines).encode()
