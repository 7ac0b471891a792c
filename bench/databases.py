"""A seeded database for each size, on either engine, given as the environment a measured process starts with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.servers import Servers, running_servers

ROOT = Path(__file__).resolve().parents[1]
Environment = dict[str, str]


def manage(environment: Environment, *arguments: str) -> str:
    """Run a management command there and return what it printed."""
    ran = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)}: {ran.stderr.strip()[-2000:]}")
    return ran.stdout


def shoppers_for(cases: int) -> int:
    """Return how many shoppers share that many cases: about fifty each."""
    return max(2, cases // 50)


@contextmanager
def seeded(engine: str, sizes: list[int], due: int = 0, keep: Path | None = None) -> Iterator[dict[int, Environment]]:
    """Yield {size: environment}. `keep` is a folder whose SQLite databases are used again by the next run.

    PostgreSQL is a private server of this run, flushing to disk as in production.
    """
    with ExitStack() as stack:
        servers = stack.enter_context(running_servers(durable=True)) if engine == "postgres" else None
        home = keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="youju-bench-")))
        yield {size: _database(servers, home / f"{engine}-{size}-{due}", size, due) for size in sizes}


def _database(servers: Servers | None, folder: Path, size: int, due: int) -> Environment:
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment |= {"DJANGO_SETTINGS_MODULE": "bench.settings", "DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)}
    if servers:
        environment["DATABASE_URL"] = servers.fresh_database(f"bench_{size}")
        environment["REDIS_URL"] = servers.redis_url
    ready = folder / "seeded"
    if servers or not ready.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        manage(environment, "migrate", "--verbosity", "0")
        manage(environment, "load_knowledge")
        manage(
            environment, "seed_bulk", f"--shoppers={shoppers_for(size)}", f"--cases={size}", f"--due={due}", "--json"
        )
        manage(environment, "collectstatic", "--noinput", "--verbosity", "0")
        ready.touch()
    return environment
