"""Uploads of 5 MB files through the WSGI application, against a bare Django view that stores and hashes.

`python -m bench.upload [--runs N]`. Both get the same kind of multipart body, a session and a user. The bare view
keeps Django's own temporary file by a rename, hashes it and writes one row; ours does all of an upload and has the
file on the disk before it says so. `bare, flushed` is the bare view that does that too.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
FOLDER = tempfile.TemporaryDirectory(prefix="youju-bench-")
os.environ["DATA_DIR"] = FOLDER.name

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from bench.measure import RUNS, cpu_timed, interleaved, report, timed  # noqa: E402
from cases.models import User  # noqa: E402
from tests.case_acts import opened  # noqa: E402
from tests.exhibits import picture  # noqa: E402

SIZE = 5 * 1024 * 1024
FILES = 6
LINE = "line"
Timing = Callable[[Callable[[], object]], float]


def body(**fields: str) -> bytes:
    """Return one form with a picture of SIZE bytes that was never sent before, and what else the form says."""
    content = picture()
    content += os.urandom(SIZE - len(content))
    head = "".join(
        f'--{LINE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    head += (
        f'--{LINE}\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
    )
    return head.encode() + content + f"\r\n--{LINE}--\r\n".encode()


def sending(
    client: Client, path_fn: Callable[[], str], status: int = 302, timing: Timing = timed, **headers: str
) -> Callable[[], float]:
    """Return what sends FILES new files and says how long one of them took.

    The fields are those that the script of a gallery sends: whether more follow, and how many tiles it shows.
    """

    def send(path: str, forms: list[bytes]) -> None:
        for form in forms:
            response = client.generic(
                "POST", path, form, content_type=f"multipart/form-data; boundary={LINE}", headers=headers
            )
            assert response.status_code == status, response.status_code

    def run() -> float:
        follow = [{"more": "1"}] * (FILES - 1) + [{}]
        forms, path = [body(shown=str(n), **more) for n, more in enumerate(follow)], path_fn()
        return timing(lambda: send(path, forms)) / FILES

    return run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    runs = parser.parse_args().runs
    call_command("migrate", verbosity=0)
    settings.QUOTA_MB = 100_000
    owner = User.objects.create_user("bench@example.com", None)
    client = Client()
    client.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")

    # A case of its own per run: it has FILES exhibits in the end, as cases do, not hundreds.
    def fresh() -> str:
        return f"/c/{opened(owner).ref}/evidence/add/"

    by_script = {"HX-Request": "true"}
    for unit, timing in (("s", timed), ("cpu s", cpu_timed)):
        calls = {
            "bare": sending(client, lambda: "/bench/upload/", timing=timing),
            "bare, flushed": sending(client, lambda: "/bench/upload/?flush", timing=timing),
            "ours, by form": sending(client, fresh, timing=timing),
            "ours, by script": sending(client, fresh, 200, timing, **by_script),
        }
        for call in calls.values():
            call()
        report("upload", unit, interleaved(calls, runs), "bare", bytes=SIZE)


if __name__ == "__main__":
    main()
