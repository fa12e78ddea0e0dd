"""Ports for servers that tests start; below the range that systems lend to outgoing connections."""

import random
import socket


def free_port() -> int:
    while True:
        port = random.randint(20000, 32000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
