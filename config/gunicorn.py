"""The web server's settings, for `make run` and for production: `gunicorn -c config/gunicorn.py config.wsgi`."""

from __future__ import annotations

import os
import threading
from importlib import import_module
from typing import Any

from config import env

worker_class = "gthread"
workers = env.WEB_WORKERS
# Password hashing takes 100 MB a thread: few threads.
threads = 4
# Imported once, before the fork.
preload_app = True
timeout = 60
# Long enough for a page in flight, short enough for a deploy that ends within 30 s.
graceful_timeout = 15
loglevel = "warning"
control_socket_disable = True
if os.access("/dev/shm", os.W_OK):
    # The server's own pulse must not wait for a busy disk.
    worker_tmp_dir = "/dev/shm"


def post_worker_init(worker: Any) -> None:
    """Import the queue beside the first pages: whoever signs up first must not wait for it."""
    threading.Thread(target=import_module, args=("config.celery",), daemon=True).start()
