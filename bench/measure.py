"""How every benchmark here times and reports: several runs, interleaved, as JSON with median and spread.

Absolute times move with the machine. What counts is the ratio to a yardstick measured in the same run.
"""

from __future__ import annotations

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

RUNS = 5


def timed(call: Callable[[], Any]) -> float:
    """Return the wall seconds of one call, with the garbage collector held until it is over."""
    gc.collect()
    gc.disable()
    try:
        started = time.perf_counter()
        call()
        return time.perf_counter() - started
    finally:
        gc.enable()


def cpu_timed(call: Callable[[], Any]) -> float:
    """Return the processor seconds of one call in this process: what foreign load inflates least."""
    started = time.process_time()
    call()
    return time.process_time() - started


def interleaved(calls: Mapping[str, Callable[[], float]], runs: int = RUNS) -> dict[str, list[float]]:
    """Return each name's samples. Every round takes one of each, so that a busy moment hits all of them alike."""
    found: dict[str, list[float]] = {name: [] for name in calls}
    for number in range(runs):
        names = list(calls)
        for name in names if number % 2 else reversed(names):
            found[name].append(calls[name]())
    return found


def summary(samples: Sequence[float]) -> dict[str, Any]:
    """Return {"median", "min", "max", "spread", "runs"}; spread is (max - min) / median."""
    middle = statistics.median(samples)
    return {
        "median": _short(middle),
        "min": _short(min(samples)),
        "max": _short(max(samples)),
        "spread": _short((max(samples) - min(samples)) / middle) if middle else 0.0,
        "runs": len(samples),
    }


def report(bench: str, unit: str, samples: Mapping[str, Sequence[float]], yardstick: str = "", **facts: Any) -> None:
    """Print one JSON line per name: its summary in `unit` and, with a yardstick, the ratio of the medians to it."""
    base = statistics.median(samples[yardstick]) if yardstick else 0.0
    for name, values in samples.items():
        line: dict[str, Any] = {"bench": bench, "name": name, "unit": unit, **facts, **summary(values)}
        if yardstick:
            line["yardstick"] = yardstick
            line["ratio"] = _short(statistics.median(values) / base) if base else None
        print_line(line)


def print_line(line: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _short(number: float) -> float:
    return float(f"{number:.4g}")
