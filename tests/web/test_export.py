"""/me/export/, its file, and /me/import/."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.adapters import storage
from cases.models import Case, Export
from cases.services.bundle_write import bundle_write
from cases.services.evidence_check import evidence_faults
from cases.services.export_make import KEPT, LEASE, export_ask, export_make, exports_sweep
from tests.case_acts import opened
from tests.exhibits import picture, receive
from tests.factories import NOW

pytestmark = pytest.mark.django_db
PAGE, FILE, BRING = "/me/export/", "/me/export/file/", "/me/import/"


@pytest.fixture(autouse=True)
def _monday(media):
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(alice) -> Case:
    made = opened(alice, now=NOW)
    receive(made, picture(), NOW)
    return made


def made(now=NOW) -> Export:
    exports_sweep(now_fn=lambda: now)
    return Export.objects.get()


def test_it_says_how_much_there_is_and_asks_the_anonymous_to_sign_in(as_alice, client, case):
    page = as_alice.get(PAGE).content.decode()
    assert "1 个案件" in page
    for path in (PAGE, FILE, BRING):
        assert client.get(path).url.startswith(reverse("account_login"))


def test_it_is_made_by_the_worker_and_fetched_by_its_owner_alone(as_alice, as_charlie, as_bob, case):
    assert as_alice.post(PAGE).url == PAGE
    page = as_alice.get(PAGE).content.decode()
    assert 'hx-trigger="every 2s"' in page
    assert as_alice.get(FILE).status_code == 404
    row = made()
    assert (row.state, row.done, row.total) == ("ready", 2, 2)
    page = as_alice.get(PAGE).content.decode()
    assert "every 2s" not in page
    assert row.sha256 in page
    answer = as_alice.get(FILE)
    raw = b"".join(answer.streaming_content)
    assert len(raw) == row.size == int(answer["Content-Length"])
    assert answer["Content-Disposition"] == 'attachment; filename="youju-20261123.zip"'
    assert answer["Cache-Control"] == "private, no-store"
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert json.loads(archive.read("manifest.json"))["counts"]["cases"] == 1
    assert as_charlie.get(FILE).status_code == as_bob.get(FILE).status_code == 404
    assert row.sha256 not in as_charlie.get(PAGE).content.decode()
    assert [one.fault for one in evidence_faults()] == []


def test_it_is_made_once_however_often_it_is_asked_for(as_alice, case):
    as_alice.post(PAGE)
    as_alice.post(PAGE)
    assert Export.objects.count() == 1
    first = made()
    as_alice.post(PAGE)
    assert as_alice.get(FILE).status_code == 404
    assert made().pk != first.pk


def test_it_ends_after_a_week(as_alice, alice, case, django_capture_on_commit_callbacks):
    export_ask(owner=alice, now=NOW)
    row = made()
    with time_machine.travel(NOW + KEPT, tick=False), django_capture_on_commit_callbacks(execute=True):
        assert as_alice.get(FILE).status_code == 404
        assert exports_sweep(now_fn=lambda: NOW + KEPT) == 1
    assert not Export.objects.exists()
    assert row.name not in [file.name for file in storage.lying()]


def test_it_is_removed_when_its_owner_says_so(as_alice, alice, case, django_capture_on_commit_callbacks):
    export_ask(owner=alice, now=NOW)
    row = made()
    with django_capture_on_commit_callbacks(execute=True):
        as_alice.post(PAGE, {"do": "drop"})
    assert as_alice.get(FILE).status_code == 404
    assert row.name not in [file.name for file in storage.lying()]


def test_it_goes_on_after_a_worker_was_killed_and_two_do_not_make_it_twice(alice, case):
    row = export_ask(owner=alice, now=NOW)
    Export.objects.filter(pk=row.pk).update(tries=1, act_at=NOW + LEASE)
    assert not export_make(export_id=row.pk, now_fn=lambda: NOW)
    assert export_make(export_id=row.pk, now_fn=lambda: NOW + LEASE)
    assert Export.objects.get().state == "ready"


def test_it_is_given_up_with_a_word_when_the_disk_stays_full(as_alice, alice, case, monkeypatch):
    export_ask(owner=alice, now=NOW)

    def full(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cases.services.export_make.bundle_write", full)
    for hour in range(4):
        exports_sweep(now_fn=lambda hour=hour: NOW + timedelta(hours=hour))
    assert Export.objects.get().state == "failed"
    assert "磁盘" in as_alice.get(PAGE).content.decode()
    assert len(list(storage.lying())) == 1


def bundle_of(user) -> bytes:
    out = io.BytesIO()
    bundle_write(owner=user, to=out, now=NOW)
    return out.getvalue()


def sent(client, raw: bytes):
    return client.post(BRING, {"bundle": SimpleUploadedFile("有据.zip", raw)})


def test_it_brings_an_exported_file_into_ones_own_account(as_charlie, charlie, alice, case):
    raw = bundle_of(alice)
    answer = sent(as_charlie, raw)
    assert answer.url == reverse("case-list")
    assert "1 个案件" in as_charlie.get(answer.url).content.decode()
    assert Case.objects.get(owner=charlie).problem == case.problem
    sent(as_charlie, raw)
    assert Case.objects.filter(owner=charlie).count() == 1
    ref = Case.objects.get(owner=charlie).ref
    assert "从导出的文件导入" in as_charlie.get(reverse("case", args=[ref])).content.decode()


@pytest.mark.parametrize(("raw", "words"), [(b"", "不是"), (b"PK", "不是"), (b"0" * 100, "不是")])
def test_it_says_beside_the_field_why_a_file_is_not_taken(as_alice, raw, words):
    answer = sent(as_alice, raw)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_it_says_that_it_was_changed(as_charlie, alice, case):
    raw = bytearray(bundle_of(alice))
    place = raw.index(b"IDAT")
    raw[place + 8] ^= 1
    answer = sent(as_charlie, bytes(raw))
    assert answer.status_code == 422
    assert "改动" in answer.content.decode()
    assert not Case.objects.filter(owner__email="charlie@example.com").exists()


def test_it_refuses_what_is_too_large_unread_and_asks_for_a_file(as_alice, settings):
    assert as_alice.post(BRING, {}).status_code == 422
    settings.UPLOAD_MAX_MB = settings.VIDEO_MAX_MB = 0
    assert sent(as_alice, b"0" * 2_000_000).status_code == 413


def test_it_protects_the_import_against_forgery(alice):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert sent(strict, b"x").status_code == 403


@pytest.mark.parametrize(("path", "verb"), [(PAGE, "put"), (FILE, "post"), (BRING, "delete")])
def test_it_takes_no_other_verb(as_alice, path, verb):
    assert getattr(as_alice, verb)(path).status_code == 405
