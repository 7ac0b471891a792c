"""What waits for an editor, the oldest first, and the answers: still right, fixed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from guides.models import Guide, GuideAct, GuideVote, HotlineReport, Platform, StepReport
from guides.selectors.report_queue import waiting
from tests.web.studio.conftest import SLUG, STEP

pytestmark = pytest.mark.django_db
QUEUE, SETTLE = reverse("studio-queue"), reverse("studio-settle", args=[SLUG])


def report(row, days: int = 1, **fields):
    values = {"step": STEP, "text": "按钮改名了", "at": timezone.now() - timedelta(days=days)} | fields
    return StepReport.objects.create(guide=row, revision=row.published, **values)


def test_it_is_empty_while_nothing_waits(as_grace, row):
    assert "没有待处理的。" in as_grace.get(QUEUE).content.decode()


def test_it_lists_the_oldest_first_and_many_of_one_step_once(as_grace, row):
    for _each in range(30):
        report(row)
    report(row, days=5, step="explain", text="上传的地方不在这里")
    found = waiting(timezone.localdate())
    assert [(one.step, one.number) for one in found] == [("explain", 1), (STEP, 30)]
    page = as_grace.get(QUEUE).content.decode()
    assert page.count("按钮改名了") == 1
    assert "30 条反馈说对不上。" in page


def test_it_names_the_place_and_the_step_as_readers_know_them(as_grace, row):
    """Eight places have a guide called 申请平台介入, and nobody but the program calls a step after-sale."""
    report(row)
    report(row, step="long-gone")
    page = as_grace.get(QUEUE).content.decode()
    step, guide = reverse("studio-step", args=[SLUG, STEP]), reverse("studio-guide", args=[SLUG])
    assert f'<a href="{step}">淘宝 · 申请平台介入</a> <span class="tag">2. 点“申请售后”</span>' in page
    # A step that is gone has no page of its own any more.
    assert f'<a href="{guide}">淘宝 · 申请平台介入</a> <span class="tag">long-gone</span>' in page


def test_it_counts_the_days_as_they_are_in_china(as_grace, row):
    report(row, at=datetime(2026, 11, 22, 17, 0, tzinfo=UTC))
    [one] = waiting(date(2026, 11, 23))
    assert one.since == date(2026, 11, 23)


def test_it_answers_still_right_and_renews_the_day(as_grace, row):
    report(row)
    report(row, step="explain")
    Guide.objects.filter(pk=SLUG).update(checked_on="2026-01-01")
    assert as_grace.post(SETTLE, {"do": "right", "step": STEP}).url == QUEUE
    states = dict(StepReport.objects.values_list("step", "state"))
    assert states == {STEP: "still_right", "explain": "open"}
    row.refresh_from_db()
    assert row.checked_on == timezone.localdate()
    act = GuideAct.objects.get()
    assert (act.kind, act.step, act.by.email) == ("still_right", STEP, "grace@example.com")


def test_it_answers_fixed_without_renewing_the_day(as_grace, row):
    report(row)
    Guide.objects.filter(pk=SLUG).update(checked_on="2026-10-01")
    as_grace.post(SETTLE, {"do": "fixed", "step": STEP})
    row.refresh_from_db()
    assert (StepReport.objects.get().state, row.checked_on.isoformat()) == ("fixed", "2026-10-01")


def test_it_does_nothing_for_an_answer_that_is_none(as_grace, row):
    report(row)
    as_grace.post(SETTLE, {"do": "delete", "step": STEP})
    assert StepReport.objects.get().state == "open"
    assert as_grace.get(SETTLE).status_code == 405


def test_it_lists_what_nobody_looked_at_for_180_days(as_grace, row):
    today = timezone.localdate()
    Guide.objects.filter(pk=SLUG).update(checked_on=today - timedelta(days=180))
    assert waiting(today) == []
    Guide.objects.filter(pk=SLUG).update(checked_on=today - timedelta(days=181))
    assert [one.kind for one in waiting(today)] == ["old"]
    as_grace.post(SETTLE, {"do": "right", "step": ""})
    assert waiting(today) == []


def test_it_lists_what_many_readers_found_useless(row):
    today = timezone.localdate()
    vote = GuideVote.objects.create(revision=row.published, step=STEP, useful=3, useless=2)
    assert waiting(today) == []
    GuideVote.objects.filter(pk=vote.pk).update(useful=6, useless=4)
    assert [(one.kind, one.share) for one in waiting(today)] == [("useless", 40)]


def test_it_lists_numbers_that_do_not_work_and_renews_one(as_grace, row):
    for fault in ("no_answer", "no_answer", "wrong_number"):
        HotlineReport.objects.create(platform="taobao", number="9510211", fault=fault, at=timezone.now())
    page = as_grace.get(QUEUE).content.decode()
    assert "3 条反馈说打不通。" in page
    assert "不是他们的号码" in page
    url = reverse("studio-settle-hotline")
    as_grace.post(url, {"do": "right", "platform": "taobao", "number": "9510211"})
    assert not HotlineReport.objects.filter(settled_at=None).exists()
    line = Platform.objects.get(pk="taobao").hotlines[0]
    assert line["checked_on"] == timezone.localdate().isoformat()


@pytest.mark.parametrize(("platform", "number"), [("12315", "12315"), ("local", "114"), ("12305", "12305")])
def test_it_renews_the_numbers_of_the_authorities_too(as_grace, client, row, platform, number):
    now = timezone.now()
    HotlineReport.objects.create(platform=platform, number=number, fault="no_answer", at=now)
    assert number in as_grace.get(QUEUE).content.decode()
    url = reverse("studio-settle-hotline")
    assert as_grace.post(url, {"platform": platform, "number": number, "do": "right"}).status_code == 302
    assert not HotlineReport.objects.filter(settled_at__isnull=True).exists()
    lines = {line["number"]: line["checked_on"] for line in Platform.objects.get(pk=platform).hotlines}
    assert lines[number] == timezone.localdate(now).isoformat()
    assert number not in as_grace.get(QUEUE).content.decode()
    assert client.get(reverse("hotlines")).status_code == 200


def test_it_escapes_what_readers_write(as_grace, row):
    report(row, text="<script>alert(1)</script>")
    assert "<script>alert" not in as_grace.get(QUEUE).content.decode()
