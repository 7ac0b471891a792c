"""Whether the sweep gets slower as the installation grows: the same number due among few cases and among many.

`python -m bench.sweep_growth --sizes 10000 1000000 --due 1000 --engine sqlite`: one process per size sweeps in turns,
so that what else the machine does hits all sizes alike. Prints a JSON line per size and figure with `growth`, the
median against the smallest size's; judge by the CPU's where other programs keep the machine busy.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from typing import Any

from bench.databases import ROOT, Environment, seeded
from bench.measure import print_line, summary

WARM_UP = 2


def sweeper(environment: Environment) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bench.sweep", "--on-request"]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def ask(process: subprocess.Popen[str]) -> dict[str, float]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("go\n")
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        raise RuntimeError("the measured process ended; its error stands above")
    found: dict[str, float] = json.loads(line)
    return found


def samples(environments: dict[int, Environment], turns: int) -> dict[tuple[str, int], list[float]]:
    """Return {(figure, size): one value per turn}, after turns that only warm up."""
    processes = {size: sweeper(environment) for size, environment in environments.items()}
    found: dict[tuple[str, int], list[float]] = {}
    try:
        for turn in range(turns + WARM_UP):
            order = list(processes) if turn % 2 else list(reversed(processes))
            for size in order:
                for name, value in ask(processes[size]).items():
                    if turn >= WARM_UP:
                        found.setdefault((name, size), []).append(value)
    finally:
        for process in processes.values():
            process.kill()
            process.wait()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--due", type=int, default=1_000)
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--turns", type=int, default=7)
    given = parser.parse_args()
    with seeded(given.engine, given.sizes, due=given.due) as environments:
        found = samples(environments, given.turns)
    for (name, size), values in sorted(found.items()):
        facts: dict[str, Any] = {"bench": "sweep_growth", "name": name, "engine": given.engine}
        growth = statistics.median(values) / statistics.median(found[name, given.sizes[0]])
        print_line(facts | {"cases": size, "due": given.due, **summary(values), "growth": round(growth, 3)})


if __name__ == "__main__":
    main()
