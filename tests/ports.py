"""Ports for servers that a test starts, kills and starts again."""

from __future__ import annotations

import socket
from pathlib import Path
from random import SystemRandom

# Above what browsers refuse to visit.
LOWEST, HIGHEST = 20_000, 60_000
_ours: list[socket.socket] = []


def free_port() -> int:
    """Return a port that stays this process's own until it ends, whether or not anybody listens on it.

    It is none of those the kernel gives to outgoing connections: one of these could be gone before its server has
    started, or while a killed one is started again. Two test processes never get the same one.
    """
    for port in _drawn():
        mark = socket.socket(socket.AF_UNIX)
        try:
            # A name in Linux' abstract space: gone with its process, and no file.
            mark.bind(f"\0youju-test-port-{port}")
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", port))
        except OSError:
            mark.close()
            continue
        _ours.append(mark)
        return port
    raise RuntimeError("no port is free")


def _drawn() -> list[int]:
    first_outgoing = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    # Where a machine gives all ports to outgoing connections, those of a moment are all there is.
    highest = first_outgoing if first_outgoing > LOWEST + 500 else HIGHEST
    # The tests' own chance is the same in every process.
    return SystemRandom().sample(range(LOWEST, highest), 500)
