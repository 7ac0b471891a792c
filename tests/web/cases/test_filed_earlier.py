"""When something was handed in: now, unless the shopper says that it was earlier. Everything counts from then."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from cases.domain.dossier.compose import compose
from cases.domain.zone import SHANGHAI
from cases.models import Case, CaseEvent, Deadline, Filing, FilingResult
from cases.selectors.dossier_facts import dossier_facts
from cases.services.case_state import tier_move
from cases.services.deadline_sweep import deadlines_sweep
from tests.case_acts import DAY, HOUR, again, heard, opened, running
from tests.factories import NOW
from tests.web.cases.checklist import check_error, check_kept, page_of, words_of

pytestmark = pytest.mark.django_db
UP = {"to": "platform", "due": "2026-11-26T23:59", "reason": "商家拒绝"}
FILING = {"file": "1", "code": "T12", "text": "诉求：退款。", "due": "2026-12-02T23:59", "number": "", "kind": ""}
EARLIER = "2026-11-16T10:30"
THEN = datetime(2026, 11, 16, 2, 30, tzinfo=UTC)


def forms(case: Case) -> list[tuple[str, dict[str, str]]]:
    return [(f"/c/{case.ref}/up/", UP), (f"/c/{case.ref}/filing/", FILING | {"code": "T8", "due": "2026-11-26T23:59"})]


@pytest.mark.parametrize("which", [0, 1])
def test_it_is_asked_with_now_filled_in(as_alice, case, which):
    url, _form = forms(case)[which]
    page = page_of(as_alice.get(url))
    check_kept(page, "at", "2026-11-23T15:20")
    check_kept(page, "initial-at", "2026-11-23T15:20")
    assert "什么时候提交的" in page
    assert "When did you hand it in" in page_of(as_alice.get(f"/en{url}"))


@pytest.mark.parametrize("which", [0, 1])
def test_it_dates_the_filing_the_move_and_the_clock(as_alice, case, which):
    url, form = forms(case)[which]
    assert as_alice.post(url, form | {"at": EARLIER}).status_code == 302
    filing, here = Filing.objects.get(case=case), again(case)
    assert (filing.filed_at, filing.noted_at, here.filed_at, here.tier) == (THEN, NOW, THEN, "platform")
    clock = filing.deadline
    # Three working days from Monday the 16th, whatever the proposal of today was.
    assert (clock.rule, clock.trigger_at) == ("CLK12", THEN)
    assert clock.due_at == datetime(2026, 11, 19, 23, 59, 59, tzinfo=SHANGHAI)
    assert clock.working[-1].startswith("2026-11-19")
    for kind in ("filed", "tier_moved"):
        event = CaseEvent.objects.get(case=case, kind=kind)
        assert (event.at, event.recorded_at) == (THEN, NOW)


@pytest.mark.parametrize("which", [0, 1])
def test_it_says_that_their_time_was_over(as_alice, case, which):
    """By its date: on the 23rd, Thursday is the 26th, and their time was over on the 19th."""
    url, form = forms(case)[which]
    assert "对方的时间已在11月19日 24:00到了" in words_of(as_alice.post(url, form | {"at": EARLIER}, follow=True))
    filing = Filing.objects.get(case=case)
    words = words_of(as_alice.get(f"/c/{case.ref}/filing/{filing.pk}/"))
    assert "应于11月19日 24:00 答复" in words
    assert "周四" not in words


def test_it_names_what_was_due_in_the_record_by_its_date(as_alice, alice):
    case = opened(alice, now=NOW - 6 * DAY)
    heard(case, NOW - 5 * DAY, hours=24)
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "11月19日 15:20 到点" in words
    assert "周四 15:20 到点" not in words


def test_it_keeps_the_time_that_was_typed(as_alice, case):
    url, form = forms(case)[0]
    as_alice.post(url, form | {"at": EARLIER, "due": "2026-11-24T18:00"})
    clock = Filing.objects.get(case=case).deadline
    assert (clock.due_at, clock.working) == (datetime(2026, 11, 24, 18, 0, tzinfo=SHANGHAI), [])


def test_it_means_now_where_it_was_left_as_shown(as_alice, alice):
    """Shown at 15:18 and sent at 15:20: the proposal is counted from the sending too."""
    case = opened(alice, now=NOW - DAY, platform="jd", number="286600412345")
    shown = {"at": "2026-11-23T15:18", "due": "2026-11-24T15:18"}
    form = {"to": "platform", "reason": "商家拒绝"} | shown | {f"initial-{name}": at for name, at in shown.items()}
    assert as_alice.post(f"/c/{case.ref}/up/", form).status_code == 302
    filing = Filing.objects.get(case=case)
    assert (filing.filed_at, filing.deadline.due_at) == (NOW, NOW + DAY)
    assert filing.deadline.working


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"at": "2026-11-23T15:40"}, "at", "还没到"),
        ({"at": "2023-01-02T10:00"}, "at", "三年"),
        ({"at": "soon"}, "at", "日期"),
        ({"at": EARLIER, "due": "2026-11-16T09:00"}, "due", "早于提交"),
    ],
)
def test_it_says_beside_the_field_what_cannot_be(as_alice, case, which, change, field, sentence):
    url, form = forms(case)[which]
    response = as_alice.post(url, form | change)
    check_error(response, field, sentence)
    check_kept(page_of(response), "at", change["at"])
    assert not Filing.objects.exists()


def test_it_takes_back_what_was_noted_today(as_alice, case):
    heard(case, NOW - HOUR, hours=24)
    url, form = forms(case)[0]
    as_alice.post(url, form | {"at": EARLIER})
    filing = Filing.objects.get(case=case)
    as_alice.post(f"/c/{case.ref}/filing/{filing.pk}/undo/")
    assert (again(case).tier, running(case)) == ("merchant", ["CLK01"])


def test_it_takes_the_result_that_came_since(as_alice, alice):
    """Handed in on the 12th, accepted on the 17th, both noted on the 23rd."""
    case = opened(alice, now=NOW - DAY)
    tier_move(case=again(case), to="platform", now=NOW - 20 * DAY)
    url = f"/c/{case.ref}/filing/"
    assert as_alice.post(url, FILING | {"at": "2026-11-12T09:00"}).status_code == 302
    filing = Filing.objects.latest("pk")
    assert filing.deadline.rule == "CLK20"
    result = {"kind": "accepted", "words": "已受理"}
    check_error(as_alice.post(f"{url}{filing.pk}/result/", result | {"at": "2026-11-11T10:00"}), "at", "提交")
    assert as_alice.post(f"{url}{filing.pk}/result/", result | {"at": "2026-11-17T10:00"}).status_code == 302
    assert FilingResult.objects.get().at == datetime(2026, 11, 17, 2, tzinfo=UTC)
    filing.deadline.refresh_from_db()
    assert filing.deadline.state == "met"


def window(case: Case) -> Deadline:
    return Deadline.objects.get(case=case, rule="CLK02")


def asked(client, case: Case, at: str):
    form = {"file": "1", "code": "", "to": "seller", "text": "", "due": "", "number": "", "kind": "", "at": at}
    return client.post(f"/c/{case.ref}/filing/?to=seller", form)


@pytest.fixture
def late(alice) -> Case:
    """Seven days for the return, over since yesterday, and the record says so."""
    case = opened(alice, now=NOW - 9 * DAY, signed_at=datetime(2026, 11, 14, 16, tzinfo=UTC))
    while deadlines_sweep(now=NOW).claimed:
        pass
    assert window(case).state == "lapsed"
    return case


def test_it_meets_a_window_it_was_in_time_for(as_alice, late):
    assert asked(as_alice, late, "2026-11-20T12:00").status_code == 302
    assert window(late).state == "met"
    filing = Filing.objects.get(case=late)
    as_alice.post(f"/c/{late.ref}/filing/{filing.pk}/undo/")
    assert (window(late).state, window(late).ended_at) == ("lapsed", window(late).due_at)


def test_it_meets_no_window_that_was_over(as_alice, late):
    assert asked(as_alice, late, "2026-11-23T12:00").status_code == 302
    assert window(late).state == "lapsed"


def test_it_waits_for_no_answer_that_is_on_record(as_alice, case):
    heard(case, NOW - 2 * DAY, tier="platform", reply="refused")
    url, form = forms(case)[0]
    as_alice.post(url, form | {"at": EARLIER, "due": "2026-11-26T18:00"})
    assert Filing.objects.get(case=case).deadline.state == "met"


def test_it_marks_in_the_dossier_what_was_noted_late(as_alice, case):
    url, form = forms(case)[1]
    as_alice.post(url, form | {"at": EARLIER})
    rows = compose(dossier_facts(again(case), now=NOW))["timeline"]
    (row,) = (one for one in rows if one["id"].startswith("filing-"))
    assert row["at"].startswith("2026-11-16 10:30")
    assert re.search(r"2026-11-23 15:20.* 补记", row["note"])
    assert not [one for one in rows if one["title"].startswith("本人转到")], "the filing tells the move"


def test_it_marks_no_filing_noted_at_once(as_alice, case):
    url, form = forms(case)[1]
    as_alice.post(url, form)
    rows = compose(dossier_facts(again(case), now=NOW))["timeline"]
    assert all("补记" not in one["note"] for one in rows)


@pytest.fixture
def disputed(alice) -> Case:
    case = opened(alice, now=NOW - 9 * DAY, platform="jd", number="286600412345")
    tier_move(case=case, to="platform", now=NOW - 8 * DAY, due_at=NOW - 7 * DAY)
    return again(case)


def test_it_dates_the_asking_of_jd(as_alice, disputed):
    url = f"/c/{disputed.ref}/step-in/"
    check_kept(page_of(as_alice.get(url)), "at", "2026-11-23T15:20")
    check_error(as_alice.post(url, {"due": "", "at": "2026-11-23T15:40"}), "at", "还没到")
    assert as_alice.post(url, {"due": "2026-11-25T10:00", "at": "2026-11-18T10:00"}).status_code == 302
    asked_at = datetime(2026, 11, 18, 2, tzinfo=UTC)
    assert (again(disputed).stepped_in_at, again(disputed).filed_at) == (asked_at, asked_at)
    clock = Deadline.objects.running().get(case=disputed, lane="theirs")
    assert (clock.rule, clock.trigger_at) == ("", asked_at)
    event = CaseEvent.objects.get(case=disputed, kind="step_in_asked")
    assert (event.at, event.recorded_at) == (asked_at, NOW)
    rows = compose(dossier_facts(again(disputed), now=NOW))["timeline"]
    assert "补记" in next(one["note"] for one in rows if one["title"] == "本人申请平台介入")


def test_it_is_for_the_owner_alone(as_charlie, case):
    for url, form in forms(case):
        assert as_charlie.post(url, form | {"at": EARLIER}).status_code == 404
    assert not Filing.objects.exists()
