"""Making a dossier of 30 pictures: the covered PDF and ZIP, from the frozen content to stored files.

`python -m bench.dossier [--runs N] [--images N]`. Ours is the whole of it: every exhibit checked and decoded in the
bounded process, its pages drawn, the PDF typeset in a process of its own, the ZIP hashed and stored. The yardstick is
Pillow alone writing one JPEG of each picture in this process. Memory is the most that a worker and all it has
started held together, sampled every 20 ms: a process of its own (`--make ID`), for this one also holds the pictures
it made up (goals: below 10 s, below 400 MB).
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
# What `--make` makes lies where its parent put it.
if "--make" not in sys.argv:
    FOLDER = tempfile.TemporaryDirectory(prefix="youju-bench-")
    os.environ["DATA_DIR"] = FOLDER.name

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402
from PIL import Image  # noqa: E402

from bench.measure import RUNS, interleaved, print_line, report, timed  # noqa: E402
from bench.renditions import photo, screenshot  # noqa: E402
from cases.adapters.storage import Intake  # noqa: E402
from cases.adapters.upload import Arrived  # noqa: E402
from cases.models import Case, PackVariant  # noqa: E402
from cases.services.case_open import CaseFacts, case_open  # noqa: E402
from cases.services.evidence_develop import evidence_sweep  # noqa: E402
from cases.services.evidence_receive import evidence_receive  # noqa: E402
from cases.services.order import OrderFacts  # noqa: E402
from cases.services.pack_build import pack_build  # noqa: E402
from cases.services.pack_make import pack_make  # noqa: E402
from cases.services.shopper import shopper_create  # noqa: E402

PAGE = os.sysconf("SC_PAGE_SIZE")
SAMPLE_SECONDS = 0.02


def filled(images: list[bytes]) -> Case:
    """Return a case with these pictures as exhibits, looked at."""
    now = timezone.now()
    owner = shopper_create(email="bench@example.com", password="x" * 20, staff=False, language="zh-hans", now=now)
    order = OrderFacts(platform="taobao", item="衬衫", number="4012345678901234567")
    facts = CaseFacts(order=order, problem_type="defect", problem="袖口开线", demand="exchange")
    case = case_open(owner=owner, facts=facts, now=now)
    for at, content in enumerate(images):
        intake = Intake()
        intake.write(content)
        intake.finish()
        kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
        evidence_receive(owner=owner, case=case, files=[Arrived(f"{at}.x", media_type=kind, intake=intake)], now=now)
    while evidence_sweep(now_fn=timezone.now):
        pass
    return case


def pictures(number: int) -> list[bytes]:
    """Return telephone screenshots and 12-megapixel photos in turns, each with a noise of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return [(screenshot, photo)[at % 2](Path(folder)).read_bytes() for at in range(number)]


def making(row: PackVariant) -> Callable[[], None]:
    def run() -> None:
        now = timezone.now()
        PackVariant.objects.filter(pk=row.pk).update(state="waiting", act_at=now, tries=0, done=0)
        assert pack_build(variant_id=row.pk, now_fn=lambda: timezone.now() + timedelta(seconds=1))
        assert PackVariant.objects.get(pk=row.pk).state == "ready"

    return run


def alone(images: list[bytes]) -> Callable[[], None]:
    def run() -> None:
        for content in images:
            with Image.open(io.BytesIO(content)) as image:
                image.draft("RGB", (1900, 1900))
                image.thumbnail((1900, 1900))
                image.convert("RGB").save(io.BytesIO(), "JPEG", quality=84)

    return run


class Memory:
    """The most megabytes a process and its descendants held together while `with` lasted."""

    def __init__(self, root: int) -> None:
        self.root = root

    def __enter__(self) -> Memory:
        self.most, self._over = 0.0, threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(SAMPLE_SECONDS):
            self.most = max(self.most, sum(map(resident, family(self.root))) / 1024 / 1024)


def family(root: int) -> list[int]:
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def resident(pid: int) -> int:
    """Return the bytes a process shares with nobody: forks are not counted twice."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--images", type=int, default=30)
    parser.add_argument("--make", type=int, help="make this variant once and end")
    given = parser.parse_args()
    if given.make:
        making(PackVariant.objects.get(pk=given.make))()
        return
    call_command("migrate", verbosity=0)
    call_command("load_knowledge", verbosity=0)
    images = pictures(given.images)
    case = filled(images)
    row = pack_make(case=case, whole_number=False, now=timezone.now()).variants.get()
    make = making(row)
    command = [sys.executable, "-m", "bench.dossier", "--make", str(row.pk)]
    environment = os.environ | {"DATA_DIR": FOLDER.name}
    with subprocess.Popen(command, env=environment) as worker, Memory(worker.pid) as memory:
        assert worker.wait() == 0
    calls = {"pillow": alone(images), "dossier": make}
    samples = interleaved({name: lambda call=call: timed(call) for name, call in calls.items()}, given.runs)
    report("dossier", "s", samples, yardstick="pillow", images=given.images)
    row.refresh_from_db()
    size = {file.kind: file.size for file in row.files.all()}
    held = {"unit": "MB", "most": round(memory.most), "pages": row.pages}
    print_line({"bench": "dossier", "name": "memory", **held, **size})


if __name__ == "__main__":
    main()
