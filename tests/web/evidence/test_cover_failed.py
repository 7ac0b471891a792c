"""A covered copy that could not be made: the exhibit is as it was, says so, and shows nobody what was to be covered."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from cases.adapters import storage
from cases.adapters.darkroom import client
from cases.models import Evidence, PackVariant
from cases.services.evidence_check import evidence_faults
from cases.services.evidence_develop import MOST_TRIES, evidence_develop
from cases.services.pack_build import pack_build
from cases.services.pack_make import pack_make
from tests.exhibits import picture, receive
from tests.factories import NOW
from tests.web.cases.checklist import page_of, words_of

pytestmark = pytest.mark.django_db
BOX = {"x": "250", "y": "250", "w": "250", "h": "250"}


def url_of(row: Evidence) -> str:
    return f"/c/{row.case.ref}/evidence/{row.number}/"


def develop(row: Evidence, times: int = 1) -> Evidence:
    for _ in range(times):
        evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    row.refresh_from_db()
    return row


def too_slow(*_job, careful):
    return {"ok": False, "reason": "time"}


@pytest.fixture
def failed(as_alice, exhibit, monkeypatch, django_capture_on_commit_callbacks) -> Evidence:
    with monkeypatch.context() as patched, django_capture_on_commit_callbacks(execute=True):
        as_alice.post(f"{url_of(exhibit)}cover/", BOX)
        patched.setattr(client, "develop", too_slow)
        develop(exhibit, MOST_TRIES)
    return exhibit


def test_it_leaves_the_exhibit_as_it_was(failed):
    assert (failed.state, failed.act_at, failed.tries) == ("ready", None, 0)
    assert set(failed.renditions.values_list("variant", flat=True)) == {"thumb", "screen"}
    assert list(evidence_faults()) == []


def test_it_says_so_once_and_offers_nothing_that_is_not_there(as_alice, failed):
    page, words = page_of(as_alice.get(url_of(failed))), words_of(as_alice.get(url_of(failed)))
    assert "遮盖后的图片没有做成" in words
    assert "截屏再传" not in words
    assert "这是打码版" not in words
    assert "file/covered" not in page
    assert f"{url_of(failed)}cover/" in page


def test_it_shows_nobody_the_uncovered_picture(as_alice, failed):
    for path in (url_of(failed), f"/c/{failed.case.ref}/evidence/", f"/c/{failed.case.ref}/"):
        page = page_of(as_alice.get(path))
        assert "file/screen" not in page
        assert "file/thumb" not in page
    assert "没有打成码" in words_of(as_alice.get(f"/c/{failed.case.ref}/evidence/"))
    for variant in ("covered", "marked", "words"):
        assert as_alice.get(f"{url_of(failed)}file/{variant}/").status_code == 404


def test_it_lets_the_rectangles_be_removed(as_alice, failed):
    page = page_of(as_alice.get(f"{url_of(failed)}cover/"))
    assert 'value="250"' in page
    was = "[[250.0, 250.0, 250.0, 250.0]]"
    as_alice.post(f"{url_of(failed)}cover/", dict.fromkeys(BOX, "") | {"was": was})
    develop(failed)
    assert (failed.state, failed.reason, failed.covers) == ("ready", "", [])
    assert "file/screen" in page_of(as_alice.get(url_of(failed)))


def test_it_lets_other_rectangles_be_drawn(as_alice, failed):
    was = "[[250.0, 250.0, 250.0, 250.0]]"
    as_alice.post(f"{url_of(failed)}cover/", BOX | {"w": "100", "was": was})
    develop(failed)
    assert (failed.state, failed.reason) == ("ready", "")
    assert "file/covered" in page_of(as_alice.get(url_of(failed)))


def test_it_keeps_what_was_uncovered_when_that_fails(as_alice, exhibit, monkeypatch):
    as_alice.post(f"{url_of(exhibit)}cover/", BOX)
    develop(exhibit)
    as_alice.post(f"{url_of(exhibit)}cover/", dict.fromkeys(BOX, "") | {"was": "[[250.0, 250.0, 250.0, 250.0]]"})
    monkeypatch.setattr(client, "develop", too_slow)
    develop(exhibit, MOST_TRIES)
    assert (exhibit.state, exhibit.reason, exhibit.covers) == ("ready", "", [])


def test_it_is_left_out_of_a_dossier_that_says_why(failed):
    text, manifest, left_out = made(failed)
    assert left_out == [1]
    assert manifest["left_out"] == [1]
    assert "没有放入：遮盖后的副本没有做成" in text


def made(row: Evidence) -> tuple[str, dict, list[int]]:
    """Return the text and the manifest of the covered variant, and what it leaves out."""
    pack = pack_make(case=row.case, whole_number=False, now=NOW)
    variant = PackVariant.objects.get(pack=pack, name="covered")
    assert pack_build(variant_id=variant.pk, now_fn=lambda: NOW)
    variant.refresh_from_db()
    content = storage.path_of(variant.files.get(kind="zip").name).read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any(name.startswith("证据/证据01") for name in archive.namelist())
        return archive.read("卷宗-文字版.txt").decode(), json.loads(archive.read("manifest.json")), variant.left_out


def test_it_is_named_in_a_dossier_why_a_file_could_not_be_opened(case):
    row = develop(receive(case, picture(size=(600, 800))[:400], NOW).made[0])
    assert row.state == "rejected"
    text, manifest, left_out = made(row)
    assert left_out == [1]
    assert manifest["left_out"] == [1]
    assert "没有放入：文件损坏，打不开" in text


def test_it_looks_again_at_what_could_not_be_opened_when_that_comes_again(case, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(client, "develop", too_slow)
        row = develop(receive(case, picture(), NOW).made[0], MOST_TRIES)
        assert row.state == "rejected"
    assert receive(case, picture(), NOW).known == [row]
    assert develop(row).state == "ready"
