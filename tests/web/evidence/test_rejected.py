"""What the closer look could not open: each reason in its own words, with what to do instead."""

from __future__ import annotations

import pytest

from cases.adapters.darkroom import client
from cases.services.evidence_develop import MOST_TRIES, evidence_develop
from tests.exhibits import pdf, receive
from tests.factories import NOW
from tests.web.cases.checklist import words_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("crash", "打开它太费力，没能打开。请把里面要紧的几页截屏，传截屏。"),
        ("time", "打开用的时间太长。截屏再传。"),
        ("damaged", "损坏"),
        ("locked", "密码"),
    ],
)
def test_it_says_why_and_what_to_do(reason, said, as_alice, case, monkeypatch):
    monkeypatch.setattr(client, "develop", lambda *_job, careful: {"ok": False, "reason": reason})
    row = receive(case, pdf(), NOW).made[0]
    for _ in range(MOST_TRIES):
        evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    words = words_of(as_alice.get(f"/c/{case.ref}/evidence/{row.number}/"))
    assert said in words
    assert ("损坏" in words) == (reason == "damaged")
