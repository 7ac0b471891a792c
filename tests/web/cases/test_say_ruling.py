"""/c/<ref>/say/: what the platform decided is what came of the filing, whatever is said in a chat afterwards."""

from __future__ import annotations

import pytest

from cases.selectors.letters import letter_of_case
from cases.services.contact_log import PromiseEntry
from cases.services.filing_result import ResultEntry, filing_result_note
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW
from tests.web.cases.checklist import letter_of, words_of
from tests.web.cases.filings import filed

pytestmark = pytest.mark.django_db
RULED, CHAT = "支持退货退款，商家 3 天内处理", "退款处理中"


@pytest.fixture
def case(alice):
    return opened(alice, now=NOW - 20 * DAY, shop="示例店")


def came(case, kind, words, at=NOW - 5 * DAY, filing=None):
    filing = filing or filed(case, now=NOW - 9 * DAY)
    filing_result_note(case=again(case), filing=filing, entry=ResultEntry(kind, at, words), now=at + HOUR)
    return filing


def chatted(case, tier="platform", reply="substantive", words=CHAT):
    heard(case, NOW - DAY, words=words, reply=reply, tier=tier)


def letter(client, case, code) -> str:
    return letter_of(client.get(f"/c/{case.ref}/say/", {"code": code}))


@pytest.mark.parametrize("kind", ["for", "partly", "against", "not_accepted"])
def test_it_cites_the_ruling_and_not_the_chat_after_it(as_alice, case, kind):
    came(case, kind, RULED)
    chatted(case)
    text = letter(as_alice, case, "T12")
    said = "不予受理，告知的理由是" if kind == "not_accepted" else "处理结果为："
    assert f"{said}“{RULED}”" in text
    assert f"{said}“{CHAT}”" not in text
    claims = words_of(as_alice.get(f"/c/{case.ref}/say/", {"code": "T12"}))
    assert f"平台处理：“{RULED}”" in claims
    assert f"平台处理：“{CHAT}”" not in claims
    assert RULED in letter(as_alice, case, "T14")


def test_it_cites_the_last_ruling(as_alice, case):
    filing = came(case, "against", "不支持", at=NOW - 7 * DAY)
    came(case, "for", RULED, filing=filing)
    came(case, "not_accepted", "申诉不受理", at=NOW - 4 * DAY, filing=filing)
    chatted(case)
    assert f"处理结果为：“{RULED}”" in letter(as_alice, case, "T12")


def test_it_cites_the_last_answer_where_nothing_was_decided(as_alice, case):
    filed(case, now=NOW - 9 * DAY)
    heard(case, NOW - 2 * DAY, words="先看凭证", reply="substantive", tier="platform")
    chatted(case)
    assert f"处理结果为：“{CHAT}”" in letter(as_alice, case, "T12")


def test_it_confirms_what_was_decided(as_alice, case):
    came(case, "for", RULED)
    chatted(case)
    text = letter(as_alice, case, "T15")
    assert RULED in text
    assert CHAT not in text


def codes(client, case) -> str:
    return client.get(f"/c/{case.ref}/say/").content.decode()


def test_it_confirms_no_ruling_against_the_shopper(as_alice, case):
    heard(case, NOW - 12 * DAY, hours=24)
    came(case, "against", "凭证不足，驳回买家诉求")
    assert "code=T15" not in codes(as_alice, case)
    assert "驳回" not in letter_of_case(again(case), "T15", now=NOW).text
    chatted(case)
    assert "code=T15" not in codes(as_alice, case)
    chatted(case, reply="agreed", words="同意退款")
    assert "code=T15" in codes(as_alice, case)


def test_it_takes_the_day_from_the_words_it_confirms(as_alice, case):
    filing = filed(case, now=NOW - 9 * DAY)
    heard(case, NOW - 6 * DAY, hours=24, tier="platform")
    came(case, "for", RULED, filing=filing)
    assert f"“{RULED}”。完成前" in letter(as_alice, case, "T15")


@pytest.mark.parametrize(("days", "said"), [(3, "应在11月21日 15:20前完成"), (8, "将在11月26日 15:20前完成")])
def test_it_promises_nothing_for_a_day_that_is_over(as_alice, case, days, said):
    promise = PromiseEntry(words=RULED, due_at=NOW - 5 * DAY + days * DAY, reading={"kind": "days"})
    entry = ResultEntry("for", NOW - 5 * DAY, RULED, promises=(promise,))
    filing_result_note(case=again(case), filing=filed(case, now=NOW - 9 * DAY), entry=entry, now=NOW - 5 * DAY)
    assert f"“{RULED}”，{said}。" in letter(as_alice, case, "T15")


def test_it_confirms_what_they_agreed_to_after_a_refusal(as_alice, case):
    came(case, "against", "凭证不足")
    chatted(case, reply="agreed", words="同意退款")
    text = letter(as_alice, case, "T15")
    assert "同意退款" in text
    assert "凭证不足" not in text
