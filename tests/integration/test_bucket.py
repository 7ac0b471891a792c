"""Evidence in S3-compatible storage: kept, checked, mended and removed as it is on a disk."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cases.adapters import storage
from cases.adapters.storage import Intake, StorageFull
from cases.models import Rendition
from cases.services.evidence_check import strays_sweep
from cases.services.evidence_delete import evidence_delete, evidence_files_remove
from cases.services.evidence_develop import evidence_develop
from config import env
from tests.exhibits import arrive, picture, receive
from tests.factories import NOW, CaseFactory

pytestmark = pytest.mark.django_db(transaction=True)


def faults() -> list[tuple[str, str]]:
    out = StringIO()
    try:
        call_command("verify_evidence", "--json", stdout=out)
    except CommandError:
        assert not json.loads(out.getvalue())["ok"]
    return [(one["fault"], one["name"]) for one in json.loads(out.getvalue())["faults"]]


@pytest.fixture
def kept(alice, bucket):
    row = receive(CaseFactory(owner=alice), picture(size=(600, 800)), NOW).made[0]
    evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    row.refresh_from_db()
    return row


def test_it_keeps_the_original_and_its_pictures_in_the_bucket_and_nothing_on_the_disk(kept, bucket, media):
    assert kept.state == "ready"
    pictures = set(Rendition.objects.values_list("name", flat=True))
    assert set(bucket.names()) == {kept.name} | pictures
    assert len(pictures) == 2
    with storage.open_file(kept.name) as file:
        assert file.read() == picture(size=(600, 800))
    assert [path for path in media.rglob("*") if path.is_file()] == []
    assert faults() == []


def test_it_names_what_is_missing_changed_and_unknown(kept, bucket):
    pictured = Rendition.objects.get(variant="thumb")
    storage.remove(pictured.name)
    bucket.put(kept.name, bytes(kept.size))
    bucket.put("ab/" + "0" * 32, b"x")
    assert sorted(faults()) == sorted(
        [("changed", kept.name), ("missing", pictured.name), ("orphan", "ab/" + "0" * 32)]
    )


def test_it_gives_an_unexplained_file_its_day(kept, bucket, settings):
    bucket.put("ab/" + "0" * 32, b"x")
    assert strays_sweep(now=timezone.now()) == 0
    assert strays_sweep(now=timezone.now() + timedelta(seconds=settings.STRAY_SECONDS + 5)) == 1
    assert faults() == []


KILLED = """
import json, os, signal, sys
from django.conf import settings
settings.configure(MEDIA_ROOT=sys.argv[1], EVIDENCE_BUCKET=json.loads(sys.argv[2]))
from cases.adapters.storage import Intake
whole, part = Intake(), Intake()
whole.write(b"x" * 100000)
whole.finish()
part.write(b"x" * 100000)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_it_clears_what_a_killed_upload_left_at_the_next_tick(kept, bucket, media, settings):
    where = json.dumps(settings.EVIDENCE_BUCKET)
    dead = subprocess.run([sys.executable, "-c", KILLED, str(media), where], check=False)
    assert dead.returncode == -signal.SIGKILL
    assert [fault for fault, _ in faults()] == ["orphan", "orphan"]
    assert strays_sweep(now=timezone.now()) == 2
    assert faults() == []
    assert kept.name in bucket.names()


def test_it_keeps_its_hands_off_what_is_being_written(kept):
    arrived = arrive(picture(color=(1, 2, 3)))
    assert faults() == []
    assert strays_sweep(now=timezone.now() + timedelta(days=3)) == 0
    assert arrived.intake is not None
    arrived.intake.discard()
    assert faults() == []


def test_it_takes_nothing_when_the_bucket_does_not_answer_and_leaves_nothing(bucket, settings, media):
    settings.EVIDENCE_BUCKET = settings.EVIDENCE_BUCKET | {"bucket": "none-of-that-name"}
    intake = Intake()
    intake.write(b"x" * 1000)
    with pytest.raises(StorageFull):
        intake.finish()
    assert list(media.rglob("*.part")) == []


def test_it_removes_the_files_of_a_deleted_exhibit(kept, bucket):
    evidence_delete(evidence=kept, now=NOW)
    assert bucket.names() == []
    evidence_files_remove(evidence_id=kept.pk)
    assert faults() == []


@pytest.mark.parametrize(
    ("said", "endpoint", "bucket_name", "prefix", "style"),
    [
        ("s3://k:s@127.0.0.1:9000/ev?tls=0", "http://127.0.0.1:9000", "ev", "", "path"),
        ("http://k:s@minio:9000/ev", "http://minio:9000", "ev", "", "path"),
        ("s3://k:s@oss-cn-hangzhou.example.com/ev/a/b/", "https://oss-cn-hangzhou.example.com", "ev", "a/b/", "auto"),
        ("s3://ev/a?region=eu-west-1", "", "ev", "a/", "auto"),
        ("", None, None, None, None),
    ],
)
def test_it_reads_the_address_of_the_storage(said, endpoint, bucket_name, prefix, style, monkeypatch):
    monkeypatch.setattr(env, "STORAGE_URL", said)
    found = env.bucket()
    assert (found.get("endpoint"), found.get("bucket"), found.get("prefix"), found.get("style")) == (
        endpoint, bucket_name, prefix, style,
    )  # fmt: skip


@pytest.mark.parametrize("said", ["ftp://a/b", "http://k:s@host:9000/"])
def test_it_refuses_an_address_that_names_no_bucket(said, monkeypatch):
    monkeypatch.setattr(env, "STORAGE_URL", said)
    with pytest.raises(ValueError):
        env.bucket()
