"""/c/<ref>/e/<n>/ of the result of a filing: it is corrected where it is noted, never into another answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from cases.models import Contact, FilingResult
from cases.services.contact_edit import EntryChange, contact_edit
from tests.case_acts import DAY, again
from tests.factories import NOW
from tests.web.cases.checklist import page_of, words_of
from tests.web.cases.filings import complaint, next_title, note, result_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(as_alice, case) -> Contact:
    note(as_alice, result_url(case, complaint(case)), "not_accepted", words="材料不全，不予受理")
    return Contact.objects.get(case=case)


def test_it_asks_a_decision_for_no_kind_of_answer_and_no_desk(as_alice, case, contact):
    response = as_alice.get(f"/c/{case.ref}/e/{contact.pk}/")
    page = page_of(response)
    assert 'name="words"' in page
    assert not any(f'name="{name}"' in page for name in ("reply", "desk"))
    assert "记错了" in words_of(response)
    assert "take this entry back below" in words_of(as_alice.get(f"/en/c/{case.ref}/e/{contact.pk}/"))


def test_it_leads_to_the_result_once_the_entry_can_no_longer_be_taken_back(as_alice, case, contact):
    url = f"/c/{case.ref}/e/{contact.pk}/"
    form = result_url(case, FilingResult.objects.get().filing)
    assert f'href="{form}"' not in page_of(as_alice.get(url))
    with time_machine.travel(NOW + 2 * DAY, tick=False):
        assert f'href="{form}"' in page_of(as_alice.get(url))


def test_it_keeps_the_decision_whatever_is_sent(as_alice, case, contact):
    title = next_title(as_alice, case)
    form = {"reply": "agreed", "desk": "after", "words": contact.words, "version": "1"}
    assert as_alice.post(f"/c/{case.ref}/e/{contact.pk}/", form).status_code == 302
    change = EntryChange(
        agent_number="", words=contact.words, reply="agreed", channel=contact.channel, desk="pre", note=""
    )
    assert contact_edit(case=again(case), contact=contact, change=change, version=2, now=NOW + timedelta(minutes=1))
    contact.refresh_from_db()
    assert (contact.reply, contact.desk) == ("refused", "")
    assert next_title(as_alice, case) == title


def test_it_corrects_the_words_of_the_result_with_the_entry(as_alice, case, contact):
    words = "缺少订单截图，不予受理"
    as_alice.post(f"/c/{case.ref}/e/{contact.pk}/", {"words": words, "version": "1"})
    assert FilingResult.objects.get().words == words
