"""The worker's look at what was received, by its task or by the tick alone."""

from __future__ import annotations

import os
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from cases.adapters import storage
from cases.adapters.darkroom import client
from cases.models import Case, Evidence, Rendition
from cases.services.evidence_check import evidence_faults
from cases.services.evidence_delete import evidence_delete
from cases.services.evidence_develop import MOST_TRIES, evidence_develop, evidence_sweep
from cases.services.tick import tick_run
from tests.corpus import exif
from tests.exhibits import movie, picture, png_claiming, receive
from tests.factories import NOW, CaseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def received(alice, content: bytes, name: str = "聊天.png") -> Evidence:
    return receive(CaseFactory(owner=alice), content, NOW, name).made[0]


def develop(row: Evidence, now=NOW) -> Evidence:
    evidence_develop(evidence_id=row.pk, now_fn=lambda: now)
    row.refresh_from_db()
    return row


def test_it_makes_a_picture_ready_with_its_renditions(alice):
    row = develop(received(alice, picture(size=(600, 800))))
    assert (row.state, row.reason, row.act_at, row.width, row.height) == ("ready", "", None, 600, 800)
    assert set(row.renditions.values_list("variant", flat=True)) == {"thumb", "screen"}
    assert list(evidence_faults()) == []
    assert Case.objects.get(pk=row.case_id).exhibits["tiles"][0]["picture"]


def test_it_leaves_the_original_as_it_was(alice):
    content = exif()
    row = develop(received(alice, content))
    assert storage.path_of(row.name).read_bytes() == content


def test_it_proposes_the_cameras_moment_and_never_overrules_the_shopper(alice):
    row = develop(received(alice, exif()))
    assert (row.formed_source, row.formed_at.isoformat()) == ("proposed", "2026-11-20T02:11:12+00:00")
    row = received(alice, exif())
    Evidence.objects.filter(pk=row.pk).update(formed_at=NOW, formed_source="confirmed")
    assert develop(row).formed_at == NOW


def test_it_proposes_when_a_film_was_made(alice):
    seconds = int((NOW - timedelta(days=1)).timestamp()) + 2082844800
    row = develop(received(alice, movie(made=seconds), "开箱.mp4"))
    assert (row.milliseconds, row.formed_at) == (23000, NOW - timedelta(days=1))


@pytest.mark.parametrize(
    ("content", "reason"), [(picture(size=(600, 800))[:400], "damaged"), (png_claiming(30000, 30000), "pixels")]
)
def test_it_rejects_with_the_reason_and_keeps_the_file(alice, content, reason):
    row = develop(received(alice, content))
    assert (row.state, row.reason, row.act_at) == ("rejected", reason, None)
    assert storage.path_of(row.name).read_bytes() == content
    shown = Case.objects.get(pk=row.case_id).exhibits
    assert (shown["count"], shown["broken"], shown["tiles"]) == (0, 1, [])


def test_it_does_nothing_twice(alice):
    row = received(alice, picture())
    assert evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    assert not evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    assert Rendition.objects.count() == 2


def test_it_leaves_to_another_worker_what_that_one_holds(alice):
    row = received(alice, picture())
    Evidence.objects.filter(pk=row.pk).update(act_at=NOW + timedelta(seconds=60), tries=1)
    assert not evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    assert evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW + timedelta(seconds=61))


def test_it_tries_a_file_that_crashes_the_process_three_times(alice, monkeypatch):
    row = received(alice, picture())
    asked = []

    def crash(*_job, careful):
        asked.append(careful)
        return {"ok": False, "reason": "crash"}

    monkeypatch.setattr(client, "develop", crash)
    for _ in range(5):
        develop(row)
    # Only the first time for everything; then for the first picture alone.
    assert asked == [False] + [True] * (MOST_TRIES - 1)
    assert (row.state, row.reason) == ("rejected", "crash")


def test_it_waits_when_the_disk_is_full(alice, monkeypatch):
    row = received(alice, picture())

    def full(_path):
        raise storage.StorageFull(28, "No space left on device")

    monkeypatch.setattr(storage, "take_in", full)
    assert not evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    monkeypatch.undo()
    row.refresh_from_db()
    assert (row.state, row.act_at > NOW) == ("received", True)
    assert develop(row, NOW + timedelta(hours=1)).state == "ready"


def test_it_is_done_by_the_tick_alone(alice):
    rows = [received(alice, picture(color=(n, 0, 0))) for n in range(3)]
    counts = tick_run(now_fn=timezone.now)
    assert (counts["developed"], counts["errors"]) == (3, 0)
    assert {Evidence.objects.get(pk=row.pk).state for row in rows} == {"ready"}


def test_it_stops_when_told(alice):
    for n in range(3):
        received(alice, picture(color=(n, 0, 0)))
    left = iter([True, False])
    assert evidence_sweep(now_fn=lambda: NOW, go_on=lambda: next(left)) == 1


def test_it_clears_the_files_of_what_was_deleted_before_a_kill(alice):
    row = develop(received(alice, picture()))
    evidence_delete(evidence=row, now=NOW)
    assert [(fault.fault, fault.name) for fault in evidence_faults()] == [("orphan", row.name)]
    assert evidence_sweep(now_fn=lambda: NOW) == 1
    assert list(evidence_faults()) == []
    assert not Rendition.objects.exists()


def test_it_covers_again_when_the_covers_changed(alice, django_capture_on_commit_callbacks):
    row = develop(received(alice, picture(size=(400, 400))))
    Evidence.objects.filter(pk=row.pk).update(covers=[[0, 0, 100, 100]], act_at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        row = develop(row)
    assert set(row.renditions.values_list("variant", flat=True)) == {"thumb", "screen", "covered", "covered-thumb"}
    assert list(evidence_faults()) == []


def test_it_works_in_a_folder_of_its_own_and_clears_it(alice, media):
    develop(received(alice, picture()))
    assert list((media / "work").iterdir()) == []
    old = media / "work" / "tmpdead"
    old.mkdir()
    os.utime(old, (time.time() - 7200,) * 2)
    tick_run(now_fn=timezone.now)
    assert not old.exists()
