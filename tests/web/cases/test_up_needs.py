"""/c/<ref>/up/needs/: what the next tier asks for, each thing once, answered where no record proves it."""

from __future__ import annotations

import re

import pytest

from cases.domain.needs import asks_for
from cases.domain.starts import Trigger
from cases.models import Case
from cases.selectors.evidence import needs_met, needs_of
from cases.selectors.filing_facts import facts_of_filing
from cases.selectors.readiness import up_rows
from cases.services.case_state import tier_move
from cases.services.exhibits import case_exhibits_refresh
from cases.services.moments import moment_note
from cases.services.seller import seller_note
from cases.services.step_in import step_in_ask
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW, EvidenceFactory
from tests.web.cases.checklist import (
    HX,
    check_gate,
    check_verbs,
    page_of,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/up/"


def rows_of(response) -> list[str]:
    return re.findall(r'<span class="up-t"[^>]*>([^<]+)</span>', page_of(response))


ALWAYS = ["联系过商家", "记下过拒绝，或到点没做到", "提交过售后申请"]


@pytest.mark.parametrize(
    ("problem_type", "photos", "order"),
    [
        ("", ["问题照片或视频"], ["订单截图"]),
        ("unreachable", ["问题照片或视频"], ["订单截图"]),
        ("defect", ["缺陷近景和全景照", "使用异常的视频"], ["订单截图"]),
        ("wrong_size", ["实物吊牌或尺码标", "平铺测量照", "吊牌完整的照片"], ["订单截图（所购尺码）"]),
        ("counterfeit", ["细节对比图"], ["订单和支付记录"]),
    ],
)
def test_it_always_asks_for_the_five_things_a_platform_wants_and_for_each_once(
    as_alice, alice, problem_type, photos, order
):
    """Where the kind of problem says which photos and which shot of the order, those words stand for the general."""
    case = opened(alice, now=NOW - DAY, problem_type=problem_type)
    rows = rows_of(as_alice.get(f"/c/{case.ref}/up/"))
    assert rows[:3] == ALWAYS
    assert [row for row in rows if asks_for(row) == "photos"] == photos
    assert [row for row in rows if asks_for(row) == "order"] == order
    assert len(rows) == len(set(rows))


def test_it_asks_once_for_the_page_that_shows_the_refusal(as_alice, alice):
    case = opened(alice, now=NOW - DAY, problem_type="refund_refused")
    rows = rows_of(as_alice.get(f"/c/{case.ref}/up/"))
    assert [row for row in rows if "拒绝页" in row or "拒绝或不处理的截图" in row] == ["售后单的拒绝页（含理由）"]


@pytest.mark.parametrize(
    ("problem_type", "row"),
    [
        ("defect", "商家的企业全称和地址（店铺资质页）"),
        ("counterfeit", "店铺资质页"),
        ("unreachable", "店铺资质与地址"),
    ],
)
def test_it_asks_once_who_the_seller_is_on_the_page_for_it(as_alice, alice, problem_type, row):
    case = opened(alice, now=NOW - DAY, problem_type=problem_type)
    tier_move(case=case, to="platform", now=NOW - HOUR)
    page = as_alice.get(f"/c/{case.ref}/up/")
    assert [one for one in rows_of(page) if asks_for(one) == "seller"] == [row]
    assert not [one for one in rows_of(page) if "被投诉方" in one]
    assert f"/c/{case.ref}/seller/?back=up" in page_of(page)


def test_it_keeps_what_is_answered_to_the_list(as_alice, case, url):
    rows = {row.text: row for row in up_rows(again(case), "platform")}
    answer = {f"need-{rows['缺陷近景和全景照'].key}": "na", f"need-{rows['提交过售后申请'].key}": "have"}
    response = as_alice.post(f"{url}needs/", answer, headers=HX)
    assert response.status_code == 200
    assert page_of(response).startswith('<form id="up-needs"')
    states = {row.text: row.state for row in up_rows(again(case), "platform")}
    assert (states["缺陷近景和全景照"], states["提交过售后申请"], states["订单截图"]) == ("na", "have", "missing")
    assert as_alice.post(f"{url}needs/", answer)["Location"] == url
    check_verbs(as_alice, f"{url}needs/", "post")


def test_it_takes_no_answer_for_what_the_record_proves(as_alice, case, url):
    row = next(one for one in up_rows(again(case), "platform") if one.text == "订单号")
    as_alice.post(f"{url}needs/", {f"need-{row.key}": "na"})
    assert next(one for one in up_rows(again(case), "platform") if one.text == "订单号").proven


def test_it_keeps_the_list_of_its_owner_alone(client, as_charlie, url):
    check_gate(f"{url}needs/", "post", anonymous=client, stranger=as_charlie)


@pytest.mark.parametrize("tier", ["merchant", "platform"])
@pytest.mark.parametrize("problem_type", ["", "defect", "counterfeit", "refund_refused", "not_received"])
def test_it_counts_the_proof_as_the_case_page_and_the_evidence_page_do(as_alice, alice, problem_type, tier):
    case = opened(alice, now=NOW - DAY, problem_type=problem_type)
    EvidenceFactory(case=case, number=1, kind="video")
    case_exhibits_refresh(case=again(case))
    if tier == "platform":
        tier_move(case=case, to="platform", now=NOW - HOUR)
    case, lang = again(case), "zh-hans"
    have, asked = needs_met(needs_of(case, lang))
    said = f"给{'平台' if tier == 'merchant' else ' 12315 '}的必备证据：{asked} 件里有 {have} 件"
    for page in ("", "up/", "evidence/"):
        assert said in words_of(as_alice.get(f"/c/{case.ref}/{page}")), page


def test_it_asks_a_case_without_a_kind_in_general_words_and_takes_a_film_for_a_photo(alice):
    case = opened(alice, now=NOW - DAY, problem_type="")
    EvidenceFactory(case=case, number=1, kind="video")
    case_exhibits_refresh(case=again(case))
    rows = {row.text: row.state for row in needs_of(again(case), "zh-hans") if row.must}
    assert rows == {"问题照片或视频": "have", "订单截图": "missing", "商家拒绝或不处理的截图，看得到理由": "missing"}


def test_it_has_the_seller_once_its_name_and_address_are_noted(alice, case):
    tier_move(case=case, to="platform", now=NOW - HOUR)

    def state() -> str:
        return next(row.state for row in up_rows(again(case), "regulator") if asks_for(row.item) == "seller")

    assert state() == "missing"
    said = {"disclosed": "yes", "credit_code": "", "address": "杭州市余杭区"}
    seller_note(case=again(case), legal_name="杭州声野贸易有限公司", now=NOW, **said)
    assert state() == "have"
    seller_note(case=again(case), legal_name="", now=NOW, **said)
    assert state() == "missing"


def ruling_of(case: Case) -> str:
    return next(row.state for row in up_rows(again(case), "regulator") if row.item == "up:ruling")


def test_it_takes_only_the_platforms_own_answer_for_its_decision(alice):
    case = opened(alice, now=NOW - 3 * DAY)
    heard(case, NOW - 2 * DAY, reply="refused", words="不影响使用")
    assert ruling_of(case) == "missing"  # that was the seller
    tier_move(case=again(case), to="platform", now=NOW - DAY, due_at=NOW + DAY)
    assert ruling_of(case) == "missing"
    heard(case, NOW - 2 * HOUR, tier="platform", reply="received")
    assert ruling_of(case) == "missing"
    heard(case, NOW - HOUR, tier="platform", reply="refused")
    assert ruling_of(case) == "have"
    tier_move(case=again(case), to="regulator", now=NOW, due_at=NOW + 9 * DAY)
    assert ruling_of(case) == "have"


def test_it_takes_no_answer_of_12315_for_the_platforms(alice):
    case = opened(alice, now=NOW - 3 * DAY)
    tier_move(case=case, to="regulator", now=NOW - DAY, due_at=NOW + 9 * DAY)
    heard(case, NOW - HOUR, tier="regulator", reply="refused")
    assert ruling_of(case) == "missing"


def test_it_takes_what_the_seller_said_in_the_dispute_for_no_decision_of_jd(alice):
    case = opened(alice, now=NOW - 5 * DAY, platform="jd")
    tier_move(case=case, to="platform", now=NOW - 3 * DAY, due_at=NOW - 2 * DAY)
    heard(case, NOW - 3 * DAY + HOUR, tier="platform", reply="refused", words="不影响使用")
    assert ruling_of(case) == "missing"
    assert facts_of_filing(again(case), "T12", now=NOW).ruling == ""
    step_in_ask(case=again(case), now=NOW - DAY)
    heard(case, NOW - HOUR, tier="platform", reply="refused", words="不支持退款")
    assert ruling_of(case) == "have"
    assert facts_of_filing(again(case), "T12", now=NOW).ruling == "不支持退款"
    tier_move(case=again(case), to="regulator", now=NOW, due_at=NOW + 9 * DAY)
    assert facts_of_filing(again(case), "T12", now=NOW).ruling == "不支持退款"


def test_it_takes_the_day_a_dispute_was_closed_for_jds_decision(alice):
    case = opened(alice, now=NOW - 5 * DAY, platform="jd")
    tier_move(case=case, to="platform", now=NOW - 3 * DAY, due_at=NOW - 2 * DAY)
    moment_note(case=again(case), trigger=Trigger.DISPUTE_CLOSED, at=NOW - HOUR, now=NOW)
    assert ruling_of(case) == "have"
