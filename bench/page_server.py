"""One process that answers pages of the measured shopper, for bench.pages: a path in, its time and size out.

The request goes through the whole WSGI application; only the socket is left out, so that the figure is ours alone.
"""

from __future__ import annotations

import io
import json
import sys
import time
from importlib import import_module
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from cases.models import Case, User  # noqa: E402
from cases.services.bulk_seed import MEASURED_EMAIL  # noqa: E402


def session_cookie() -> str:
    """Return the Cookie header of a signed-in measured shopper."""
    user = User.objects.get(email=MEASURED_EMAIL)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def pages() -> dict[str, str]:
    """Return {name: path} of what is measured; `floor` is the yardstick."""
    own = Case.objects.filter(owner__email=MEASURED_EMAIL)
    ref = own.open().order_by("file_no").values_list("ref", flat=True)[0]
    return {
        "floor": reverse("bench-floor"),
        "today": reverse("today"),
        "case": reverse("case", args=[ref]),
        "case-list": reverse("case-list"),
        "inbox": reverse("inbox"),
    }


class Application:
    def __init__(self) -> None:
        self.wsgi = get_wsgi_application()
        self.cookie = session_cookie()

    def get(self, path: str) -> tuple[int, int]:
        """Return (status, bytes of the body)."""
        status: list[str] = []
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "8000",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.url_scheme": "http",
            "QUERY_STRING": "",
            "HTTP_COOKIE": self.cookie,
            "HTTP_HOST": "localhost",
            "REMOTE_ADDR": "127.0.0.1",
        }
        response = self.wsgi(environ, lambda line, headers: status.append(line))
        size = sum(len(part) for part in response)
        response.close()
        return int(status[0].split()[0]), size

    def batch(self, path: str, times: int) -> dict[str, Any]:
        """Return the wall and CPU seconds of each of `times` requests."""
        wall, cpu = [], []
        for _ in range(times):
            at, spent = time.perf_counter(), time.process_time()
            status, size = self.get(path)
            cpu.append(time.process_time() - spent)
            wall.append(time.perf_counter() - at)
            if status != 200:
                raise RuntimeError(f"{path} answered {status}")
        return {"wall": wall, "cpu": cpu, "bytes": size}

    def queries(self, path: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            self.get(path)
        return len(seen)


def main() -> None:
    application = Application()
    print(json.dumps(pages()), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["do"] == "queries":
            print(json.dumps(application.queries(asked["path"])), flush=True)
        else:
            print(json.dumps(application.batch(asked["path"], asked["times"])), flush=True)


if __name__ == "__main__":
    main()
