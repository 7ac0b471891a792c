"""Making an exhibit's pictures, against Pillow alone making the same two in this process.

`python -m bench.renditions [--runs N]`. Ours is the whole of it: the claim, the bounded process, hashing and storing
what it made, and the rows. The yardstick decodes, turns, and writes the two pictures, with the same settings.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
FOLDER = tempfile.TemporaryDirectory(prefix="youju-bench-")
os.environ["DATA_DIR"] = FOLDER.name

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402
from PIL import Image  # noqa: E402

from bench.measure import RUNS, interleaved, report, timed  # noqa: E402
from cases.adapters.darkroom.develop import develop  # noqa: E402
from cases.adapters.storage import Intake  # noqa: E402
from cases.models import Evidence, User  # noqa: E402
from cases.services.evidence_develop import evidence_develop  # noqa: E402

REPEATED = 3


def photo(folder: Path) -> Path:
    """Return a 12-megapixel JPEG with as much in it as a photo has."""
    path = folder / "photo.jpg"
    small = Image.effect_noise((1000, 750), 60).convert("RGB")
    small.resize((4000, 3000), Image.Resampling.BICUBIC).save(path, "JPEG", quality=90)
    return path


def screenshot(folder: Path) -> Path:
    path = folder / "chat.png"
    image = Image.new("RGB", (1080, 2400), (240, 240, 240))
    noise = Image.effect_noise((600, 30), 80).convert("RGB")
    for row in range(40):
        image.paste(noise, (60 + row % 2 * 300, 60 + row * 58))
    image.save(path, "PNG")
    return path


def alone(path: Path, media_type: str) -> Callable[[], None]:
    def run() -> None:
        for _ in range(REPEATED):
            with tempfile.TemporaryDirectory() as out:
                assert develop({"media_type": media_type, "path": str(path), "out": out})["made"]

    return run


def ours(path: Path, media_type: str, owner: User) -> Callable[[], None]:
    intake = Intake()
    intake.write(path.read_bytes())
    intake.finish()
    intake.keep()
    row = Evidence.objects.create(
        owner=owner, name=intake.name, sha256=intake.sha256, size=intake.size, media_type=media_type,
        received_at=timezone.now(),
    )  # fmt: skip

    def run() -> None:
        for _ in range(REPEATED):
            Evidence.objects.filter(pk=row.pk).update(act_at=timezone.now(), state="received")
            assert evidence_develop(evidence_id=row.pk, now_fn=timezone.now)

    return run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    runs = parser.parse_args().runs
    call_command("migrate", verbosity=0)
    owner = User.objects.create_user("bench@example.com", None)
    folder = Path(FOLDER.name)
    for name, path, media_type in (
        ("12 MP JPEG", photo(folder), "image/jpeg"),
        ("1080x2400 PNG", screenshot(folder), "image/png"),
    ):
        calls = {"pillow alone": alone(path, media_type), "ours": ours(path, media_type, owner)}
        for call in calls.values():
            call()
        samples = interleaved({key: lambda call=call: timed(call) / REPEATED for key, call in calls.items()}, runs)
        report("renditions", "s", samples, "pillow alone", picture=name, bytes=path.stat().st_size)


if __name__ == "__main__":
    main()
