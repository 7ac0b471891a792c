"""The ports of the tests' own servers: nobody else takes them while a server starts, or is killed and starts again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.architecture.rules import ROOT
from tests.ports import HIGHEST, LOWEST, free_port

GIVEN = "from tests.ports import free_port; print(*[free_port() for _ in range(50)])"


def test_it_takes_none_that_the_kernel_gives_to_outgoing_connections():
    first = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    assert all(LOWEST <= free_port() < (first if first > LOWEST + 500 else HIGHEST) for _ in range(5))


def test_it_gives_no_port_twice_not_even_to_another_process():
    ours = {free_port() for _ in range(50)}
    other = subprocess.run([sys.executable, "-c", GIVEN], cwd=ROOT, capture_output=True, text=True, check=True)
    theirs = {int(port) for port in other.stdout.split()}
    assert (len(ours), len(theirs), ours & theirs) == (50, 50, set())
