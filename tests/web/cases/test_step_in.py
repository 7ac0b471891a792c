"""/c/<ref>/step-in/: 京东 is asked itself only after a dispute has been with the seller for 24 hours (JD1 art. 3)."""

from __future__ import annotations

from datetime import datetime

import pytest
import time_machine

from cases.domain.zone import SHANGHAI
from cases.models import Case, Deadline, Mail
from cases.selectors.mail_act import Do, act_of
from cases.services.case_state import tier_move
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.step_in import step_in_ask
from tests.case_acts import DAY, HOUR, again, heard, kinds, opened
from tests.factories import NOW
from tests.web.cases.checklist import (
    check_error,
    check_gate,
    check_languages,
    check_private,
    check_verbs,
    page_of,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def disputed(alice) -> Case:
    """A dispute on JD filed 25 hours ago; the seller refused in it."""
    case = opened(alice, now=NOW - 3 * DAY, platform="jd", number="286600412345")
    filed = NOW - 25 * HOUR
    tier_move(case=case, to="platform", now=filed, due_at=filed + DAY)
    heard(case, NOW - 20 * HOUR, tier="platform", reply="refused")
    return again(case)


@pytest.fixture
def url(disputed: Case) -> str:
    return f"/c/{disputed.ref}/step-in/"


def step_of(client, case: Case) -> str:
    return page_of(client.get(f"/c/{case.ref}/")).split('id="next"', 1)[1].split("</section>", 1)[0]


def test_it_calls_the_first_step_a_dispute(as_alice, alice):
    case = opened(alice, now=NOW - DAY, platform="jd", number="286600412345")
    heard(case, NOW - HOUR, reply="refused")
    assert "向京东提交交易纠纷" in step_of(as_alice, case)


def test_it_asks_jd_before_12315(as_alice, disputed, url):
    step = step_of(as_alice, disputed)
    assert "向京东申请平台介入" in step
    assert url in step
    assert "12315" not in step


def test_it_waits_for_the_end_of_the_sellers_time_after_a_refusal(as_alice, alice):
    case = opened(alice, now=NOW - 3 * DAY, platform="jd", number="286600412345")
    tier_move(case=case, to="platform", now=NOW - 20 * HOUR, due_at=NOW + 4 * HOUR)
    heard(case, NOW - HOUR, tier="platform", reply="refused")
    step = step_of(as_alice, case)
    assert "等到今天 19:20" in step
    assert "过后可以申请平台介入" in step
    assert "在那之前平台可能不受理" in words_of(as_alice.get(f"/c/{case.ref}/step-in/"))


def test_it_keeps_the_clock_through_a_refusal_and_ends_it_by_agreement(disputed):
    clock = Deadline.objects.get(case=disputed, rule="CLK07")
    assert clock.state == "running"
    heard(disputed, NOW - HOUR, tier="platform", reply="agreed")
    clock.refresh_from_db()
    assert clock.state == "met"


def test_it_mails_that_jd_can_be_asked(disputed):
    deadlines_sweep(now=NOW)
    mail = Mail.objects.select_related("case", "deadline").get()
    assert (mail.stage, act_of(mail).do, act_of(mail).view) == ("due", Do.STEP_IN, "case-step-in")


def test_it_knows_that_the_seller_was_spoken_to_before_the_dispute(as_alice, alice):
    case = opened(alice, now=NOW - 3 * DAY, platform="jd", number="286600412345")
    heard(case, NOW - 2 * DAY, reply="refused")
    tier_move(case=again(case), to="platform", now=NOW - 25 * HOUR, due_at=NOW - HOUR)
    rows = page_of(as_alice.get(f"/c/{case.ref}/step-in/")).split('<ul class="check">')[1].split("</ul>")[0]
    assert rows.count("已有") == 3  # spoken to, refused, order number


def test_it_names_the_act_on_the_button(as_alice, alice):
    case = opened(alice, now=NOW - DAY, platform="jd", number="286600412345")
    heard(case, NOW - HOUR, reply="refused")
    page = page_of(as_alice.get(f"/c/{case.ref}/"))
    assert "去提交纠纷" in page
    assert "申请平台介入</" not in page


def test_it_notes_that_jd_was_asked_and_waits_for_jd(as_alice, disputed, url):
    response = as_alice.post(url, {"due": ""})
    assert (response.status_code, response["Location"]) == (302, f"/c/{disputed.ref}/")
    now = again(disputed)
    assert (now.tier, now.step_in_at, now.stepped_in_at, now.filed_at) == ("platform", None, NOW, NOW)
    # What the seller refused in the dispute is not JD's refusal.
    assert (now.refused_at, now.next_kind) == (None, "wait_filed")
    # No time of JD's is known: what counts is how long nothing comes.
    clock = Deadline.objects.running().get(case=disputed, lane="theirs")
    assert (clock.rule, clock.due_at) == ("CLK14", NOW + 2 * DAY)
    assert "你申请了平台介入" in words_of(as_alice.get(response["Location"]))


def test_it_starts_the_clock_that_the_app_shows(as_alice, disputed, url):
    as_alice.post(url, {"due": "2026-11-25T18:30"})
    clock = Deadline.objects.running().get(case=disputed, lane="theirs")
    assert (clock.rule, clock.due_at) == ("", datetime(2026, 11, 25, 18, 30, tzinfo=SHANGHAI))


def test_it_goes_on_to_12315_when_jd_refuses(as_alice, disputed):
    step_in_ask(case=disputed, now=NOW - 2 * HOUR)
    heard(disputed, NOW - HOUR, tier="platform", reply="refused")
    assert "12315" in step_of(as_alice, disputed)


def test_it_asks_once_when_the_button_is_pressed_twice(as_alice, disputed, url):
    for _ in range(2):
        assert as_alice.post(url, {"due": ""})["Location"] == f"/c/{disputed.ref}/"
    assert kinds(disputed).count("step_in_asked") == 1


def test_it_takes_no_time_that_is_over(as_alice, disputed, url):
    check_error(as_alice.post(url, {"due": "2026-11-20T10:00"}), "due", "")
    assert again(disputed).step_in_at is not None


def test_it_takes_no_moment_before_the_dispute(as_alice, disputed, url):
    check_error(as_alice.post(url, {"at": "2026-11-22T14:00"}), "at", "这早于你向他们提交的时间。请检查日期。")
    assert again(disputed).stepped_in_at is None
    assert as_alice.post(url, {"at": "2026-11-22T14:20"}).status_code == 302
    assert again(disputed).stepped_in_at == NOW - 25 * HOUR


@pytest.mark.parametrize("platform", ["taobao", "jd"])
def test_it_leads_back_where_there_is_nothing_to_take_up(as_alice, alice, platform):
    case = opened(alice, platform=platform, number="286600412345")
    if platform == "taobao":
        tier_move(case=case, to="platform", now=NOW - HOUR, due_at=NOW + 3 * DAY)
        assert again(case).step_in_at is None
    assert as_alice.get(f"/c/{case.ref}/step-in/")["Location"] == f"/c/{case.ref}/"


def test_it_forgets_the_dispute_when_the_case_moves_on(disputed):
    tier_move(case=disputed, to="regulator", now=NOW, due_at=NOW + 9 * DAY)
    assert (again(disputed).step_in_at, again(disputed).next_kind) == (None, "wait_acceptance")


def test_it_starts_anew_when_the_seller_is_taken_up_again(disputed):
    step_in_ask(case=disputed, now=NOW)
    tier_move(case=again(disputed), to="merchant", now=NOW)
    with time_machine.travel(NOW + DAY, tick=False):
        tier_move(case=again(disputed), to="platform", now=NOW + DAY, due_at=NOW + 2 * DAY)
    assert (again(disputed).step_in_at, again(disputed).stepped_in_at) == (NOW + 2 * DAY, None)


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, url, "京东", "Ask JD to step in")


def test_it_is_looked_at_and_done(as_alice, url):
    check_verbs(as_alice, url, "get", "post")


def test_it_is_for_its_owner_alone(client, as_charlie, disputed, url):
    check_gate(url, "get", "post", anonymous=client, stranger=as_charlie)
    assert again(disputed).stepped_in_at is None


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(as_alice.get(url))
