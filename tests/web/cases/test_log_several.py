"""Several promises in one sentence: each is stored, watched, shown and corrected."""

from __future__ import annotations

from datetime import datetime

import pytest

from cases.domain.zone import SHANGHAI
from cases.models import Case, Promise
from tests.case_acts import running
from tests.web.cases.checklist import page_of, words_of
from tests.web.cases.test_log import FORM

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/log/"


def test_it_stores_two_promises_of_one_sentence(as_alice, case, url):
    words = "明天下午6点前给您回电，3个工作日内给您处理结果"
    response = as_alice.post(url, FORM | {"promise": "words", "words": words})
    rows = Promise.objects.filter(case=case).order_by("due_at")
    assert [row.words for row in rows] == [words, words]
    assert [row.deadline.due_at for row in rows] == [
        datetime(2026, 11, 24, 18, 0, tzinfo=SHANGHAI),
        datetime(2026, 11, 26, 23, 59, 59, tzinfo=SHANGHAI),
    ]
    assert running(case) == ["CLK01", "CLK01"]
    shown = words_of(as_alice.get(response["Location"]))
    assert "明天 18:00" in shown
    assert "周四 24:00" in shown


THREE = "今天下班前给您登记，明天下午6点前给您回电，3个工作日内给您处理结果"


def test_it_stores_three_promises_of_one_sentence_and_corrects_each(as_alice, case, url):
    response = as_alice.post(url, FORM | {"promise": "words", "words": THREE})
    dues = [
        datetime(2026, 11, 23, 18, 0, tzinfo=SHANGHAI),
        datetime(2026, 11, 24, 18, 0, tzinfo=SHANGHAI),
        datetime(2026, 11, 26, 23, 59, 59, tzinfo=SHANGHAI),
    ]
    rows = Promise.objects.filter(case=case)
    assert sorted(row.deadline.due_at for row in rows) == dues
    assert "明天 18:00" in words_of(as_alice.get(response["Location"]))

    contact = case.contacts.get()
    entry = f"/c/{case.ref}/e/{contact.pk}/"
    page = page_of(as_alice.get(entry))
    assert [page.count(f'name="{name}"') for name in ("due", "also_due", "also_due_3")] == [1, 1, 1]
    kept = {"due": "2026-11-26T23:59", "also_due": "2026-11-23T18:00", "also_due_3": "2026-11-25T09:00"}
    form = kept | {"words": THREE, "reply": contact.reply, "channel": "chat", "agent": "6789", "version": "1"}
    assert as_alice.post(entry, form).status_code == 302
    moved = rows.get(corrected=True)
    assert (moved.due_at, moved.deadline.due_at) == (datetime(2026, 11, 25, 9, 0, tzinfo=SHANGHAI),) * 2
