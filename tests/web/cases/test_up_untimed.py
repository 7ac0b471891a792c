"""/c/<ref>/up/ on a platform whose time nobody knows: it may be left empty, and the silence counts."""

from __future__ import annotations

import pytest
import time_machine

from cases.models import Deadline, Filing
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.filing import filing_undo
from tests.case_acts import DAY, HOUR, again, opened
from tests.factories import NOW
from tests.web.cases.checklist import words_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("platform", ["douyin", "pdd", "jd_self", "other", "xianyu", "meituan"])
def test_it_invents_no_time_for_a_platform_that_names_none(as_alice, alice, platform):
    """Facts §2.0, §2.3: silence counts from the filing, and the moment to look again is no deadline of theirs."""
    case = opened(alice, now=NOW - DAY, platform=platform, number="286600412345")
    response = as_alice.post(f"/c/{case.ref}/up/", {"to": "platform", "due": "", "reason": "商家拒绝"})
    assert response.status_code == 302
    now = again(case)
    assert (now.tier, now.filed_at, now.next_kind, now.next_actor) == ("platform", NOW, "wait_filed", "them")
    assert (now.next_at, now.next_deadline) == (NOW + 2 * DAY, None)
    words = words_of(as_alice.get(response["Location"]))
    assert "周三 15:20再看一次" in words
    assert "从你提交起算多久没动静" in words
    assert "平台答复" not in words
    assert "到点" not in words.split("时限")[0]
    filing = Filing.objects.get(case=case)
    assert filing.deadline is None
    with time_machine.travel(NOW + 2 * DAY + HOUR, tick=False):
        deadlines_sweep(now=NOW + 2 * DAY + HOUR)
        assert (again(case).next_kind, again(case).next_actor) == ("call_platform", "me")
        words = words_of(as_alice.get(f"/c/{case.ref}/"))
        assert "给平台打电话" in words
        # Since it was filed, not since the moment to look again.
        assert "从周一 15:20起没有新的消息" in words
    assert filing_undo(case=again(case), filing=filing, now=NOW + HOUR)
    assert not Deadline.objects.live().filter(case=case, rule="CLK14").exists()


def test_it_says_so_in_english(as_alice, alice):
    case = opened(alice, now=NOW - DAY, platform="pdd", number="286600412345")
    url = f"/en/c/{case.ref}/up/"
    assert "If it says none, leave it empty" in words_of(as_alice.get(url))
    response = as_alice.post(url, {"to": "platform", "due": "", "reason": "refused"})
    words = words_of(as_alice.get(response["Location"]))
    assert "Look again Wed 15:20" in words
    assert "No time of theirs is known" in words


def test_it_takes_a_filing_of_long_ago_as_silence_already(as_alice, alice):
    case = opened(alice, now=NOW - 9 * DAY, platform="pdd", number="286600412345")
    form = {"to": "platform", "due": "", "reason": "商家拒绝", "at": "2026-11-18T10:00"}
    assert as_alice.post(f"/c/{case.ref}/up/", form).status_code == 302
    assert (again(case).next_kind, again(case).next_actor) == ("call_platform", "me")


@pytest.mark.parametrize("lang", ["", "/en"])
def test_it_says_truly_how_the_silence_is_counted(as_alice, alice, lang):
    """CLK14 is 48 hours from the moment it was filed: no calendar days, and no hand that set it."""
    case = opened(alice, now=NOW - DAY, platform="pdd", number="286600412345")
    assert as_alice.post(f"/c/{case.ref}/up/", {"to": "platform", "due": "", "reason": "商家拒绝"}).status_code == 302
    clock = Deadline.objects.live().get(case=case, rule="CLK14")
    assert clock.due_at - clock.trigger_at == 2 * DAY
    words = words_of(as_alice.get(f"{lang}/c/{case.ref}/clocks/"))
    assert ("48 hours from the moment it was filed or sent" if lang else "从提交或发出那一刻起 48 小时") in words
    assert ("was set by hand" if lang else "这个时间是手填的") not in words
