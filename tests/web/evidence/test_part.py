"""/capture/part/: a file in pieces, gone on with where the line broke; the form that names it makes it evidence."""

from __future__ import annotations

import hashlib
import io
import os

import pytest
from django.test import Client

from cases.adapters import parts
from cases.models import Evidence
from cases.services.evidence_check import evidence_faults, strays_sweep
from tests.exhibits import movie, picture
from tests.factories import NOW
from tests.web.cases.checklist import HX, words_of

pytestmark = pytest.mark.django_db
KEY = "0123456789abcdef"
CONTENT = picture() + os.urandom(300_000)


def piece(client: Client, content: bytes, size: int, offset: int | None = None, key: str = KEY, **more):
    path = f"/capture/part/?key={key}&size={size}" + ("" if offset is None else f"&offset={offset}")
    return client.post(path, content, content_type="application/octet-stream", **more)


def sent(client: Client, content: bytes = CONTENT, step: int = 100_000) -> None:
    for offset in range(0, len(content), step):
        answer = piece(client, content[offset : offset + step], len(content), offset)
        assert answer.json() == {"offset": min(offset + step, len(content))}


def form(client: Client, path: str, **more: str):
    return client.post(
        path, {"part": KEY, "part_name": "聊天.png", "part_size": str(len(CONTENT)), "key": KEY} | more, headers=HX
    )


def test_it_puts_the_pieces_together_byte_for_byte(as_alice, case, media):
    assert piece(as_alice, b"", len(CONTENT)).json() == {"offset": 0}
    sent(as_alice)
    assert form(as_alice, f"/c/{case.ref}/evidence/add/").status_code == 200
    row = Evidence.objects.get()
    assert row.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert (row.size, row.media_type, row.shown_name) == (len(CONTENT), "image/png", "聊天.png")
    assert list((media / "parts").iterdir()) == []
    assert list(evidence_faults()) == []


def test_it_goes_on_where_the_line_broke_in_the_middle_of_a_piece(as_alice, case):
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            found = super().read(min(size or 50_000, 50_000))
            if not found:
                raise OSError("gone")
            return found

    path = f"/capture/part/?key={KEY}&size={len(CONTENT)}&offset=0"
    extra = {"wsgi.input": Broken(CONTENT[:80_000]), "CONTENT_LENGTH": str(len(CONTENT))}
    cut = as_alice.generic("POST", path, b"x", content_type="application/octet-stream", **extra)
    assert cut.status_code == 400
    assert piece(as_alice, b"", len(CONTENT)).json() == {"offset": 80_000}
    piece(as_alice, CONTENT[80_000:], len(CONTENT), 80_000)
    form(as_alice, f"/c/{case.ref}/evidence/add/")
    assert Evidence.objects.get().sha256 == hashlib.sha256(CONTENT).hexdigest()


@pytest.mark.parametrize("size", [str(len(CONTENT)), ""])
def test_it_takes_no_part_of_a_file_for_the_whole(size, as_alice, case):
    """What came stays, and is gone on with."""
    path = f"/c/{case.ref}/evidence/add/"
    piece(as_alice, CONTENT[:30_000], len(CONTENT), 0)
    answer = form(as_alice, path, part_size=size)
    assert (answer.status_code, Evidence.objects.count()) == (422, 0)
    assert "只传到了一部分" in words_of(answer)
    piece(as_alice, CONTENT[30_000:], len(CONTENT), 30_000)
    assert form(as_alice, path).status_code == 200
    assert Evidence.objects.get().sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_it_takes_a_piece_only_where_the_file_ends(as_alice):
    piece(as_alice, CONTENT[:1000], len(CONTENT), 0)
    for offset in (0, 999, 1001, 10**9):
        answer = piece(as_alice, b"other", len(CONTENT), offset)
        assert (answer.status_code, answer.json()) == (409, {"offset": 1000})


def test_it_takes_no_more_than_was_announced(as_alice, settings):
    assert piece(as_alice, bytes(5000), 1000, 0).json() == {"offset": 1000}
    settings.VIDEO_MAX_MB = settings.UPLOAD_MAX_MB = 1
    assert piece(as_alice, b"", 2_000_000, key="f" * 16).status_code == 422


def test_it_says_that_there_is_no_room_before_a_byte_has_come(as_alice, settings):
    settings.QUOTA_MB = 1
    answer = piece(as_alice, b"", 2_000_000)
    assert (answer.status_code, answer.json()["reason"]) == (422, "quota")
    assert "你只剩 1.0 MB" in answer.json()["text"]
    # What lies here unfinished counts.
    piece(as_alice, bytes(600_000), 700_000, 0)
    assert piece(as_alice, b"", 600_000, key="e" * 16).status_code == 422
    assert piece(as_alice, b"", 700_000).json() == {"offset": 600_000}


def test_it_counts_no_file_that_has_just_gone(as_alice, alice, media):
    """Between the list of names and the look at their sizes a form may take one over."""
    piece(as_alice, b"x", 10, 0)
    (media / "parts" / f"{alice.pk}-{'0' * 32}").symlink_to(media / "gone")
    assert parts.held(alice.pk) == (1, 1)
    assert parts.has_come(alice.pk, "g" * 16) == 0


def test_it_keeps_few_unfinished_files_at_once(as_alice, monkeypatch):
    monkeypatch.setattr(parts, "MOST", 1)
    piece(as_alice, b"x", 10, 0)
    assert piece(as_alice, b"x", 10, 0, key="d" * 16).status_code == 422
    assert piece(as_alice, b"x", 10, 1).json() == {"offset": 2}


def test_it_refuses_what_the_bytes_say_as_with_any_upload(as_alice, case, settings, media):
    settings.UPLOAD_MAX_MB = 0
    sent(as_alice)
    assert "小一点" in form(as_alice, f"/c/{case.ref}/evidence/add/").content.decode()
    sent(as_alice, page := b"<html><script>" + bytes(1000))
    assert form(as_alice, "/capture/", key="two", part_size=str(len(page))).status_code == 422
    sent(as_alice, film := movie())
    assert form(as_alice, "/capture/", key="three", part_size=str(len(film))).status_code == 200
    assert Evidence.objects.count() == 1
    assert not [path for path in media.rglob("*") if path.is_file() and path.name.endswith(".part")]


def test_it_is_there_once_when_the_answer_got_lost(as_alice, case):
    for _ in range(2):
        sent(as_alice)
        assert form(as_alice, f"/c/{case.ref}/evidence/add/").status_code == 200
    assert Evidence.objects.count() == 1


def test_it_goes_into_the_inbox_as_well(as_alice):
    sent(as_alice)
    assert form(as_alice, "/capture/").status_code == 200
    assert Evidence.objects.get().case is None


def test_it_knows_nobody_elses_pieces(as_alice, as_charlie, case):
    sent(as_alice)
    assert piece(as_charlie, b"", len(CONTENT)).json() == {"offset": 0}
    assert form(as_charlie, "/capture/").status_code == 422
    assert not Evidence.objects.exists()
    assert piece(as_alice, b"", len(CONTENT)).json() == {"offset": len(CONTENT)}


def test_it_removes_what_nobody_goes_on_with(as_alice, media, settings):
    sent(as_alice)
    lying = next((media / "parts").iterdir())
    strays_sweep(now=NOW)
    assert lying.exists()
    os.utime(lying, (NOW.timestamp() - settings.STRAY_SECONDS - 1,) * 2)
    assert strays_sweep(now=NOW) == 1
    assert not lying.exists()


@pytest.mark.parametrize("query", ["", "key=short&size=5", f"key={KEY}", f"key={KEY}&size=-1", f"key={KEY}&size=x"])
def test_it_wants_a_key_and_a_size(query, as_alice):
    assert as_alice.post(f"/capture/part/?{query}").status_code == 400


def test_it_wants_a_token_and_a_shopper(alice):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert piece(strict, b"x", 10, 0).status_code == 403
    assert piece(Client(), b"x", 10, 0).status_code == 302
    assert Client().get("/capture/part/").status_code in (302, 405)
