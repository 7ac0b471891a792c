"""/c/<ref>/filing/<n>/result/ and /filings/: what came of it, the next clock, the steps that are open."""

from __future__ import annotations

from datetime import datetime

import pytest

from cases.domain.starts import Trigger
from cases.models import Contact, Deadline, FilingResult
from cases.selectors.clocks import questions_of
from cases.services.case_state import case_close, tier_move
from cases.services.filing import filing_undoable
from cases.services.filing_result import ResultEntry, filing_result_note
from cases.services.moments import moment_note
from tests.case_acts import DAY, HOUR, again, kinds, opened, running
from tests.factories import NOW
from tests.web.cases.checklist import (
    PAYLOAD,
    check_error,
    check_escaped,
    check_gate,
    check_languages,
    check_private,
    check_verbs,
    page_of,
    words_of,
)
from tests.web.cases.filings import SAID, SHANGHAI, complaint, filed, next_title, note, result_url, undo_last

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing(case):
    return filed(case)


@pytest.fixture
def url(case, filing) -> str:
    return f"/c/{case.ref}/filing/{filing.pk}/result/"


@pytest.mark.parametrize(
    ("kind", "reply", "step", "after"),
    [
        ("against", "refused", "准备好去 12315", "申诉或补充证据"),
        ("partly", "partly_agreed", "平台部分支持，你来定", "请 12315 组织调解"),
        ("for", "agreed", "平台支持你", "到账前不撤销售后单"),
        ("not_accepted", "refused", "准备好去 12315", "请 12315 组织调解"),
    ],
)
def test_it_leads_from_the_platforms_answer_to_its_own_next_step(as_alice, case, filing, url, kind, reply, step, after):
    response = note(as_alice, url, kind)
    assert response["Location"] == f"/c/{case.ref}/filing/{filing.pk}/#after"
    contact = Contact.objects.get(case=case)
    assert (contact.tier, contact.reply, contact.words) == ("platform", reply, "经审核，凭证不足")
    assert contact.at == datetime(2026, 11, 23, 15, tzinfo=SHANGHAI)
    assert step in next_title(as_alice, case)
    words = words_of(as_alice.get(f"/c/{case.ref}/filing/{filing.pk}/"))
    assert after in words
    assert "核对日期" in words
    assert running(case, lane="theirs") == []


def test_it_starts_the_appeal_of_jd_and_offers_its_text(as_alice, alice):
    case = opened(alice, now=NOW - 5 * DAY, platform="jd", number="286600412345")
    filing = filed(case, rule="CLK07")
    note(as_alice, f"/c/{case.ref}/filing/{filing.pk}/result/", "against")
    clock = Deadline.objects.running().get(case=case, rule="CLK09")
    assert (clock.lane, clock.due_at) == ("mine", datetime(2026, 11, 30, 23, 59, 59, tzinfo=SHANGHAI))
    assert "申诉" in next_title(as_alice, case), "the platform that has decided is not asked again to step in"
    page = as_alice.get(f"/c/{case.ref}/filing/{filing.pk}/")
    words = words_of(page)
    assert "7 个自然日内，带新证据申诉" in words
    assert "有没有期限没有查到" not in words, "the general sentence gives way to the platform's own"
    assert f"/c/{case.ref}/say/?code=T11" in page.content.decode()


def test_it_counts_sixty_days_from_the_acceptance(as_alice, case):
    filing = complaint(case)
    url = f"/c/{case.ref}/filing/{filing.pk}/result/"
    note(as_alice, url, "accepted", words="")
    filing.deadline.refresh_from_db()
    assert filing.deadline.state == "met"
    clock = Deadline.objects.running().get(case=case, lane="theirs")
    assert (clock.rule, clock.due_at) == ("CLK21", datetime(2027, 1, 22, 23, 59, 59, tzinfo=SHANGHAI))
    assert FilingResult.objects.get().deadline == clock
    assert "等到" in next_title(as_alice, case)
    assert f'href="/c/{case.ref}/filings/?awaited=1"' in page_of(as_alice.get(f"/c/{case.ref}/")).split('id="next"')[1]
    words = words_of(as_alice.get(f"/c/{case.ref}/filing/{filing.pk}/"))
    assert "12315 调解" in words
    assert "60 日内调解" in words


def test_it_takes_the_acceptance_back_with_its_entry(as_alice, case):
    filing = complaint(case)
    note(as_alice, result_url(case, filing), "accepted", words="")
    assert again(case).moments == {"complaint_accepted": "2026-11-23T15:00:00+08:00"}
    undo_last(case)
    assert running(case, lane="theirs") == ["CLK20"]
    assert again(case).moments == {}
    assert "已受理" not in words_of(as_alice.get(f"/c/{case.ref}/filing/{filing.pk}/"))
    page = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert page.count("从这天起算：") == 2
    assert page.count("不再从这天起算：") == 1


def test_it_asks_no_day_that_a_result_has_told(as_alice, case):
    filing = complaint(case)
    assert Trigger.COMPLAINT_ACCEPTED in questions_of(again(case))
    note(as_alice, result_url(case, filing), "accepted")
    assert Trigger.COMPLAINT_ACCEPTED not in questions_of(again(case))


def test_it_moves_the_clock_when_the_acceptance_is_noted_for_another_day(as_alice, case):
    filing = complaint(case)
    note(as_alice, result_url(case, filing), "accepted", at="2026-11-20T10:00")
    note(as_alice, result_url(case, filing), "accepted")
    clock = Deadline.objects.get(case=case, rule="CLK21")
    assert clock.due_at == datetime(2027, 1, 22, 23, 59, 59, tzinfo=SHANGHAI)
    assert FilingResult.objects.latest("pk").deadline == clock
    undo_last(case)
    clock.refresh_from_db()
    assert (clock.state, clock.due_at) == ("running", datetime(2027, 1, 19, 23, 59, 59, tzinfo=SHANGHAI))


def test_it_leaves_a_day_alone_that_the_shopper_told(as_alice, case):
    filing = complaint(case)
    moment_note(case=again(case), trigger=Trigger.COMPLAINT_ACCEPTED, at=NOW - 15 * HOUR, now=NOW - HOUR)
    told = again(case).moments
    note(as_alice, result_url(case, filing), "accepted")
    assert again(case).moments == told
    assert kinds(case).count("moment_noted") == 1
    assert FilingResult.objects.get().deadline.rule == "CLK21"
    undo_last(case)
    assert again(case).moments == told
    assert running(case, lane="theirs") == ["CLK21"]


def test_it_waits_to_be_told_that_the_mediation_ended(as_alice, case):
    filing = complaint(case)
    accepted = ResultEntry(kind="accepted", at=NOW - 3 * DAY)
    filing_result_note(case=again(case), filing=filing, entry=accepted, now=NOW - 2 * DAY)
    note(as_alice, result_url(case, filing), "ended")
    assert Deadline.objects.get(case=case, rule="CLK21").state == "met"
    clock = Deadline.objects.running().get(case=case, lane="theirs")
    assert (clock.rule, clock.due_at) == ("CLK22", datetime(2026, 12, 2, 23, 59, 59, tzinfo=SHANGHAI))
    assert "其他途径" in next_title(as_alice, case), "nobody has to wait for the paper"
    undo_last(case)
    assert running(case, lane="theirs") == ["CLK21"]


def test_it_differs_by_the_day_the_sixty_days_came_into_force(alice):
    """Accepted on 10 April 2026 no time is known and none is given; on 20 April it is 60 days (R121, 2026-04-15)."""
    now, ends = datetime(2026, 4, 22, 9, tzinfo=SHANGHAI), []
    for day in (10, 20):
        case = opened(alice, now=now - 20 * DAY, number="")
        filing = filed(case, "regulator", now=now - 15 * DAY, rule="CLK20")
        entry = ResultEntry(kind="accepted", at=datetime(2026, 4, day, 10, tzinfo=SHANGHAI))
        row = filing_result_note(case=again(case), filing=filing, entry=entry, now=now)
        ends.append(row.deadline and row.deadline.due_at)
        filing.deadline.refresh_from_db()
        assert filing.deadline.state == "met"
    assert ends == [None, datetime(2026, 6, 22, 23, 59, 59, tzinfo=SHANGHAI)]


def test_it_lapses_an_appeal_that_was_over_when_it_was_noted(as_alice, alice):
    case = opened(alice, now=NOW - 12 * DAY, platform="jd", number="286600412345")
    filing = filed(case, rule="CLK07", now=NOW - 11 * DAY)
    response = note(as_alice, result_url(case, filing), "against", at="2026-11-14T10:00")
    assert "现在计时" not in words_of(as_alice.get(response["Location"])).split("核对日期")[0]
    assert Deadline.objects.get(case=case, rule="CLK09").due_at < NOW
    assert "12315" in next_title(as_alice, case)


@pytest.mark.parametrize(("problem", "clocks"), [("defect", ["CLK10"]), ("wrong_size", [])])
def test_it_counts_jds_48_hours_after_a_ruling_on_quality_alone(as_alice, alice, problem, clocks):
    case = opened(alice, now=NOW - 5 * DAY, platform="jd", number="286600412345", problem_type=problem)
    filing = filed(case, rule="CLK07")
    note(as_alice, result_url(case, filing), "for")
    assert running(case, lane="theirs") == clocks


def test_it_can_take_a_filing_back_only_before_its_result(as_alice, case):
    filing = filed(case, now=NOW - HOUR)
    assert filing_undoable(case=again(case), filing=filing, now=NOW)
    note(as_alice, result_url(case, filing), "against")
    assert not filing_undoable(case=again(case), filing=filing, now=NOW)
    undo_last(case)
    assert filing_undoable(case=again(case), filing=filing, now=NOW)


def test_it_leads_to_what_they_ask_for(as_alice, case, filing):
    """更多凭证、身份证明: reached from the filing they ask about, for as long as the case is with them."""
    url, owed = f"/c/{case.ref}/filing/{filing.pk}/", f"/c/{case.ref}/owed/"
    assert f'href="{owed}"' in as_alice.get(url).content.decode()
    as_alice.post(owed, {"kind": "identity"})
    assert running(case, lane="theirs") == []
    assert "对方的时间停着" in words_of(as_alice.get(url))
    as_alice.post(owed, {"done": "1"})
    assert running(case, lane="theirs") == ["CLK12"]
    note(as_alice, result_url(case, filing), "against")
    assert f'href="{owed}"' not in as_alice.get(url).content.decode(), "nothing more is asked for once it is decided"
    undo_last(case)
    filed(case, "regulator", now=NOW, rule="CLK20")
    assert f'href="{owed}"' not in as_alice.get(url).content.decode(), "asked for by whom the case is with"


@pytest.mark.parametrize(
    ("ground", "says"),
    [
        ("elsewhere", "在那边跟到底"),
        ("incomplete", "补齐后再提交"),
        ("competence", "按它告知的途径"),
        ("", "要说明理由和其他途径"),
    ],
)
def test_it_leads_from_a_refusal_by_12315_where_its_ground_does(as_alice, case, ground, says):
    filing = complaint(case)
    note(as_alice, f"/c/{case.ref}/filing/{filing.pk}/result/", "not_accepted", ground=ground)
    assert FilingResult.objects.get().ground == ground
    words = words_of(as_alice.get(f"/c/{case.ref}/filing/{filing.pk}/"))
    assert says in words
    assert "小额诉讼" in words
    assert ("请消费者协会" in words) is (ground != "elsewhere")
    assert "看其他途径" in words


@pytest.mark.parametrize(
    ("kind", "step", "says"),
    [("settled", "对方同意了：收好调解协议", "制作调解书"), ("ended", "其他途径", "7 个工作日内告知")],
)
def test_it_leads_from_a_mediation_to_what_it_came_to(as_alice, case, kind, step, says):
    filing = complaint(case)
    note(as_alice, f"/c/{case.ref}/filing/{filing.pk}/result/", kind)
    assert step in next_title(as_alice, case)
    assert says in words_of(as_alice.get(f"/c/{case.ref}/filing/{filing.pk}/"))


@pytest.mark.parametrize("at", ["2026-11-23T15:00", "2026-11-23T14:59"])
def test_it_stops_the_clock_of_a_filing_of_the_same_minute(as_alice, case, at):
    """A phone's input knows minutes: what was said in the minute of the filing answers it all the same."""
    filing = filed(case, now=datetime(2026, 11, 23, 15, 0, 40 if at.endswith("00") else 0, tzinfo=SHANGHAI))
    note(as_alice, result_url(case, filing), "against", at=at)
    filing.deadline.refresh_from_db()
    assert filing.deadline.state == "met"
    assert running(case, lane="theirs") == []
    assert Contact.objects.get(case=case).at > filing.filed_at
    assert FilingResult.objects.get().at > filing.filed_at
    assert "准备好去 12315" in next_title(as_alice, case)


def test_it_keeps_no_result_before_its_filing(case, filing):
    said_before = ResultEntry(kind="against", at=filing.filed_at - DAY)
    row = filing_result_note(case=again(case), filing=filing, entry=said_before, now=NOW)
    assert filing.filed_at < row.at < filing.filed_at + HOUR


def test_it_has_no_letter_for_what_12315_has_settled(as_alice, case):
    filing = complaint(case)
    note(as_alice, f"/c/{case.ref}/filing/{filing.pk}/result/", "settled")
    assert again(case).next_kind == "keep_agreement"
    page = as_alice.get(f"/c/{case.ref}/")
    assert 'id="letter"' not in page.content.decode()
    assert "记下金额和日期" in words_of(page)


def test_it_has_no_letter_to_the_seller_beside_the_way_to_12315(as_alice, case, filing, url):
    note(as_alice, url, "against")
    page = as_alice.get(f"/c/{case.ref}/").content.decode()
    assert "准备好去 12315" in page
    assert 'id="letter"' not in page
    assert "code=T1&" not in page
    assert 'code=T1"' not in page


@pytest.mark.parametrize("kind", ["not_accepted", "ended"])
def test_it_asks_for_no_acceptance_of_what_was_turned_down_or_ended(as_alice, case, kind):
    filing = complaint(case)
    assert Trigger.COMPLAINT_ACCEPTED in questions_of(again(case))
    note(as_alice, f"/c/{case.ref}/filing/{filing.pk}/result/", kind)
    assert Trigger.COMPLAINT_ACCEPTED not in questions_of(again(case))
    assert "12315 哪天受理的" not in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_notes_one_result_when_the_button_is_pressed_twice(as_alice, case, url):
    for _time in range(2):
        note(as_alice, url, "against", key="the-same")
    assert FilingResult.objects.count() == 1
    assert Contact.objects.filter(case=case).count() == 1


def test_it_asks_before_it_notes_the_same_result_a_second_time(as_alice, case, url):
    note(as_alice, url, "against")
    response = note(as_alice, url, "against")
    assert response.status_code == 422
    assert "这个时间的同一结果已经记过" in words_of(response)
    assert FilingResult.objects.count() == 1
    assert note(as_alice, url, "against", words="另一句话").status_code == 302
    assert note(as_alice, url, "against", again="1").status_code == 302
    assert FilingResult.objects.count() == 3


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"kind": ""}, "kind", "选一个结果"),
        ({"kind": "accepted"}, "kind", ""),
        ({"at": ""}, "at", "选告知的时间"),
        ({"at": "2026-11-23T15:40"}, "at", "已经过去"),
        ({"at": "2026-11-20T10:00"}, "at", "早于提交"),
        ({"words": "长" * 2001}, "words", "2000"),
    ],
)
def test_it_says_beside_the_field_what_to_change(as_alice, case, url, change, field, says):
    form = SAID | {"kind": "against"} | change
    check_error(as_alice.post(url, form), field, says, **{k: v for k, v in form.items() if v and k != field})
    assert not FilingResult.objects.exists()


def test_it_lists_everything_that_was_handed_in(as_alice, case, filing, url):
    address = f"/c/{case.ref}/filings/"
    assert "还没有结果" in words_of(as_alice.get(address))
    note(as_alice, url, "against")
    words = words_of(as_alice.get(address))
    assert "给平台的说明" in words
    assert "没有支持我" in words
    check_verbs(as_alice, address, "get")


def test_it_offers_both_papers_where_there_is_no_step_up(as_alice, case):
    address = f"/c/{case.ref}/filings/"
    assert "/up/" in page_of(as_alice.get(address))
    tier_move(case=again(case), to="platform", now=NOW - DAY)
    tier_move(case=again(case), to="regulator", now=NOW - HOUR)
    page = page_of(as_alice.get(address))
    assert "/up/" not in page
    assert f"/c/{case.ref}/filing/?code=T12" in page
    assert f"/c/{case.ref}/fields/?form=report" in page


def test_it_takes_no_result_of_what_was_taken_back_or_closed(as_alice, case, filing, url):
    case_close(case=again(case), outcome="full", now=NOW)
    note(as_alice, url, "against")
    assert not FilingResult.objects.exists()


def test_it_speaks_both_languages(as_alice, case, url):
    check_languages(as_alice, url, "结果", "What came of it")
    check_languages(as_alice, f"/c/{case.ref}/filings/", "提交了什么", "What was handed in")


def test_it_is_looked_at_and_noted(as_alice, url):
    check_verbs(as_alice, url, "get", "post")


def test_it_is_for_its_owner_alone(client, as_charlie, case, url):
    check_gate(url, "get", "post", anonymous=client, stranger=as_charlie)
    check_gate(f"/c/{case.ref}/filings/", "get", anonymous=client, stranger=as_charlie)
    assert note(as_charlie, url, "against").status_code == 404
    assert not FilingResult.objects.exists()


def test_it_is_kept_by_no_cache_and_shows_markup_as_text(as_alice, case, filing, url):
    note(as_alice, url, "against", words=PAYLOAD)
    response = as_alice.get(f"/c/{case.ref}/filing/{filing.pk}/")
    check_private(response)
    check_escaped(response)


def test_it_leads_straight_to_the_form_while_one_result_is_waited_for(as_alice, case, filing, url):
    awaited = f"/c/{case.ref}/filings/?awaited=1"
    assert as_alice.get(awaited)["Location"] == url
    assert as_alice.get(f"/c/{case.ref}/filings/").status_code == 200, "the list itself stays a list"
    complaint(case)
    assert again(case).tier == "regulator"
    regulator = again(case).filings.filter(tier="regulator").get()
    assert as_alice.get(awaited)["Location"] == result_url(case, regulator)
    case_close(case=again(case), outcome="full", now=NOW)
    assert as_alice.get(awaited).status_code == 200


def test_it_shows_the_list_where_two_are_waited_for_or_none(as_alice, case, filing, url):
    awaited = f"/c/{case.ref}/filings/?awaited=1"
    filed(case, now=NOW - DAY)
    assert as_alice.get(awaited).status_code == 200
    for row in again(case).filings.all():
        note(as_alice, f"/c/{case.ref}/filing/{row.pk}/result/", "against")
    assert as_alice.get(awaited).status_code == 200


def test_it_asks_why_it_was_not_accepted_of_nothing_else(as_alice, case, filing, url):
    page = page_of(as_alice.get(url))
    group = page.split('<fieldset class="field" id="id_ground"', 1)[1].split("</fieldset>", 1)[0]
    assert "只有不予受理时填" in group.split("</legend>", 1)[0]
    form = {"at": "2026-11-23T15:00", "words": "", "kind": "against", "ground": "no_info"}
    assert as_alice.post(url, form | {"ground": ""}).status_code == 302
    assert FilingResult.objects.get().ground == ""
