"""A follow-up says what it follows up: the filing with its number, what was decided or agreed, what a rule gives."""

from __future__ import annotations

from datetime import datetime

import pytest

from cases.domain.messages import Letter, compose
from cases.domain.starts import Trigger
from cases.domain.zone import SHANGHAI
from cases.models import Case, Deadline, Filing
from cases.selectors.clock_letters import letter_of_clock
from cases.selectors.letters import codes_for, letter_of_case
from cases.selectors.mail_facts import nudge_facts
from cases.services.contact_log import PromiseEntry
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.filing import FilingEntry, filing_file
from cases.services.filing_result import ResultEntry, filing_result_note
from cases.services.moments import moment_note
from tests.case_acts import DAY, again, heard, opened
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(alice) -> Case:
    return opened(alice, now=NOW - 20 * DAY, demand="refund", number="123456")


def file(case: Case, tier: str, code: str, *, days: int, rule: str = "", number: str = "") -> Filing:
    entry = FilingEntry(
        tier=tier, moves=True, code=code, text="说明", rule=rule, number=number, kind="dispute", due_at=NOW - 2 * DAY
    )
    return filing_file(case=again(case), entry=entry, now=NOW - days * DAY)


def late(case: Case, **filters: object) -> Deadline:
    deadlines_sweep(now=NOW)
    rows = Deadline.objects.filter(case=case, lane="theirs", due_at__lte=NOW, ended_at=None, **filters)
    return rows.select_related("promise__contact__agent", "promise__agent").latest("pk")


def follow_up(case: Case, code: str = "T5", **filters: object) -> Letter:
    return letter_of_clock(again(case), code, late(case, **filters), now=NOW)


def english(letter: Letter) -> str:
    return compose(letter.code, letter.facts, "en").text


def test_it_names_the_request_to_step_in_and_its_number(case):
    file(case, "platform", "T8", days=5, rule="CLK12", number="990011")
    letter = follow_up(case)
    assert letter.text.startswith("您好，订单 123456。我在11月18日 15:20申请平台介入，编号 990011，至今没有收到答复。")
    assert "联系过" not in letter.text
    assert "I asked the platform to step in on 18 Nov 15:20, number 990011." in english(letter)
    again_ = follow_up(case, "T5b")
    assert "订单 123456 的问题我已于11月18日 15:20申请平台介入（编号 990011），至今未处理。" in again_.text
    assert "I asked the platform to step in on 18 Nov 15:20, number 990011." in english(again_)


def test_it_names_it_beside_what_was_said_since(case):
    file(case, "platform", "T8", days=5, rule="CLK12", number="990011")
    heard(case, NOW - 3 * DAY, hours=24, tier="platform", channel="phone")
    said = follow_up(case, promise__isnull=False).text
    assert "我在11月18日 15:20申请平台介入，编号 990011，11月20日 15:20通过电话联系过，客服承诺" in said


def test_it_mails_no_number(case):
    file(case, "platform", "T8", days=5, rule="CLK12", number="990011")
    text = compose("T5", nudge_facts(late(case), again(case), NOW)).text
    assert "我在11月18日 15:20申请平台介入，至今没有收到答复。" in text


def test_it_calls_a_dispute_with_the_seller_on_jd_no_request(alice):
    case = opened(alice, now=NOW - 20 * DAY, platform="jd")
    file(case, "platform", "T8b", days=5, rule="CLK07", number="990011")
    assert "申请平台介入" not in follow_up(case).text


AGREED = "双方同意：被投诉人3日内退款60元"


def test_it_says_what_was_agreed_in_mediation(case):
    filing = file(case, "regulator", "T12", days=15)
    promise = PromiseEntry(words=AGREED, due_at=NOW - 2 * DAY, reading={"kind": "days"})
    entry = ResultEntry(kind="settled", at=NOW - 5 * DAY, words=AGREED, promises=(promise,))
    filing_result_note(case=again(case), filing=filing, entry=entry, now=NOW - 5 * DAY)
    letter = follow_up(case, "T5b", promise__isnull=False)
    owed = f"双方在调解中约定“{AGREED}”（应在11月21日 15:20前），至今没有兑现。请在11月24日 18:00前兑现。"
    assert owed in letter.text
    assert f"In mediation both sides agreed: “{AGREED}” (due by 21 Nov 15:20)." in english(letter)


def test_it_says_what_the_platform_decided(case):
    filing = file(case, "platform", "T8", days=15, rule="CLK12", number="990011")
    promise = PromiseEntry(words="支持仅退款，3天内退款", due_at=NOW - 2 * DAY, reading={"kind": "days"})
    entry = ResultEntry(kind="for", at=NOW - 5 * DAY, words=promise.words, promises=(promise,))
    filing_result_note(case=again(case), filing=filing, entry=entry, now=NOW - 5 * DAY)
    said = follow_up(case, "T5b", promise__isnull=False).text
    decided = "平台处理结果“支持仅退款，3天内退款”（应在11月21日 15:20前），至今没有兑现。"
    assert f"申请平台介入（编号 990011）。{decided}请在" in said


@pytest.mark.parametrize(
    ("words", "decided", "en"),
    [
        ("属质量问题，支持退货退款", "判定“属质量问题，支持退货退款”", "decided: “属质量问题，支持退货退款”"),
        ("", "判定支持我方请求", "decided in my favour"),
    ],
)
def test_it_says_what_jd_ruled_and_by_when_the_rule_has_it_done(alice, words, decided, en):
    """JD2 art. 16, CLK10: nobody named a time."""
    case = opened(alice, now=NOW - 20 * DAY, platform="jd", demand="refund", number="123456")
    filing = file(case, "platform", "T8b", days=12, rule="CLK07")
    at = NOW - 10 * DAY
    filing_result_note(case=again(case), filing=filing, entry=ResultEntry("for", at, words), now=at)
    letter = follow_up(case, rule="CLK10")
    due = "按京东商品类问题纠纷处理标准第十六条，商家应在11月15日 15:20前审核售后单，现在已超过 8 天，还没有兑现。"
    assert f"平台11月13日 15:20{decided}，{due}请平台执行处理结果" in letter.text
    assert "已同意" not in letter.text
    assert f"On 13 Nov 15:20 the platform {en}; under article 16" in english(letter)
    assert "That was 8 d ago and it has not been done." in english(letter)
    assert f"平台11月13日 15:20{decided}" in follow_up(case, "T5b", rule="CLK10").text
    mailed = compose("T5", nudge_facts(late(case, rule="CLK10"), again(case), NOW)).text
    assert "平台11月13日 15:20判定支持我方请求，" in mailed


RETURNED = (
    "商家11月8日签收退货，应在11月15日 24:00前退款（消费者权益保护法第二十五条），至今没有退款，已超过 7 天 15 小时"
)
GOT = "The seller got the return on 8 Nov and had to refund it by 15 Nov 24:00"


@pytest.fixture
def unpaid(alice) -> Case:
    """The seller has the return; the seven days for the refund are over, and nobody was written to."""
    case = opened(
        alice,
        now=NOW - 20 * DAY,
        number="123456",
        item="外套",
        problem_type="refund_late",
        problem="退货已签收，钱没退",
        demand="refund",
    )
    at = datetime(2026, 11, 8, tzinfo=SHANGHAI)
    moment_note(case=case, trigger=Trigger.RETURN_RECEIVED, at=at, now=NOW - 14 * DAY)
    return again(case)


def test_it_says_when_the_return_came_and_by_when_it_had_to_be_refunded(unpaid):
    letter = follow_up(unpaid, rule="CLK06")
    assert letter.text.startswith(f"您好，订单 123456。{RETURNED}。请办理退款，并告诉我什么时候到账。")
    assert GOT in english(letter)
    assert "Please make the refund" in english(letter)
    second = follow_up(unpaid, "T5b", rule="CLK06")
    assert f"{RETURNED}。请在11月24日 18:00前退款" in second.text
    mailed = compose("T5", nudge_facts(late(unpaid, rule="CLK06"), again(unpaid), NOW)).text
    assert f"{RETURNED}。请办理退款" in mailed


@pytest.mark.parametrize("code", ["T8", "T8b", "T9", "T12"])
def test_it_says_so_to_the_platform_and_to_12315(unpaid, code):
    letter = letter_of_case(unpaid, code, now=NOW)
    assert (RETURNED if code != "T12" else RETURNED.replace("11月", "2026年11月")) in letter.text
    assert "发现退货已签收" not in letter.text
    assert "The seller got the return on " in english(letter)


def test_it_names_who_complains_where_nobody_was_contacted(unpaid):
    assert letter_of_case(unpaid, "T9", now=NOW).text.startswith(
        "我反映的是订单 123456：退货已签收，钱没退，要求退款。"
    )


def test_it_offers_the_follow_up_where_the_refund_is_late(unpaid):
    assert "T5" in codes_for(unpaid)


def test_it_says_nothing_of_a_refund_that_came(unpaid):
    from_then = NOW - DAY
    type(unpaid).objects.filter(pk=unpaid.pk).update(moments=unpaid.moments | {"paid": from_then.isoformat()})
    assert "已超过" not in letter_of_case(again(unpaid), "T8", now=NOW).text
