"""`python -m bench`: every benchmark at every size, on one engine. `make bench` runs this."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from bench.databases import ROOT, seeded
from bench.pages import measure

# Scripts that measure the database named by the environment they start in.
ON_ONE_DATABASE = ("sweep", "mail")
WITHOUT_DATABASE = ("parse", "cards", "guides_search", "renditions", "upload", "dossier")


def run(name: str, environment: dict[str, str] | None = None) -> None:
    subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=ROOT, env=environment, check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 20_000])
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--due", type=int, default=500, help="promises that lapse now, for sweep and mail")
    parser.add_argument("--turns", type=int, default=30)
    parser.add_argument("--keep", type=Path, help="folder of SQLite databases to use again")
    given = parser.parse_args()
    for name in WITHOUT_DATABASE:
        run(name)
    measure(given.engine, given.sizes, given.turns, given.keep)
    # The sweep eats what is due: these databases are made anew each time.
    with seeded(given.engine, given.sizes, due=given.due) as environments:
        for environment in environments.values():
            for name in ON_ONE_DATABASE:
                run(name, environment)


if __name__ == "__main__":
    main()
