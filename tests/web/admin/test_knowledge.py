"""Administrators: rules ask before they move open clocks, calendars are imported, every edit keeps its history."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.apps import apps as django_apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.domain.zone import local
from cases.models import Case, CaseEvent, Deadline
from cases.selectors.readings import read_words
from cases.services.contact_log import ContactEntry, PromiseEntry, contact_log
from guides.models import CalendarYear, ClockRule, Guide, Platform, StepReport
from tests.case_acts import opened
from tests.factories import CaseFactory
from tests.web.admin.typing import typed

pytestmark = pytest.mark.django_db
IMPORT = reverse("admin:guides_calendaryear_import")
NOTICE = {"source_name": "国务院办公厅通知", "source_url": "https://www.gov.cn/notice", "checked_on": "2026-11-20"}


@pytest.fixture
def case(alice, now) -> Case:
    """A case whose seven days run: signed for two days ago."""
    return opened(alice, now=now, signed_at=now - timedelta(days=2))


def seven_days(length: int) -> dict[str, object]:
    row = ClockRule.objects.get(code="CLK02")
    due = [{"start": "2026-11-18", "due": [(date(2026, 11, 18) + timedelta(days=length)).isoformat()]}]
    return {"row": row, "steps": [dict(row.steps[0], length=length)], "examples": due}


def change_url(row: ClockRule) -> str:
    return reverse("admin:guides_clockrule_change", args=[row.pk])


def window(case: Case) -> Deadline:
    return Deadline.objects.get(case=case, rule="CLK02")


def test_it_asks_before_a_rule_moves_open_deadlines(admin, case):
    wanted = seven_days(10)
    row, before = wanted.pop("row"), window(case).due_at
    response = admin.post(change_url(row), typed(row, **wanted))
    page = response.content.decode()
    assert response.status_code == 200
    assert "会移动 1 个进行中的期限" in page
    assert 'name="_confirmed"' in page
    assert window(case).due_at == before
    assert ClockRule.objects.get(code="CLK02").steps[0]["length"] == 7


def test_it_moves_them_with_the_rule_and_an_event_once_confirmed(admin, case):
    wanted = seven_days(10)
    row, before = wanted.pop("row"), window(case).due_at
    response = admin.post(change_url(row), typed(row, **wanted) | {"_confirmed": "1"})
    assert response.status_code == 302
    assert window(case).due_at == before + timedelta(days=3)
    event = CaseEvent.objects.get(case=case, kind="rule_corrected")
    assert (event.by_owner, event.data["rule"], event.data["from"]) == (False, "CLK02", before.isoformat())


def test_it_says_in_the_case_why_the_clock_moved(admin, case, as_alice):
    wanted = seven_days(10)
    row = wanted.pop("row")
    admin.post(change_url(row), typed(row, **wanted) | {"_confirmed": "1"})
    assert "规则资料有更正，已重新计算" in as_alice.get(reverse("case", args=[case.ref])).content.decode()


def test_it_leaves_a_moment_the_rule_did_not_give(admin, case):
    chosen = window(case).due_at + timedelta(hours=3)
    Deadline.objects.filter(pk=window(case).pk).update(due_at=chosen)
    wanted = seven_days(10)
    row = wanted.pop("row")
    assert admin.post(change_url(row), typed(row, **wanted)).status_code == 302
    assert window(case).due_at == chosen


def test_it_keeps_the_rule_in_force_when_the_clock_started(admin, case, now):
    """A newer version binds clocks that start under it, not those that run."""
    before = window(case).due_at
    wanted = seven_days(10)
    row = wanted.pop("row")
    tomorrow = (local(now) + timedelta(days=1)).date().isoformat()
    add = reverse("admin:guides_clockrule_add")
    response = admin.post(add, typed(row, **wanted) | {"effective_from": tomorrow})
    assert response.status_code == 302
    assert ClockRule.objects.filter(code="CLK02").count() == 2
    assert window(case).due_at == before


def test_it_refuses_a_rule_whose_worked_example_does_not_come_out(admin, case):
    wanted = seven_days(10)
    row = wanted.pop("row")
    del wanted["examples"]
    response = admin.post(change_url(row), typed(row, **wanted) | {"_confirmed": "1"})
    assert response.status_code == 200
    assert "对不上：" in response.content.decode()
    assert ClockRule.objects.get(code="CLK02").steps[0]["length"] == 7


@pytest.mark.parametrize("steps", ['[{"unit": "years"}]', '[{"unit": "moons", "length": 1}]', "[7]", "[]"])
def test_it_refuses_a_rule_that_is_none(admin, now, steps):
    row = ClockRule.objects.get(code="CLK02")
    response = admin.post(change_url(row), typed(row) | {"steps": steps, "_confirmed": "1"})
    assert "对不上：" in response.content.decode()


@pytest.fixture
def promised(alice, now) -> Case:
    """A case with a promise in working days that runs into the next year, which is not loaded."""
    case = CaseFactory(owner=alice, opened_at=now)
    words = "40个工作日内给您答复"
    read = read_words(words, heard_at=now)
    assert read.due_at is not None
    entry = PromiseEntry(
        words=words, due_at=read.due_at, reading=read.as_json(), provisional_year=read.provisional_year
    )
    contact_log(case=case, entry=ContactEntry(at=now, tier="merchant", promise=entry), now=now)
    return case


def a_year(case: Case, **more) -> dict[str, object]:
    """Return the form of a made-up notice for the year the promise ends in, with three days off before its end."""
    due = local(Deadline.objects.get(case=case).due_at)
    days = [due.date() - timedelta(days=n) for n in range(3)]
    text = "\n".join([f"year: {due.year}", "days_off:", *(f"  {day}: 假日" for day in days)])
    return NOTICE | {"text": text} | more


def test_it_shows_what_a_notice_changes_before_loading_it(admin, promised):
    page = admin.post(IMPORT, a_year(promised)).content.decode()
    assert "这一年还没有载入。" in page
    assert "按星期算" in page
    assert "会移动 1 个进行中的期限" in page
    assert not CalendarYear.objects.filter(source_url="https://www.gov.cn/notice").exists()


def test_it_loads_the_notice_with_its_address_and_moves_the_clocks(admin, promised):
    before = Deadline.objects.get(case=promised)
    form = a_year(promised)
    assert admin.post(IMPORT, form | {"confirm": "1"}).status_code == 302
    row = CalendarYear.objects.get(year=local(before.due_at).year)
    assert (row.source_url, row.confidence, row.is_edited) == ("https://www.gov.cn/notice", "A", True)
    after = Deadline.objects.get(case=promised)
    assert after.due_at > before.due_at
    assert after.promise.due_at == after.due_at
    assert CaseEvent.objects.get(case=promised, kind="deadline_recomputed").data["year"] == row.year


def test_it_takes_json_from_a_file(admin, now):
    days = {"year": 2031, "days": [{"name": "元旦", "date": "2031-01-01", "isOffDay": True}]}
    file = SimpleUploadedFile("2031.json", json.dumps(days).encode())
    admin.post(IMPORT, NOTICE | {"file": file, "confirm": "1"})
    assert CalendarYear.objects.get(year=2031).days == {"2031-01-01": [False, "元旦"]}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "请粘贴日期，或选择文件。"),
        ("{{", "读不出来：既不是 JSON 也不是 YAML。"),
        ("year: 2027\ndays_off:\n  2027-02-30: 元旦", "里面有日历上没有的日期，比如 2 月 30 日。"),
        ("year: 2031\ndays_off: {2030-01-01: 元旦}", "2030-01-01 不在 2031 年。"),
    ],
)
def test_it_refuses_what_is_no_notice(admin, now, text, words):
    response = admin.post(IMPORT, NOTICE | {"text": text, "confirm": "1"})
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not CalendarYear.objects.filter(year=2031).exists()


def test_it_asks_for_an_official_address(admin, now):
    text = "year: 2031\ndays_off: {2031-01-01: 元旦}"
    assert admin.post(IMPORT, NOTICE | {"text": text, "source_url": "http://x.cn"}).status_code == 422


def test_it_lets_nobody_else_import(as_bob, as_alice, now):
    assert as_bob.get(IMPORT).status_code == 403
    assert as_alice.get(IMPORT).status_code == 302


def test_it_keeps_who_changed_what_before(admin, now):
    row = Platform.objects.get(pk="taobao")
    admin.post(reverse("admin:guides_platform_change", args=["taobao"]), typed(row, name_zh="淘宝"))
    newest, before = row.history.order_by("-history_id")[:2]
    assert (newest.name_zh, newest.history_user.email) == ("淘宝", "root@example.com")
    assert before.name_zh == row.name_zh
    page = admin.get(reverse("admin:guides_platform_history", args=["taobao"]))
    assert page.status_code == 200
    assert "root" in page.content.decode()


def test_it_answers_reports_from_the_admin_too(admin, now):
    row = Guide.objects.select_related("published").get(pk="taobao-step-in")
    made = StepReport.objects.create(guide=row, revision=row.published, step="explain", text="按钮改名了", at=now)
    page = admin.get(reverse("admin:guides_stepreport_changelist"))
    assert "按钮改名了" in page.content.decode()
    picked = {"action": "still_right", "_selected_action": [made.pk]}
    admin.post(reverse("admin:guides_stepreport_changelist"), picked)
    made.refresh_from_db()
    row.refresh_from_db()
    assert (made.state, row.checked_on) == ("still_right", date(2026, 11, 23))


@pytest.mark.parametrize("model", ["guide", "guiderevision", "guideact", "screenshot", "hotlinereport", "guidevote"])
def test_it_shows_guides_and_revisions_without_changing_them(admin, now, model):
    assert admin.get(reverse(f"admin:guides_{model}_changelist")).status_code == 200
    assert admin.get(reverse(f"admin:guides_{model}_add")).status_code == 403


# A complete number, as an administrator would type it.
HOTLINE = {
    "number": "4008822528",
    "what_zh": "客服",
    "what_en": "Service",
    "hours": "",
    "source": "ZRG",
    "source_name": "速查",
    "source_url": "https://example.com/",
    "source_article": "",
    "also_sources": [],
    "effective_from": None,
    "effective_to": None,
    "checked_on": "2026-11-23",
    "confidence": "B",
    "label_zh": "",
    "label_en": "",
}


def test_it_takes_a_complete_number_where_one_may_stand(admin, now):
    row = django_apps.get_model("guides", "platform").objects.get(pk="taobao")
    changes = {"hotlines": json.dumps([*row.hotlines, HOTLINE])}
    assert admin.post(reverse("admin:guides_platform_change", args=["taobao"]), typed(row) | changes).status_code == 302


@pytest.mark.parametrize(
    ("model", "key", "changes"),
    [
        ("platform", "taobao", {"tier_two": '{"zh": "介入"}'}),
        ("platform", "taobao", {"hotlines": '[{"number": "1"}]'}),
        ("platform", "taobao", {"hotlines": '"9510211"'}),
        ("platform", "pdd", {"hotlines": json.dumps([HOTLINE])}),
        ("platform", "taobao", {"hotlines": json.dumps([HOTLINE | {"confidence": "D"}])}),
        ("platform", "taobao", {"hotlines": json.dumps([HOTLINE | {"source_url": ""}])}),
        ("platform", "taobao", {"hotlines": json.dumps([HOTLINE | {"what_en": ""}])}),
        ("problemtype", "defect", {"must": "[7]"}),
        ("calendaryear", 2026, {"days": '{"2025-01-01": [false, "元旦"]}'}),
        ("calendaryear", 2026, {"days": '{"2026-01-01": true}'}),
    ],
)
def test_it_refuses_an_edit_no_page_could_read(admin, now, model, key, changes):
    row = django_apps.get_model("guides", model).objects.get(pk=key)
    response = admin.post(reverse(f"admin:guides_{model}_change", args=[key]), typed(row) | changes)
    assert response.status_code == 200
    assert "对不上：" in response.content.decode()
    row.refresh_from_db()
    assert row.edited_at is None
