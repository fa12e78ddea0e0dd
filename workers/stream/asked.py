"""What somebody asks for: address and headers of one request."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import h11


@dataclass(frozen=True, slots=True)
class Asked:
    """Header names are in lower case."""

    method: str
    path: str
    query: str
    headers: dict[str, str]

    def header(self, name: str) -> str:
        return self.headers.get(name, "")


def asked_by(request: h11.Request) -> Asked:
    parts = urlsplit(request.target.decode("latin-1"))
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in request.headers}
    return Asked(request.method.decode("latin-1"), parts.path, parts.query, headers)
