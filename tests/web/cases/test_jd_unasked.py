"""A dispute on 京东 whose 15 days (CLK08, JD1 art. 7) run on: they are for asking JD itself, and every page says so."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine

from cases.domain.starts import Trigger
from cases.models import Case, CaseEvent, Deadline, Filing, Mail
from cases.selectors.clocks import questions_of
from cases.selectors.mail_act import Do, act_of
from cases.services.contact_undo import contact_undo
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.filing import FilingEntry, filing_file, filing_undo
from cases.services.filing_result import ResultEntry, filing_result_note
from cases.services.mail_compose import mail_compose
from cases.services.moments import moment_note
from cases.services.next_step import case_refresh_next
from cases.services.step_in import step_in_ask
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW, MailFactory
from tests.web.cases.checklist import page_of, words_of

pytestmark = pytest.mark.django_db
SENT = "%Y-%m-%dT%H:%M"


def disputed(alice, *, refused: datetime) -> Case:
    """Refused then; a day later the dispute was filed, and JD was not asked."""
    case = opened(alice, now=refused - 2 * DAY, platform="jd", number="286600412345")
    heard(case, refused, reply="refused")
    moment_note(case=again(case), trigger=Trigger.AFTER_SALE_REFUSED, at=refused, now=refused)
    filed = refused + DAY
    entry = FilingEntry(tier="platform", moves=True, code="T8b", text="…", rule="CLK07", due_at=filed + DAY)
    filing_file(case=again(case), entry=entry, now=filed)
    deadlines_sweep(now=NOW)
    case_refresh_next(case_ids=[case.pk], now=NOW)
    return again(case)


@pytest.fixture
def lapsed(alice) -> Case:
    return disputed(alice, refused=NOW - 19 * DAY)


@pytest.fixture
def open_(alice) -> Case:
    return disputed(alice, refused=NOW - 5 * DAY)


def last_day(case: Case) -> Deadline:
    return Deadline.objects.get(case=case, rule="CLK08")


def step_of(client, case: Case) -> str:
    return page_of(client.get(f"/c/{case.ref}/")).split('id="next"', 1)[1].split("</section>", 1)[0]


def test_it_leads_past_jd_once_the_days_are_over(as_alice, lapsed):
    assert (last_day(lapsed).state, lapsed.next_kind) == ("lapsed", "regulator_instead")
    step = step_of(as_alice, lapsed)
    assert "12315" in step
    assert "申请京东介入的 15 天已过，对方可能不受理" in step
    assert f"/c/{lapsed.ref}/step-in/" in step  # JD can be asked all the same
    ways = words_of(as_alice.get(f"/c/{lapsed.ref}/ways/"))
    assert "已按时提交" not in ways
    assert "已办" not in words_of(as_alice.get(f"/c/{lapsed.ref}/clocks/"))


def test_it_warns_on_the_page_for_asking_jd(as_alice, lapsed):
    page = page_of(as_alice.get(f"/c/{lapsed.ref}/step-in/"))
    assert "申请京东介入的 15 天已过，对方可能不受理；去 12315 不看这个期限。" in page
    assert f"/c/{lapsed.ref}/say/?to=12315" in page


def test_it_sends_the_mail_about_the_dispute_past_jd_too(lapsed, open_):
    acts = []
    for case in (lapsed, open_):
        clock = Deadline.objects.get(case=case, rule="CLK07")
        acts.append(act_of(Mail(case=case, kind=Mail.Kind.STAGE, stage="due", deadline=clock)).do)
    assert acts == [Do.REGULATOR, Do.STEP_IN]


def test_it_says_in_the_mail_why_it_leads_past_jd(lapsed):
    clock = Deadline.objects.get(case=lapsed, rule="CLK07")
    mail = MailFactory(user=lapsed.owner, case=lapsed, deadline=clock, stage="overdue", due_at=clock.due_at)
    text = mail_compose(mail, NOW).text
    assert "可以准备 12315 的材料了" in text
    assert "申请京东介入的 15 天已过，对方可能不受理" in text
    assert "可以申请平台介入了" not in text


def test_it_is_not_met_by_a_press(as_alice, open_, alice):
    """Only asking JD meets it: the press leads to where that is noted."""
    response = as_alice.post(f"/c/{open_.ref}/window/{last_day(open_).pk}/")
    assert response["Location"] == f"/c/{open_.ref}/step-in/"
    assert last_day(open_).state == "running"
    case = opened(alice, now=NOW - 5 * DAY, platform="jd", number="88")
    heard(case, NOW - 3 * DAY, reply="refused")
    moment_note(case=again(case), trigger=Trigger.AFTER_SALE_REFUSED, at=NOW - 3 * DAY, now=NOW)
    response = as_alice.post(f"/c/{case.ref}/window/{last_day(case).pk}/")
    assert response["Location"] == f"/c/{case.ref}/up/"
    assert last_day(case).state == "running"


def test_it_shows_the_last_day_while_it_is_open(as_alice, open_):
    assert (last_day(open_).state, open_.next_kind) == ("running", "step_in")
    assert "京东：申请介入的最后期限" in words_of(as_alice.get(f"/c/{open_.ref}/"))
    assert "申请京东介入的最后期限：" in words_of(as_alice.get(f"/c/{open_.ref}/step-in/"))
    ways = words_of(as_alice.get(f"/c/{open_.ref}/ways/"))
    assert "已按时提交" not in ways


def test_it_asks_jd_first_when_the_last_day_ends(as_alice, open_):
    with time_machine.travel(last_day(open_).due_at - 6 * HOUR, tick=False):
        step = step_of(as_alice, open_)
    assert "先向京东" in step
    assert "申请售后" not in step  # the guide beside it is about asking JD
    assert f"/c/{open_.ref}/step-in/" in step


def test_it_is_met_by_asking_within_the_days_however_late_that_is_noted(as_alice, lapsed):
    asked = last_day(lapsed).due_at - HOUR
    assert step_in_ask(case=lapsed, now=NOW, at=asked)
    assert last_day(lapsed).state == "met"
    assert "已按时提交" in words_of(as_alice.get(f"/c/{lapsed.ref}/ways/"))


def test_it_is_not_met_by_asking_after_the_days(lapsed):
    assert step_in_ask(case=lapsed, now=NOW, at=NOW - HOUR)
    assert last_day(lapsed).state == "lapsed"
    assert again(lapsed).next_kind != "regulator_instead"


def test_it_lets_the_days_run_on_when_asking_is_taken_back(open_):
    filing = filing_file(case=open_, entry=FilingEntry(tier="platform", moves=False, code="T8b", text="…"), now=NOW)
    assert last_day(open_).state == "met"
    assert filing_undo(case=again(open_), filing=filing, now=NOW + HOUR)
    assert (last_day(open_).state, again(open_).next_kind) == ("running", "step_in")


def test_it_ends_the_days_once_jd_has_decided(open_):
    moment_note(case=open_, trigger=Trigger.DISPUTE_CLOSED, at=NOW - HOUR, now=NOW)
    assert last_day(open_).state == "met"


def test_it_asks_for_the_day_of_the_refusal_while_jd_can_be_asked(alice):
    case = opened(alice, now=NOW - 5 * DAY, platform="jd", number="286600412345")
    entry = FilingEntry(tier="platform", moves=True, code="T8b", rule="CLK07", due_at=NOW - DAY)
    filing_file(case=case, entry=entry, now=NOW - 2 * DAY)
    assert Trigger.AFTER_SALE_REFUSED not in questions_of(again(case))
    heard(case, NOW - HOUR, tier="platform", reply="refused")
    assert Trigger.AFTER_SALE_REFUSED in questions_of(again(case))
    step_in_ask(case=again(case), now=NOW)
    heard(case, NOW + HOUR, tier="platform", reply="refused")
    assert Trigger.AFTER_SALE_REFUSED not in questions_of(again(case))


@pytest.mark.parametrize(("days", "guards"), [(10, []), (1, ["days_over"])])
def test_it_judges_a_dispute_by_the_moment_it_was_filed(as_alice, alice, days, guards):
    case = opened(alice, now=NOW - 30 * DAY, platform="jd", number="286600412345")
    heard(case, NOW - 20 * DAY, reply="refused")
    moment_note(case=again(case), trigger=Trigger.AFTER_SALE_REFUSED, at=NOW - 20 * DAY, now=NOW)
    at = (NOW - days * DAY).astimezone(tz=None)
    due = at + timedelta(days=1)
    form = {"to": "platform", "at": at.strftime(SENT), "due": due.strftime(SENT), "reason": "商家拒绝"}
    assert as_alice.post(f"/c/{case.ref}/up/", form).status_code == 302
    passed = CaseEvent.objects.filter(case=case, kind="guards_passed").values_list("data", flat=True)
    assert [one for data in passed for one in data["guards"] if one == "days_over"] == guards


def test_it_lets_the_days_run_on_when_the_decision_is_taken_back(open_):
    filing = Filing.objects.get(case=open_)
    result = filing_result_note(case=open_, filing=filing, entry=ResultEntry(kind="against", at=NOW - HOUR), now=NOW)
    assert last_day(open_).state == "met"
    assert contact_undo(case=again(open_), contact=result.contact, now=NOW)
    assert (last_day(open_).state, again(open_).next_kind) == ("running", "step_in")
