"""demo_fill: the article's stories as cases, every one open to the next step, the same again when repeated."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from cases.models import Case, CaseEvent, Deadline, Filing, User
from cases.selectors.letters import blanks_in
from cases.selectors.snapshots import next_steps_of
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.demo_fill import STORIES, demo_fill, demo_user
from tests.case_acts import DAY
from tests.factories import NOW

pytestmark = pytest.mark.django_db
ARTICLE = {"S6", "S15", "S18", "S21", "S64", "S67", "S76"}


@pytest.fixture
def shopper(db) -> User:
    return demo_user(password="a-long-pass-phrase", now=NOW)


def test_it_tells_every_story_the_contract_names(shopper):
    cases = demo_fill(user=shopper, now=NOW)
    assert {story.line for story in STORIES} >= ARTICLE
    assert [case.file_no for case in cases] == list(range(1, len(STORIES) + 1))
    assert {case.owner for case in cases} == {shopper}


def test_it_shows_a_case_in_every_state(shopper):
    demo_fill(user=shopper, now=NOW)
    while deadlines_sweep(now=NOW).claimed:
        pass
    cases = list(Case.objects.select_related("order"))
    assert {case.tier for case in cases} == {"merchant", "platform", "regulator"}
    assert {case.outcome for case in cases} >= {"", "full", "partial"}
    assert {case.next_actor for case in cases if case.is_open} == {"me", "them"}
    steps = next_steps_of([case for case in cases if case.is_open], now=NOW, lang="zh-hans")
    assert {"nudge", "contact", "wait"} <= {step.kind for step in steps.values()}


def test_it_shows_the_promise_of_the_article_a_day_overdue(shopper):
    demo_fill(user=shopper, now=NOW)
    case = Case.objects.get(problem="袖口开线")
    promise = case.promises.get()
    assert (promise.words, promise.agent.number) == ("24小时内给您回复", "6789")
    assert NOW - promise.due_at == DAY


def test_it_leaves_no_mark_in_what_was_handed_in(shopper):
    """But the shopper's own name, phone and address: those are filled in on the device and never kept."""
    demo_fill(user=shopper, now=NOW)
    texts = list(Filing.objects.values_list("text", flat=True))
    assert any("被投诉人：示例羽绒有限公司（统一社会信用代码：" in text for text in texts)
    assert any("同意委托调解。" in text for text in texts)
    for text in texts:
        assert blanks_in(text) == []


def test_it_hangs_on_now_and_lies_in_the_past(shopper):
    demo_fill(user=shopper, now=NOW)
    assert not CaseEvent.objects.filter(at__gt=NOW).exists()
    assert not Case.objects.filter(opened_at__gt=NOW).exists()


def test_it_is_the_same_when_repeated_but_for_the_dates(shopper):
    first = demo_fill(user=shopper, now=NOW)
    second = demo_fill(user=shopper, now=NOW + DAY)
    assert [case.file_no for case in first] == [case.file_no for case in second]
    assert Case.objects.count() == len(STORIES)
    assert Deadline.objects.filter(case__in=[case.pk for case in second]).count() == Deadline.objects.count()


def test_it_leaves_other_shoppers_alone(shopper, alice):
    from tests.case_acts import opened

    mine = opened(alice)
    demo_fill(user=shopper, now=NOW)
    demo_fill(user=shopper, now=NOW)
    assert Case.objects.filter(pk=mine.pk).exists()
    assert CaseEvent.objects.filter(case=mine).count() == 1


def test_it_prints_one_json_object_when_asked():
    out = StringIO()
    call_command("demo", "--json", stdout=out)
    said = json.loads(out.getvalue())
    assert User.objects.get(email=said["email"]).check_password(said["password"])
    assert said["cases"] == len(STORIES)


def test_it_prints_how_to_sign_in():
    out = StringIO()
    call_command("demo", stdout=out)
    user = User.objects.get(email="demo@youju.local")
    password = next(word for word in out.getvalue().split() if user.check_password(word.strip("。，.,")))
    assert len(password) >= 8
    assert Case.objects.filter(owner=user, opened_at__lte=timezone.now()).count() == len(STORIES)
