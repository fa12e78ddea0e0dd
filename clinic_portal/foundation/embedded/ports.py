"""Which TCP port an embedded server listens on, kept beside its data so that a restart finds the same one."""

import random
import socket
from pathlib import Path

# Below the kernel's ephemeral range (32768…): an outgoing connection can never take the port while the server is down.
PORTS = range(20000, 32768)


def is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def choose_port() -> int:
    """A port nobody listens on now."""
    return next(port for port in random.sample(PORTS, len(PORTS)) if is_free(port))


def kept_port(record: Path) -> int:
    """The port written in `record` while it is free, else a new one, which is written there."""
    if record.exists() and is_free(known := int(record.read_text())):
        return known
    port = choose_port()
    record.write_text(str(port))
    return port
