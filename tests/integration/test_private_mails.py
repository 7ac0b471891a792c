"""闲鱼: a mail about a right against a business says what the pages say (facts §2.5)."""

from __future__ import annotations

import pytest

from cases.models import Case, Mail
from cases.services.case_answer import case_no_reply
from cases.services.case_state import tier_move
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.mail_send import mail_send_due
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW, UserFactory

pytestmark = pytest.mark.django_db
WINDOW = {"zh-hans": "卖家是经营者才适用，个人卖家可能不算经营者。", "en": "Only if the seller is a business"}
UP = {"zh-hans": "12315 管的是和经营者的争议", "en": "12315 takes disputes with businesses"}


def mailed(now) -> str:
    deadlines_sweep(now=now)
    mail_send_due(now_fn=lambda: now)
    return Mail.objects.filter(state="sent", kind="stage").latest("pk").text


def case_of(platform: str, language: str = "zh-hans", **when) -> Case:
    owner = UserFactory(email="alice@example.com", language=language)
    return opened(owner, now=NOW - 9 * DAY, platform=platform, number="", **when)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(("platform", "doubted"), [("xianyu", True), ("taobao", False)])
def test_it_doubts_the_window_where_the_seller_may_be_private(platform, doubted, language):
    case_of(platform, language, signed_at=NOW - 5 * DAY)
    assert (WINDOW[language] in mailed(NOW + DAY)) is doubted


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(("platform", "doubted"), [("xianyu", True), ("taobao", False)])
def test_it_says_whom_12315_is_for_before_it_leads_there(platform, doubted, language):
    case = case_of(platform, language)
    tier_move(case=case, to="platform", now=NOW - 8 * DAY)
    heard(case, NOW - 3 * DAY, tier="platform", hours=24)
    case_no_reply(case=again(case), now=NOW - DAY)
    assert again(case).next_kind in ("step_up", "step_up_private")
    text = mailed(NOW + HOUR)
    assert ("12315" in text, UP[language] in text) == (True, doubted)
