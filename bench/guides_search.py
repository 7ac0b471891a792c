"""How long one search of the guides takes on everything that ships: the index once made, and making it.

`python -m bench.guides_search [--runs N]`. Every query of the list is asked in turn; `slowest` is the worst of a run.
The goal is below 50 ms for each.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()

from bench.measure import RUNS, interleaved, report  # noqa: E402
from guides.adapters import stamp  # noqa: E402
from guides.selectors.guide_search import guide_search  # noqa: E402
from guides.selectors.guides import guides  # noqa: E402

# Names, pinyin, first letters, numbers, slips, several words, and nothing at all.
QUERIES = [
    *("淘宝", "taobao", "tb", "9510211", "申请介入", "淘宝申请介入", "sqptjr", "taobo", "陶宝", "申清介入"),
    *("pdd", "12315", "抖音 电话", "退款迟迟不到账", "prove a fake", "zzzzqqqq", "量子纠缠"),
]


def took(query: str) -> float:
    """Return milliseconds of one search."""
    started = time.perf_counter()
    guide_search(query)
    return (time.perf_counter() - started) * 1000


def slowest() -> float:
    return max(took(query) for query in QUERIES)


def mean() -> float:
    return sum(took(query) for query in QUERIES) / len(QUERIES)


def first() -> float:
    """Return milliseconds of the first search after the knowledge changed: reading it and making the index."""
    stamp.forget()
    return took("淘宝")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    given = parser.parse_args()
    guide_search("淘宝")
    calls: dict[str, Callable[[], float]] = {"slowest": slowest, "mean": mean, "after_a_change": first}
    report("guides_search", "ms", interleaved(calls, given.runs), guides=len(guides()), queries=len(QUERIES))


if __name__ == "__main__":
    main()
