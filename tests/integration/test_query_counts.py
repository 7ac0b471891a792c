"""A page costs the same number of queries for one row and for a hundred (performance.md, goals 3, 5 and 7)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.selectors.letter_facts import LEDGER
from cases.services.exhibits import case_exhibits_refresh
from tests.factories import (
    AgentFactory,
    CaseFactory,
    ContactFactory,
    DeadlineFactory,
    EventFactory,
    EvidenceFactory,
    LetterFactory,
    MailFactory,
    PromiseFactory,
    ReminderFactory,
)

pytestmark = pytest.mark.django_db

MANY = 100
# Session, user and what the page itself reads.
MOST = {"today": 10, "case-list": 5, "inbox": 6, "case": 8, "case-log": 8, "case-say": 12}


def grow_cases(alice, number: int) -> None:
    """Give Alice so many open cases, each with a running promise, some late, and as many closed ones."""
    now = timezone.now()
    for index in range(number):
        heard = now - timedelta(hours=20 + index % 30)
        contact = ContactFactory(case__owner=alice, at=heard)
        deadline = DeadlineFactory(case=contact.case, promise=PromiseFactory(case=contact.case, contact=contact))
        contact.case.next_deadline, contact.case.next_actor, contact.case.next_at = deadline, "them", deadline.due_at
        contact.case.next_kind = "wait"
        contact.case.save(update_fields=["next_deadline", "next_actor", "next_at", "next_kind"])
        MailFactory(deadline=deadline, noted=True)
        CaseFactory(owner=alice, closed=True, closed_at=now - timedelta(days=index))


def grow_record(case, number: int) -> None:
    """Give one case so many of everything it can have."""
    now = timezone.now()
    for index in range(number):
        agent = AgentFactory(owner=case.owner, platform=case.order.platform, number=str(7000 + index))
        contact = ContactFactory(case=case, agent=agent, at=now - timedelta(minutes=index))
        EventFactory(case=case, kind="contact_logged", contact=contact, at=contact.at)
        promise = PromiseFactory(case=case, contact=contact, agent=agent)
        DeadlineFactory(case=case, promise=promise)
        LetterFactory(case=case)
        ReminderFactory(case=case, at=now + timedelta(days=1))


def queries_of(client, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        response = client.get(path)
    assert response.status_code == 200
    # Asked at most once in five seconds, by whichever page comes then.
    return len([query for query in seen if "guides_knowledgestamp" not in query["sql"]])


@pytest.mark.parametrize("page", ["today", "case-list", "inbox"])
def test_it_costs_the_same_for_one_case_and_a_hundred(page, alice, as_alice):
    grow_cases(alice, 1)
    few = queries_of(as_alice, reverse(page))
    grow_cases(alice, MANY - 1)
    many = queries_of(as_alice, reverse(page))
    assert few == many <= MOST[page]


@pytest.mark.parametrize(
    ("page", "size", "more"), [("case", LEDGER, 0), ("case", MANY, 1), ("case-log", MANY, 0), ("case-say", MANY, 0)]
)
def test_it_costs_the_same_for_a_short_record_and_a_long_one(page, size, more, alice, as_alice):
    """The case page reads the promises older than its ledger that still run, all at once: one query more."""
    case = CaseFactory(owner=alice)
    grow_record(case, 1)
    few = queries_of(as_alice, reverse(page, args=[case.ref]))
    grow_record(case, size - 1)
    many = queries_of(as_alice, reverse(page, args=[case.ref]))
    assert few + more == many <= MOST[page]


def test_it_pages_a_long_list_by_key(alice, as_alice):
    for index in range(60):
        CaseFactory(owner=alice, problem=f"问题{index}")
    seen, path, pages = set(), reverse("case-list"), 0
    while path:
        response = as_alice.get(path)
        shown = {row["url"] if isinstance(row, dict) else row.url for row in response.context["rows"]}
        assert shown
        assert not shown & seen
        seen |= shown
        pages += 1
        path = response.context["older_url"] and reverse("case-list") + response.context["older_url"]
    assert len(seen) == 60
    assert pages == 3


def test_it_keeps_the_case_page_small_with_its_evidence(alice, as_alice):
    case = CaseFactory(owner=alice, problem_type="counterfeit")
    promise = PromiseFactory(case=case)
    EventFactory(case=case, kind="contact_logged", contact=promise.contact, data={"promise": promise.pk})
    for number in range(1, 31):
        EvidenceFactory(case=case, number=number, caption="客服答应 24 小时内答复的截图")
    case_exhibits_refresh(case=case)
    page = as_alice.get(reverse("case", args=[case.ref])).content
    assert page.decode().count('/file/thumb/"') == 5
    assert len(page) <= 25 * 1024
