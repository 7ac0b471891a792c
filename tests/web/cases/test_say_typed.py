"""/c/<ref>/say/: what no record holds is typed once and kept with the case; who the shopper is never is."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine

from cases.domain.messages.chinese_filings import IDENTITY
from cases.domain.messages.typed import TYPED
from cases.models import Ascent, Filing
from cases.selectors.letters import letter_of_case
from cases.services.case_state import case_close, tier_move
from cases.services.seller import seller_note
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW
from tests.web.cases.checklist import letter_of, page_of, words_of

pytestmark = pytest.mark.django_db
LOSS = "退货运费 12 元"
FORM = {"file": "1", "code": "T12", "due": "2026-12-02T23:59", "number": "", "kind": "", "key": "k1"}
SAID = {"typed": "1", "code": "T12", "to": "12315", "loss": LOSS, "entrusts": "同意"}


@pytest.fixture
def case(alice):
    case = opened(alice, now=NOW - 5 * DAY, shop="示例店", amount="299.00", demand="refund")
    heard(case, NOW - 4 * DAY, words="不影响使用", reply="refused")
    tier_move(case=again(case), to="platform", now=NOW - 3 * DAY)
    named = {"legal_name": "云栖鞋业有限公司", "credit_code": "", "address": "杭州市某路1号"}
    seller_note(case=again(case), disclosed="yes", **named, now=NOW)
    return again(case)


@pytest.fixture
def url(case) -> str:
    return f"/c/{case.ref}/say/"


def test_it_keeps_what_was_typed_with_the_case(as_alice, url):
    assert "1. 退款" in letter_of(as_alice.post(url, SAID))
    response = as_alice.get(url, {"to": "12315"})
    assert f"；2. {LOSS}。" in letter_of(response)
    assert "同意委托调解。" in letter_of(response)
    assert f'value="{LOSS}"' in page_of(response)
    assert re.search(r'value="同意"[^>]*checked', page_of(response))


def test_it_stands_in_the_form_field_by_field_and_in_what_is_frozen(as_alice, case, url):
    as_alice.post(url, SAID)
    rows = {row["slug"]: row["value"] for row in as_alice.get(f"/c/{case.ref}/fields/?to=12315").context["rows"]}
    assert rows["request"] == f"1. 退款；2. {LOSS}。"
    assert rows["entrust"] == "同意"
    filing = f"/c/{case.ref}/filing/?code=T12&form=complaint"
    page = as_alice.get(filing)
    text = page.context["text"]
    assert f"2. {LOSS}" in text
    assert "是否同意委托调解：同意" in text
    as_alice.post(filing, FORM | {"text": text})
    assert f"2. {LOSS}" in Filing.objects.get(case=case, code="T12").text


def test_it_stands_in_the_text_of_the_step_up(as_alice, case, url):
    as_alice.post(url, SAID)
    assert f"2. {LOSS}" in as_alice.get(f"/c/{case.ref}/up/").context["text"]


def test_it_is_newer_than_a_text_that_was_copied_before(as_alice, case, url):
    for minute, act, said in (
        (1, lambda: as_alice.post(f"{url}copied/?code=T12", {"text": "退款。"}), "退款。"),
        (2, lambda: as_alice.post(url, SAID), LOSS),
        (3, lambda: as_alice.post(f"{url}copied/?code=T12", {"text": "退款和运费。"}), "退款和运费。"),
        # The same again changes nothing.
        (4, lambda: as_alice.post(url, SAID), "退款和运费。"),
    ):
        with time_machine.travel(NOW + timedelta(minutes=minute), tick=False):
            act()
            assert said in as_alice.get(f"/c/{case.ref}/up/").context["text"]


def test_it_forgets_what_is_emptied(as_alice, case, url):
    as_alice.post(url, SAID)
    as_alice.post(url, SAID | {"loss": " "})
    assert LOSS not in letter_of(as_alice.get(url, {"code": "T12"}))
    assert LOSS not in words_of(as_alice.get(f"/c/{case.ref}/fields/?to=12315"))
    assert "同意委托调解。" in letter_of(as_alice.get(url, {"code": "T12"}))


def test_it_keeps_the_link_for_the_report(as_alice, case, url):
    as_alice.post(url, {"typed": "1", "code": "T13", "url": "https://example.com/1"})
    assert "链接：https://example.com/1" in letter_of(as_alice.get(url, {"code": "T13"}))
    assert "链接：https://example.com/1" in words_of(as_alice.get(f"/c/{case.ref}/fields/?form=report"))


def test_it_cites_a_newer_decision_and_not_what_was_typed_over_the_last(as_alice, case, url):
    heard(case, NOW - 2 * HOUR, tier="platform", words="证据不足", reply="refused")
    as_alice.post(url, {"typed": "1", "code": "T11", "ruling": "证据不足，退一半"})
    assert "退一半" in letter_of(as_alice.get(url, {"code": "T11"}))
    heard(case, NOW - HOUR, tier="platform", words="维持原判", reply="refused")
    letter = letter_of(as_alice.get(url, {"code": "T11"}))
    assert "维持原判" in letter
    assert "退一半" not in letter


def test_it_keeps_nothing_of_who_the_shopper_is(as_alice, case, url):
    assert not {name for names in TYPED.values() for name in names} & set(IDENTITY)
    as_alice.post(url, SAID | {"name": "王小明", "phone": "13800000000", "address": "杭州", "merchant_address": "x"})
    kept = Ascent.objects.get(case=case).typed
    assert kept == {"T12": {"loss": LOSS, "entrusts": "同意", "at": NOW.isoformat(), "over": ""}}
    assert "【姓名】" in letter_of_case(again(case), "T12", now=NOW).text


def test_it_keeps_nothing_too_long_nor_unknown(as_alice, case, url):
    as_alice.post(url, SAID | {"loss": "长" * 121})
    as_alice.post(url, SAID | {"entrusts": "也许"})
    assert not Ascent.objects.filter(case=case).exists()


def test_it_keeps_nothing_in_a_closed_case(as_alice, case, url):
    case_close(case=again(case), outcome="withdrawn", now=NOW)
    as_alice.post(url, SAID)
    assert not Ascent.objects.filter(case=case).exists()


def test_it_is_nobody_elses(as_charlie, case, url):
    assert as_charlie.post(url, SAID).status_code == 404
    assert not Ascent.objects.filter(case=case).exists()
