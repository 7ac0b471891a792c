"""What was agreed to, or decided, and has not come: every text says so, and none says that an answer is missing."""

from __future__ import annotations

import pytest
import time_machine
from django.utils import translation

from cases.domain.dossier.compose import compose
from cases.domain.messages import compose as compose_letter
from cases.domain.next_step.special import SPECIALS
from cases.domain.next_step.table import EXECUTION
from cases.models import Case, CaseEvent, Filing, Mail
from cases.selectors.dossier_facts import dossier_facts
from cases.selectors.letters import letter_of_case
from cases.selectors.mail_act import Do, act_of
from cases.services.contact_log import PromiseEntry
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.filing import FilingEntry, filing_file
from cases.services.filing_result import ResultEntry, filing_result_note
from cases.services.mail_words import words_of
from cases.views.entries import timeline_days
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW
from tests.web.cases.checklist import words_of as page_words

pytestmark = pytest.mark.django_db
SAID, RULING = "24小时内退到您账户", "支持买家，卖家须在24小时内退款899元"
AGREED_AT = NOW - 30 * HOUR


@pytest.fixture
def case(alice) -> Case:
    return opened(alice, now=NOW - 3 * DAY, demand="refund")


def agreed(case):
    promise = PromiseEntry(words=SAID, due_at=AGREED_AT + DAY, reading={"kind": "hours"})
    return heard(case, AGREED_AT, reply="agreed", words=SAID, promise=promise, agent_number="6789")


def handed_in(case, tier: str, code: str) -> Filing:
    entry = FilingEntry(tier=tier, moves=True, code=code, text="说明")
    made = filing_file(case=again(case), entry=entry, now=NOW - 40 * HOUR)
    return Filing.objects.get(pk=made.pk)


def ruled(case, kind: str = "for", words: str = RULING):
    promise = PromiseEntry(words=words, due_at=AGREED_AT + DAY, reading={"kind": "hours"})
    entry = ResultEntry(kind=kind, at=AGREED_AT, words=words, promises=(promise,))
    return filing_result_note(case=again(case), filing=handed_in(case, "platform", "T8"), entry=entry, now=AGREED_AT)


def letter(case, code: str, lang: str = "zh-hans") -> str:
    made = letter_of_case(again(case), code, now=NOW)
    return made.text if lang != "en" else compose_letter(code, made.facts, "en").text


def dossier(case) -> dict:
    return compose(dossier_facts(again(case), now=NOW))


def stands(case) -> str:
    return dict(dossier(case)["cover"])["现在到哪一步"]


def test_it_tells_the_seller_what_has_not_been_done(case):
    agreed(case)
    text = letter(case, "T5")
    assert f"客服（工号6789）承诺“{SAID}”（应在11月23日 09:20前），现在已超过 6 小时，还没有兑现。" in text
    assert "答复" not in text
    assert "That was 6 h ago and it has not been done." in letter(case, "T5", "en")
    assert "You agreed on 22 Nov 09:20; it has not been done so far." in letter(case, "T5b", "en")
    text = letter(case, "T5b")
    assert "11月22日 09:20已同意，至今没有兑现。请在11月24日 18:00前兑现" in text


def test_it_tells_the_platform_that_the_seller_has_not_done_it(case):
    agreed(case)
    heard(case, NOW - 10 * HOUR, reply="substantive", words="财务在排队")
    text = letter(case, "T8")
    assert f"客服（工号6789）承诺“{SAID}”（应在11月23日 09:20前），至今没有做到，已超过 6 小时" in text
    assert "才答复" not in text


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        ("支持买家", "处理结果是“支持买家”（应在", "You decided: “支持买家”"),
        ("", "处理结果支持我方请求（应在", "You decided in my favour"),
    ],
)
def test_it_asks_jd_to_carry_out_its_ruling_after_48_hours(as_alice, alice, words, zh, en):
    """JD2 art. 16, CLK10: nobody named a time, the rule did. Card, call and mail say the same."""
    case = opened(alice, now=NOW - 9 * DAY, platform="jd", demand="refund", number="286600412345")
    entry = FilingEntry(tier="platform", moves=True, code="T8", text="说明", rule="CLK07", due_at=NOW - 5 * DAY)
    filing = filing_file(case=case, entry=entry, now=NOW - 6 * DAY)
    at = NOW - 54 * HOUR
    filing_result_note(case=again(case), filing=filing, entry=ResultEntry(kind="for", at=at, words=words), now=at)
    deadlines_sweep(now=NOW)
    assert again(case).next_kind == EXECUTION
    script = letter(case, "T10")
    assert zh in script
    assert "现在已超过 6 小时，还没有兑现。" in script
    assert "请平台执行处理结果，并告诉我：谁在处理、最晚什么时候完成？" in script
    assert en in letter(case, "T10", "en")
    page = page_words(as_alice.get(f"/c/{case.ref}/"))
    assert "没有兑现，已超时" in page
    assert "答复已超时" not in page
    mails = Mail.objects.filter(case=case, kind="stage", deadline__rule="CLK10")
    mail = mails.select_related("case__order", "case__owner", "deadline").get()
    act = act_of(mail)
    assert (act.do, act.view) == (Do.EXECUTE, "case-call")
    with translation.override("zh-hans"):
        said = words_of(mail, NOW, "zh-hans")
    assert (said["act_words"], said["undone"]) == ("请平台执行处理结果", True)
    assert "京东支持了你的请求" in said["record"]


@pytest.mark.parametrize("kind", ["for", "partly"])
def test_it_asks_the_platform_to_carry_out_its_ruling(case, kind):
    ruled(case, kind)
    assert again(case).next_kind == "wait_agreed"
    script = letter(case, "T10")
    assert f"处理结果是“{RULING}”（应在11月23日 09:20前），现在已超过 6 小时，还没有兑现。" in script
    assert "请平台执行处理结果，并告诉我：谁在处理、最晚什么时候完成？" in script
    assert "没有答复" not in script
    text = letter(case, "T5")
    assert f"平台处理结果“{RULING}”（应在11月23日 09:20前），现在已超过 6 小时，还没有兑现。请平台执行处理结果" in text
    assert "承诺" not in text
    assert "联系过" not in text
    for code, said in (("T10", "You decided: “"), ("T5", "The platform decided: “")):
        english = letter(case, code, "en")
        assert f"{said}{RULING}” (due by 23 Nov 09:20)" in english
        assert "That was 6 h ago and it has not been done." in english
        assert "Please carry out what was decided" in english
        assert "no answer" not in english


def test_it_tells_12315_that_the_ruling_was_not_carried_out(case):
    row = ruled(case)
    said, told = (
        "，已过应执行的时间，至今没有兑现。",
        "the time for carrying it out has passed and it has not been done",
    )
    assert f"处理结果为：“{RULING}”{said}" in letter(case, "T12")
    assert told in letter(case, "T12", "en")
    filing_result_note(case=again(case), filing=row.filing, entry=ResultEntry(kind="paid", at=NOW), now=NOW)
    assert "没有兑现" not in letter(case, "T12")


def jd_ruled(owner, at) -> Case:
    """京东 has ruled on quality for the shopper; nobody named a time (JD2 art. 16)."""
    case = opened(owner, now=NOW - 9 * DAY, platform="jd", demand="refund", number="286600412345")
    entry = FilingEntry(tier="platform", moves=True, code="T8", text="说明", rule="CLK07", due_at=NOW - 5 * DAY)
    filing = filing_file(case=case, entry=entry, now=NOW - 6 * DAY)
    filing_result_note(case=again(case), filing=filing, entry=ResultEntry(kind="for", at=at, words=FOR_ME), now=at)
    return again(case)


FOR_ME = "属质量问题，支持退货退款"


@pytest.mark.parametrize("moved", [False, True])
def test_it_tells_12315_that_jds_ruling_was_not_carried_out_in_48_hours(alice, moved):
    case = jd_ruled(alice, NOW - 54 * HOUR)
    if moved:
        # Nobody watches the 48 hours any more, and they have passed all the same.
        filing_file(case=case, entry=FilingEntry(tier="regulator", moves=True, code="T12"), now=NOW - 20 * HOUR)
    assert f"处理结果为：“{FOR_ME}”，已过应执行的时间，至今没有兑现。" in letter(case, "T12")
    assert "has passed and it has not been done" in letter(case, "T12", "en")


def test_it_tells_12315_of_no_ruling_that_still_has_time(alice):
    assert "没有兑现" not in letter(jd_ruled(alice, NOW - 30 * HOUR), "T12")


def test_it_tells_12315_of_what_the_platform_agreed_to_without_a_ruling(case):
    handed_in(case, "platform", "T8")
    promise = PromiseEntry(words=SAID, due_at=AGREED_AT + DAY, reading={"kind": "hours"})
    heard(case, AGREED_AT, tier="platform", reply="agreed", words=SAID, promise=promise)
    assert f"“{SAID}”，已过应执行的时间，至今没有兑现。" in letter(case, "T12")


def test_it_takes_no_stalling_answer_for_the_carrying_out_of_a_ruling(as_alice, alice):
    case = jd_ruled(alice, NOW - 54 * HOUR)
    heard(case, NOW - 10 * HOUR, tier="platform", reply="substantive", words="请再等等")
    deadlines_sweep(now=NOW)
    assert again(case).next_kind == EXECUTION
    assert "已过应执行的时间，至今没有兑现" in letter(case, "T12")
    heard(case, NOW - HOUR, tier="platform", reply="refused", words="复核后不支持")
    assert again(case).next_kind != EXECUTION
    words = page_words(as_alice.get(f"/c/{case.ref}/clocks/"))
    assert "按时做到" not in words


def test_it_says_in_the_dossier_what_has_not_come(case):
    agreed(case)
    deadlines_sweep(now=NOW)
    assert stands(case) == "正在由商家处理；对方答应 2026年11月23日 09:20 前兑现，没有兑现"
    assert "对方答应办到的时间到了，没有兑现" in [one["title"] for one in dossier(case)["timeline"]]


def test_it_says_where_a_ruling_stands_that_was_not_carried_out(case):
    ruled(case)
    deadlines_sweep(now=NOW)
    assert stands(case) == "2026年11月22日淘宝支持本人；处理结果应在 2026年11月23日 09:20 前执行，还没有兑现"
    assert "平台处理结果的执行时间到了，没有兑现" in [one["title"] for one in dossier(case)["timeline"]]


@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh-hans", "到点，答应的事没有兑现"), ("en", "The time has passed, and what was agreed on has not come")],
)
def test_it_names_the_lapse_in_the_record(case, lang, said):
    agreed(case)
    deadlines_sweep(now=NOW)
    with translation.override(lang):
        events = list(CaseEvent.objects.filter(case=case).select_related("contact__agent"))
        titles = [one["title"] for day in timeline_days(again(case), events, NOW) for one in day["entries"]]
    assert said in titles


def due_mail(case) -> Mail:
    deadlines_sweep(now=NOW)
    return Mail.objects.filter(case=case, kind="stage").select_related("case__order", "case__owner", "deadline").get()


@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_it_mails_the_step_of_the_card(case, lang):
    ruled(case)
    mail = due_mail(case)
    act = act_of(mail)
    assert (again(case).next_kind, act.do, act.view) == (EXECUTION, Do.EXECUTE, "case-call")
    with translation.override(lang):
        words = words_of(mail, NOW, lang)
    expected = {"zh-hans": "请平台执行处理结果", "en": "ask the platform to carry it out"}
    assert (words["act_words"], words["undone"]) == (expected[lang], True)
    assert RULING in words["record"]


def test_it_mails_a_nudge_where_the_seller_agreed(case):
    agreed(case)
    mail = due_mail(case)
    assert act_of(mail).do is Do.NUDGE
    assert "还没有兑现" in words_of(mail, NOW, "zh-hans")["quote"]


def test_it_knows_the_step_by_the_name_the_table_has_for_it():
    assert EXECUTION in [one.row.kind for one in SPECIALS]


PAGES = [
    ("", "还没有兑现", "没有兑现，已超时", "答复已超时"),
    ("/en", "Not done yet", "Not done, late by", "Answer overdue"),
]


@pytest.mark.parametrize(("lang", "state", "label", "answer"), PAGES)
@pytest.mark.parametrize("of", [agreed, ruled])
def test_it_says_on_the_pages_that_it_has_not_come(as_alice, case, of, lang, state, label, answer):
    of(case)
    deadlines_sweep(now=NOW)
    with time_machine.travel(NOW, tick=False):
        for page in ("", "clocks/"):
            words = page_words(as_alice.get(f"{lang}/c/{case.ref}/{page}"))
            assert label in words
            assert answer not in words
            assert state in words or page
        assert label in page_words(as_alice.get(f"{lang}/today/"))


def test_it_cites_what_was_agreed_to_and_is_late_not_a_newer_promise_to_answer(case):
    agreed(case)
    heard(case, AGREED_AT + HOUR, hours=25, replaces=False)
    for code in ("T8", "T12"):
        text = letter(case, code)
        assert f"承诺“{SAID}”（应在" in text
        assert "25小时内给您回复”（应在" not in text
        assert "表示同意" in text
    later = AGREED_AT + 2 * HOUR
    heard(case, later, reply="refused", words="不退了")
    assert "又拒绝，理由是“不退了”" in letter(case, "T8")
