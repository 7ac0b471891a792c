"""Start everything, keep it running, stop everything."""

from __future__ import annotations

import http.client
import signal
import socket
import sys
import time
from types import FrameType

from config import env
from config.serve import lock, prepare
from config.serve.children import Family
from config.serve.commands import members

READY_POLL_SECONDS = 0.1
WATCH_SECONDS = 0.2


class Stopping(Exception):
    """Somebody pressed Ctrl-C, or asked politely."""


def main() -> int:
    try:
        signal.signal(signal.SIGINT, _stop)
        signal.signal(signal.SIGTERM, _stop)
        held = lock.take(env.DATA_DIR)
        listener = _listener(env.HOST, env.PORT)
        prepare.prepare()
    except (lock.Running, prepare.Failed, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1
    except Stopping:
        return 130
    family = Family(members(listener, held))
    try:
        listener.listen(128)
        family.start()
        _announce(family, listener)
        family.start_the_rest()
        while True:
            family.tend()
            time.sleep(WATCH_SECONDS)
    except Stopping:
        return 0
    finally:
        signal.signal(signal.SIGINT, lambda *_: family.kill())
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        family.stop()


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopping


def _listener(host: str, port: int) -> socket.socket:
    """Return the bound socket the web server inherits: while it restarts, browsers wait instead of failing."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as problem:
        listener.close()
        raise OSError(f"Port {port} on {host} cannot be used ({problem.strerror}). Choose another: PORT=8001") from None
    listener.set_inheritable(True)
    return listener


def _announce(family: Family, listener: socket.socket) -> None:
    """Print the address as soon as the web server answers."""
    host, port = listener.getsockname()[:2]
    asked = "127.0.0.1" if host == "0.0.0.0" else host
    while not _answers(asked, port):
        family.tend()
        time.sleep(READY_POLL_SECONDS)
    print(f"有据 is running: {env.BASE_URL or f'http://localhost:{port}'}  (Ctrl-C stops it)", flush=True)


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", "/healthz/")
        connection.getresponse().read()
        return True
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
