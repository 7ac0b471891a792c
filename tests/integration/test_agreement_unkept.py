"""An agreement in mediation that was not kept: 12315 is told, nobody is chased in a chat (R121 arts 18, 24, 25)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import translation

from cases.domain.dossier.compose import compose
from cases.domain.dossier.plain import plain_text
from cases.domain.messages import compose as compose_letter
from cases.domain.next_step.table import UNKEPT
from cases.models import Case, Filing, Mail
from cases.selectors.dossier_facts import dossier_facts
from cases.selectors.letters import letter_of_case
from cases.selectors.mail_act import Do, act_of
from cases.services.case_answer import case_no_reply
from cases.services.contact_log import PromiseEntry
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.filing import FilingEntry, filing_file
from cases.services.filing_result import ResultEntry, filing_result_note
from cases.services.mail_words import words_of as mail_words
from cases.services.reference import reference_note
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW
from tests.web.cases.checklist import words_of

pytestmark = pytest.mark.django_db
AGREED = "双方同意：被投诉人3日内退款60元"
AT = NOW - 5 * DAY


@pytest.fixture
def case(alice) -> Case:
    return opened(alice, now=NOW - 20 * DAY, demand="refund")


@pytest.fixture
def filing(case) -> Filing:
    heard(case, NOW - 19 * DAY, reply="refused", words="不影响使用")
    entry = FilingEntry(tier="regulator", moves=True, code="T12", text="投诉书")
    made = filing_file(case=again(case), entry=entry, now=NOW - 15 * DAY)
    reference_note(case=again(case), kind="complaint", number="TS0001", now=NOW - 15 * DAY, filing=made)
    return Filing.objects.get(pk=made.pk)


def came(case, filing, kind: str, words: str = "", *, at=AT, promises=()):
    entry = ResultEntry(kind=kind, at=at, words=words, promises=promises)
    return filing_result_note(case=again(case), filing=filing, entry=entry, now=at)


@pytest.fixture
def settled(case, filing):
    promise = PromiseEntry(words=AGREED, due_at=AT + 3 * DAY, reading={"kind": "days"})
    return came(case, filing, "settled", AGREED, promises=(promise,))


def test_it_tells_12315_instead_of_chasing_in_a_chat(as_alice, case, settled):
    deadlines_sweep(now=NOW)
    assert again(case).next_kind == UNKEPT
    page = as_alice.get(f"/c/{case.ref}/")
    words = words_of(page)
    assert "告诉 12315 对方没有履行" in words
    assert "一直不履行的，可以去法院，有仲裁协议的也可以仲裁" in words
    assert f"/c/{case.ref}/call/" in page.content.decode()
    assert "再催一次" not in words
    assert "客服承诺" not in words
    assert "Tell 12315 it was not kept" in words_of(as_alice.get(f"/en/c/{case.ref}/"))


def test_it_stays_so_when_nobody_replies(case, settled):
    deadlines_sweep(now=NOW)
    assert case_no_reply(case=again(case), now=NOW)
    assert again(case).next_kind == UNKEPT


ACTS = [("zh-hans", "告诉 12315 对方没有履行"), ("en", "tell 12315 that it was not kept")]


@pytest.mark.parametrize(("lang", "said"), ACTS)
def test_it_mails_the_same(case, settled, lang, said):
    deadlines_sweep(now=NOW)
    mail = Mail.objects.filter(case=case, kind="stage").select_related("case__order", "case__owner", "deadline").get()
    assert act_of(mail).do is Do.ASK
    with translation.override(lang):
        assert mail_words(mail, NOW, lang)["act_words"] == said


def test_it_is_told_as_what_both_sides_agreed(case, settled):
    deadlines_sweep(now=NOW)
    content = compose(dossier_facts(again(case), now=NOW))
    (row,) = content["promises"]
    assert row["who"] == "双方（12315 调解约定）"
    text = plain_text(content)
    assert f"12315 调解达成，双方约定“{AGREED}”，应在 2026年11月21日 15:20 前兑现" in text
    assert "调解约定的时间到了，没有兑现" in text
    stands = dict(content["cover"])["现在到哪一步"]
    assert stands == "2026年11月18日 12315 调解达成；双方约定 2026年11月21日 15:20 前兑现，还没有兑现"
    assert "答应" not in text.replace("对方答应过什么", "")
    assert "没有答复" not in text


def script(case, lang: str = "zh-hans") -> str:
    letter = letter_of_case(again(case), "T14", now=NOW)
    return letter.text if lang != "en" else compose_letter("T14", letter.facts, "en").text


def test_it_says_on_the_phone_what_was_agreed_and_not_done(case, settled):
    said = script(case)
    assert "我要跟进一件消费投诉，11月8日 15:20提交，登记编号 TS0001。" in said
    assert f"双方在调解中约定“{AGREED}”（应在11月21日 15:20前），现在已超过 2 天，还没有兑现。" in said
    assert "①能联系被投诉人履行吗？②调解书怎么领取？③一直不履行，我还有哪些途径？④您的工号是？" in said
    english = script(case, "en")
    assert "That was 2 d ago and it has not been done." in english
    assert "can you ask the other side to do it?" in english


def test_it_names_the_complaint_by_its_own_number(case, settled):
    """R121 arts 3, 9: a report is handled apart, so its number says nothing of the complaint."""
    entry = FilingEntry(tier="regulator", moves=False, code="T13", text="举报", number="JB0009", kind="complaint")
    filing_file(case=again(case), entry=entry, now=NOW - 2 * DAY)
    assert "登记编号 TS0001。" in script(case)
    told = compose(dossier_facts(again(case), now=NOW))["numbers"]
    assert ["12315 投诉编号", "TS0001"] in told
    assert ["12315 举报编号", "JB0009"] in told


@pytest.mark.parametrize(("kind", "label"), [("after_sale", "售后单"), ("ticket", "工单")])
def test_it_names_the_dispute_by_its_own_number(case, kind, label):
    entry = FilingEntry(tier="platform", moves=True, code="T8", text="说明", number="JF0098", kind="dispute")
    filing_file(case=again(case), entry=entry, now=NOW - 3 * DAY)
    reference_note(case=again(case), kind=kind, number="SH0001", now=NOW - DAY)
    assert "编号 JF0098" in letter_of_case(again(case), "T10", now=NOW).text
    assert [label, "SH0001"] in compose(dossier_facts(again(case), now=NOW))["numbers"]


STAGES = [
    ("", "受理决定什么时候告知我？③还要补什么材料", "is it accepted"),
    ("accepted", "①调解到哪一步、由谁经办？②被投诉人同意调解吗？", "how far is the mediation"),
    ("ended", "①终止调解的告知什么时候给我？②我还有哪些途径？", "the notice that mediation ended"),
    ("not_accepted", "①不予受理的理由是什么？②我还有哪些途径？", "why was it not accepted"),
    ("settled", "①调解书怎么领取？②对方履行后要怎么告诉您？", "How do I tell you once it is done"),
]


@pytest.mark.parametrize(("kind", "asks", "english"), STAGES)
def test_it_asks_12315_what_fits_the_stage(case, filing, kind, asks, english):
    if kind:
        came(case, filing, kind, "原话", at=NOW - HOUR)
    said = script(case)
    assert asks in said
    assert english in script(case, "en")
    assert "这里能受理吗" not in said
    assert "受理" not in said or kind in ("", "not_accepted")


def test_it_asks_anew_of_a_complaint_that_was_filed_again(case, filing):
    came(case, filing, "not_accepted", "材料不全", at=NOW - 2 * DAY)
    entry = FilingEntry(tier="regulator", moves=False, code="T12", text="投诉书")
    filing_file(case=again(case), entry=entry, now=NOW - DAY)
    said = script(case)
    assert "①受理了吗，由哪个局处理？" in said
    assert "11月22日 15:20提交" in said


def test_it_asks_whether_they_take_it_before_it_is_filed(case):
    heard(case, NOW - timedelta(hours=3), reply="refused", words="不影响使用")
    assert "这里能受理吗，还是应找哪个局？" in script(case)
    assert "can you take this" in script(case, "en")
