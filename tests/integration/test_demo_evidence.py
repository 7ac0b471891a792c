"""`demo` shows evidence too, and run again it leaves no file of the last time."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from cases.models import Evidence, PictureText
from cases.services.demo_fill import EMAIL
from cases.services.evidence_check import evidence_faults
from cases.services.picture_read import picture_read

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("media")]


def test_it_shows_exhibits_that_are_ready_and_repeats_without_a_leftover():
    for _ in range(2):
        call_command("demo", "--json", stdout=StringIO())
        rows = Evidence.objects.filter(owner__email=EMAIL).order_by("pk")
        assert [(row.number, row.kind, row.state) for row in rows] == [
            (1, "chat", "ready"),
            (2, "order", "ready"),
            (3, "goods", "ready"),
            (None, "other", "ready"),
        ]
        assert rows[0].promise.words == "24小时内给您回复"
        assert rows[0].case.exhibits["promises"] == [rows[0].promise_id]
        assert list(evidence_faults()) == []


def test_it_shows_pictures_that_say_what_the_record_says():
    call_command("demo", "--json", stdout=StringIO())
    rows = Evidence.objects.filter(owner__email=EMAIL).order_by("pk")
    words = []
    for row in rows[:2]:
        picture_read(evidence_id=row.pk, now_fn=timezone.now)
        words.append(PictureText.objects.get(evidence=row).text)
    chat, order = words
    assert "24小时内给您回复" in chat
    assert "6789" in chat
    assert "袖口开线" in chat.replace("\n", "")
    assert "123456" in order
    assert "129.00" in order
