"""The load generator, a process of its own: kept-alive connections that send prepared bytes and count answers.

Reads one JSON task from standard input and writes one JSON result; its cost is not the servers'.
"""

import json
import socket
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass, field

from clinic_portal.cli.stand.home import HOUSE


@dataclass
class Task:
    """`requests` are whole HTTP messages, sent in turn by `connections` connections for `seconds`, or once each."""

    port: int
    requests: list[str]
    connections: int
    seconds: float = 0
    """0: send each request once."""


@dataclass
class Tally:
    """What came back: answers by status, bytes, wall seconds, and each answer's seconds."""

    statuses: dict[str, int] = field(default_factory=dict)
    received: int = 0
    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(self.statuses.values())


def run(task: Task) -> Tally:
    """Send the task from a process of its own."""
    outcome = subprocess.run(
        [sys.executable, "-m", "benchmarks.load"],
        cwd=HOUSE,
        input=json.dumps(asdict(task)),
        capture_output=True,
        text=True,
        check=False,
    )
    if outcome.returncode:
        raise RuntimeError(f"the load generator failed:\n{outcome.stderr}")
    return Tally(**json.loads(outcome.stdout))


class Connection:
    """One kept-alive connection."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._rest = b""

    def ask(self, request: bytes) -> tuple[str, int, bytes]:
        """Status, bytes received, and the body as it came."""
        self._socket.sendall(request)
        head, rest = self._until_head()
        length = content_length(head)
        while len(rest) < length:
            rest += self._more()
        self._rest = rest[length:]
        return head[9:12].decode(), len(head) + 4 + length, rest[:length]

    def _until_head(self) -> tuple[bytes, bytes]:
        received = self._rest
        while b"\r\n\r\n" not in received:
            received += self._more()
        head, _, rest = received.partition(b"\r\n\r\n")
        return head, rest

    def _more(self) -> bytes:
        part = self._socket.recv(65536)
        if not part:
            raise ConnectionError("the server closed the connection")
        return part


def content_length(head: bytes) -> int:
    """Of an answer that says it; a 204 or a 304 has no body."""
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    if head[9:12] in {b"204", b"304"}:
        return 0
    raise ValueError(f"an answer without its length: {head[:200]!r}")


def _drive(task: Task, number: int, tally: Tally, gate: threading.Barrier) -> None:
    connection = Connection(task.port)
    mine = [request.encode() for request in task.requests[number :: task.connections]]
    if task.seconds:
        mine = [request.encode() for request in task.requests]
    gate.wait()
    deadline = time.perf_counter() + task.seconds if task.seconds else float("inf")
    turn = number
    while True:
        if task.seconds:
            request = mine[turn % len(mine)]
        elif turn - number < len(mine):
            request = mine[turn - number]
        else:
            return
        turn += 1
        began = time.perf_counter()
        if began >= deadline:
            return
        status, size, _ = connection.ask(request)
        tally.latencies.append(time.perf_counter() - began)
        tally.statuses[status] = tally.statuses.get(status, 0) + 1
        tally.received += size


def drive(task: Task) -> Tally:
    """Open all connections, start them together, and add up."""
    gate = threading.Barrier(task.connections + 1)
    tallies = [Tally() for _ in range(task.connections)]
    threads = [
        threading.Thread(target=_drive, args=(task, number, tallies[number], gate))
        for number in range(task.connections)
    ]
    for thread in threads:
        thread.start()
    gate.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    return _sum(tallies, time.perf_counter() - began)


def _sum(tallies: list[Tally], seconds: float) -> Tally:
    total = Tally(seconds=seconds)
    for tally in tallies:
        total.received += tally.received
        total.latencies += tally.latencies
        for status, count in tally.statuses.items():
            total.statuses[status] = total.statuses.get(status, 0) + count
    return total


if __name__ == "__main__":
    json.dump(asdict(drive(Task(**json.load(sys.stdin)))), sys.stdout)
