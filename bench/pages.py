"""How long a signed-in shopper's pages take at each size of the installation, beside a bare signed-in view.

`python -m bench.pages --sizes 1000 1000000 --engine sqlite`: one process per size answers in turns, so that what
else the machine does hits all sizes alike. Prints JSON lines: per page and size the median in milliseconds, the
share of the floor's speed it reaches, and how much it has grown since the smallest size.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.databases import ROOT, Environment, seeded
from bench.measure import print_line, summary

WARM_UP, PER_TURN = 20, 10


class Server:
    """A page_server process for one database."""

    def __init__(self, environment: Environment) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.page_server"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.pages: dict[str, str] = self._answer()

    def _answer(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the measured process ended; its error stands above")
        return json.loads(line)

    def ask(self, do: str, page: str, times: int = 1) -> Any:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": do, "path": self.pages[page], "times": times}) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(10)


def measure(engine: str, sizes: list[int], turns: int, keep: Path | None) -> None:
    with seeded(engine, sizes, keep=keep) as environments:
        servers = {size: Server(environment) for size, environment in environments.items()}
        try:
            _report(engine, sizes, _samples(servers, turns), servers)
        finally:
            for server in servers.values():
                server.close()


def _samples(servers: dict[int, Server], turns: int) -> dict[tuple[str, int], dict[str, Any]]:
    """Return per (page, size) {"wall": one median per turn in ms, "cpu": the same, "all": every request, "bytes"}."""
    names = list(next(iter(servers.values())).pages)
    found: dict[tuple[str, int], dict[str, Any]] = {
        (name, size): {"wall": [], "cpu": [], "all": []} for name in names for size in servers
    }
    for name, size in found:
        servers[size].ask("time", name, WARM_UP)
    for turn in range(turns):
        order = list(found) if turn % 2 else list(reversed(found))
        for name, size in order:
            answer = servers[size].ask("time", name, PER_TURN)
            kept = found[name, size]
            kept["wall"].append(statistics.median(answer["wall"]) * 1000)
            kept["cpu"].append(statistics.median(answer["cpu"]) * 1000)
            kept["all"] += [seconds * 1000 for seconds in answer["wall"]]
            kept["bytes"] = answer["bytes"]
    return found


def _report(
    engine: str, sizes: list[int], samples: dict[tuple[str, int], dict[str, Any]], servers: dict[int, Server]
) -> None:
    for (name, size), found in samples.items():
        floor = statistics.median(samples["floor", size]["cpu"])
        smallest = samples[name, sizes[0]]
        cpu, wall = statistics.median(found["cpu"]), statistics.median(found["wall"])
        p99 = statistics.quantiles(found["all"], n=100)[98]
        line = {"bench": "pages", "name": name, "engine": engine, "cases": size, "unit": "ms", **summary(found["wall"])}
        line |= {"cpu_ms": round(cpu, 2), "p99_of_p50": round(p99 / wall, 2), "yardstick": "floor"}
        line |= {"ratio": round(cpu / floor, 2), "share_of_floor": round(floor / cpu, 3)}
        line |= {"growth": round(wall / statistics.median(smallest["wall"]), 3)}
        line |= {"cpu_growth": round(cpu / statistics.median(smallest["cpu"]), 3)}
        print_line(line | {"queries": servers[size].ask("queries", name), "bytes": found["bytes"]})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--turns", type=int, default=30)
    parser.add_argument("--keep", type=Path, help="folder of SQLite databases to make once and use again")
    given = parser.parse_args()
    measure(given.engine, given.sizes, given.turns, given.keep)


if __name__ == "__main__":
    main()
