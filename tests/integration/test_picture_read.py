"""Reading a picture for real, by the models in the package: claimed once, kept, gone with its exhibit."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from datetime import timedelta
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command

from cases.adapters.reader import client, server
from cases.models import PictureText
from cases.services.evidence_cover import evidence_cover
from cases.services.evidence_delete import evidence_delete
from cases.services.evidence_develop import evidence_develop
from cases.services.picture_read import picture_read, pictures_sweep
from tests.exhibits import chat, receive
from tests.factories import NOW, CaseFactory
from tests.screens import AGENT, NUMBER, PROMISE, chat_screen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def developed(alice):
    row = receive(CaseFactory(owner=alice), chat_screen(), NOW).made[0]
    evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    row.refresh_from_db()
    return row


def test_it_reads_what_the_worker_has_developed(developed):
    assert PictureText.objects.get().act_at == NOW
    assert pictures_sweep(now_fn=lambda: NOW) == 1
    read = PictureText.objects.get()
    assert (read.read_at, read.act_at) == (NOW, None)
    assert f"订单编号:{NUMBER}" in read.text
    assert all(0 <= side <= 1000 for line in read.lines for side in line["box"])
    assert pictures_sweep(now_fn=lambda: NOW) == 0
    # Covered later: the words were read already.
    evidence_cover(case=developed.case, evidence=developed, covers=[(10, 10, 50, 50)], now=NOW)
    evidence_develop(evidence_id=developed.pk, now_fn=lambda: NOW)
    assert PictureText.objects.get().act_at is None


def test_it_reads_nothing_and_says_nothing_without_the_extra(alice, monkeypatch):
    monkeypatch.setattr(client, "is_there", lambda: False)
    row = receive(CaseFactory(owner=alice), chat(), NOW).made[0]
    assert evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    assert not PictureText.objects.exists()
    assert pictures_sweep(now_fn=lambda: NOW) == 0


def test_it_gives_up_after_two_tries_and_never_holds_up_the_exhibit(developed, monkeypatch):
    monkeypatch.setattr(client, "read", lambda _path: None)
    assert not picture_read(evidence_id=developed.pk, now_fn=lambda: NOW)
    assert PictureText.objects.get().act_at == NOW
    assert picture_read(evidence_id=developed.pk, now_fn=lambda: NOW)
    assert (PictureText.objects.get().act_at, PictureText.objects.get().text) == (None, "")
    assert developed.state == "ready"


def test_it_is_taken_over_when_its_reader_died(developed, monkeypatch):
    def die(_path):
        raise KeyboardInterrupt

    monkeypatch.setattr(client, "read", die)
    with pytest.raises(KeyboardInterrupt):
        picture_read(evidence_id=developed.pk, now_fn=lambda: NOW)
    monkeypatch.setattr(client, "read", lambda _path: [])
    assert not picture_read(evidence_id=developed.pk, now_fn=lambda: NOW)
    assert picture_read(evidence_id=developed.pk, now_fn=lambda: NOW + timedelta(minutes=10))


def test_it_leaves_to_its_own_worker_what_has_not_waited_long(developed, monkeypatch):
    monkeypatch.setattr(client, "read", lambda _path: [])
    assert pictures_sweep(now_fn=lambda: NOW + timedelta(minutes=4), after=timedelta(minutes=5)) == 0
    assert pictures_sweep(now_fn=lambda: NOW + timedelta(minutes=6), after=timedelta(minutes=5)) == 1


def test_it_forgets_the_text_of_a_deleted_exhibit(developed):
    evidence_delete(evidence=developed, now=NOW)
    assert not PictureText.objects.exists()


def test_it_prints_the_proposals_of_a_file_and_stores_nothing(tmp_path):
    path = tmp_path / "Screenshot_20261123-152000.png"
    path.write_bytes(chat_screen())
    out = StringIO()
    call_command("read_screenshot", str(path), "--json", stdout=out)
    said = json.loads(out.getvalue())
    assert {name: said[name] for name in ("order_number", "amount", "agent_number", "promise", "heard_at")} == {
        "order_number": NUMBER,
        "amount": "199.00",
        "agent_number": AGENT,
        "promise": PROMISE,
        "heard_at": "2026-11-23T10:02:00+08:00",
    }
    assert set(said["text"][0]) == {"box", "text", "confidence"}
    assert not PictureText.objects.exists()


@pytest.mark.parametrize("content", [b"<html>", b"MZ" + bytes(99), b"\x89PNG\r\n\x1a\n" + bytes(50)])
def test_it_refuses_what_is_no_picture(content, tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(content)
    with pytest.raises(CommandError):
        call_command("read_screenshot", str(path), "--json")


def test_it_says_what_to_install_where_the_extra_is_missing(monkeypatch, tmp_path):
    monkeypatch.setattr(client, "is_there", lambda: False)
    with pytest.raises(CommandError, match=r"requirements-ocr\.txt"):
        call_command("read_screenshot", str(tmp_path / "a.png"))


def test_it_lets_the_reader_open_no_connection():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        code = (
            "import socket, sys; from cases.adapters.reader.server import cut_off; cut_off()\n"
            f"socket.create_connection(('127.0.0.1', {listening.getsockname()[1]}), 2)"
        )
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "needs no network" in ran.stderr


@pytest.mark.parametrize("height", [1, 1600, 1840, 1841, 5000, 16000])
def test_it_reads_every_row_of_a_long_picture_once(height):
    found = server.pieces(height)
    assert (found[0][2], found[-1][3]) == (0, height)
    assert all(before[3] == after[2] for before, after in pairwise(found))
    assert all(top <= first < last <= bottom for top, bottom, first, last in found)
