"""A time that passed: called by its name, and never against somebody whose answer in time was noted afterwards."""

from __future__ import annotations

import pytest

from cases.domain.starts import Trigger
from cases.selectors.dossier import dossier_content
from cases.services.contact_undo import contact_undo
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.deadlines import deadline_start
from cases.services.filing import FilingEntry, filing_file
from cases.services.filing_result import ResultEntry, filing_result_note
from cases.services.moments import moment_note
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW
from tests.web.cases.checklist import words_of
from tests.web.cases.filings import filed

pytestmark = pytest.mark.django_db
DUE = NOW - 2 * DAY
CALLED = {
    "CLK12": ("平台审核一般需要的时间到了", "平台审核：到点，没有收到答复"),
    "CLK20": ("12315 决定是否受理的期限到了", "12315 应告知是否受理：到点，没有收到答复"),
    "CLK21": ("12315 调解的期限到了", "12315 调解：到点，没有收到答复"),
    "CLK07": ("商家处理纠纷单的时间到了", "商家对纠纷的回应：到点，没有收到答复"),
    "REPLYBY": ("本人请对方答复的时间到了", ""),
    "CLK10": ("平台处理结果的执行时间到了，没有兑现", "到点，判定的结果没有执行"),
}


def swept() -> None:
    while deadlines_sweep(now=NOW).claimed:
        pass


def handed(case, tier="regulator", rule="CLK20"):
    """Return something handed in whose time has passed two days ago, with nothing noted: the lapse is on record."""
    entry = FilingEntry(tier=tier, moves=True, code="", text="说明", rule=rule, due_at=DUE)
    row = filing_file(case=again(case), entry=entry, now=DUE - 5 * DAY)
    swept()
    return row


@pytest.fixture
def case(alice):
    return opened(alice, now=NOW - 20 * DAY, shop="示例店")


def came(case, filing, kind, at):
    return filing_result_note(case=again(case), filing=filing, entry=ResultEntry(kind, at, "原话"), now=NOW)


def told(case) -> list[str]:
    rows = dossier_content(again(case), now=NOW)["timeline"]
    return [row["title"] for row in rows if row["id"].startswith("mark-") and "到了" in row["title"]]


def record(client, case) -> str:
    return words_of(client.get(f"/c/{case.ref}/older/"))


@pytest.mark.parametrize(
    ("tier", "rule", "kind"),
    [("regulator", "CLK20", "accepted"), ("regulator", "CLK20", "not_accepted"), ("platform", "CLK12", "for"),
     ("platform", "", "against"), ("platform", "CLK12", "paid")],
)  # fmt: skip
@pytest.mark.parametrize(("late", "stands"), [(-3 * HOUR, False), (0 * HOUR, False), (3 * HOUR, True)])
def test_it_holds_no_lapse_against_who_answered_in_time(as_alice, case, tier, rule, kind, late, stands):
    filing = handed(case, tier, rule)
    assert len(told(case)) == 1
    assert "到点，没有收到答复" in record(as_alice, case)
    came(case, filing, kind, DUE + late)
    assert len(told(case)) == stands
    assert ("到点，没有收到答复" in record(as_alice, case)) is stands
    assert ("按记录对方没有超时" in record(as_alice, case)) is not stands


def test_it_holds_no_lapse_against_who_answered_in_a_chat(as_alice, case):
    handed(case)
    contact = heard(case, DUE - HOUR, now=NOW, words="不予受理", reply="refused", tier="regulator")
    assert told(case) == []
    assert "到点，没有收到答复" not in record(as_alice, case)
    assert contact_undo(case=again(case), contact=contact, now=NOW)
    assert len(told(case)) == 1, "taken back, the answer is none"
    assert "到点，没有收到答复" in record(as_alice, case)


def test_it_keeps_the_lapse_where_something_else_came_in_time(as_alice, case):
    handed(case)
    heard(case, DUE - HOUR, now=NOW, words="收到", reply="received", tier="regulator")
    heard(case, DUE - HOUR, now=NOW, words="不退", reply="refused", tier="merchant")
    assert len(told(case)) == 1
    assert "到点，没有收到答复" in record(as_alice, case)


def test_it_knows_the_day_of_acceptance_without_a_result(as_alice, case):
    handed(case)
    moment_note(case=again(case), trigger=Trigger.COMPLAINT_ACCEPTED, at=DUE - DAY, now=NOW)
    assert told(case) == []
    assert "到点，没有收到答复" not in record(as_alice, case)


def test_it_keeps_a_promise_whose_answer_was_noted_after_the_case_went_up(as_alice, case):
    heard(case, NOW - 6 * DAY, hours=24)
    swept()
    assert told(case) == ["对方答应的时间到了，没有答复"]
    filed(case)
    heard(case, NOW - 6 * DAY + HOUR, now=NOW, words="不退", reply="refused")
    assert told(case) == []
    (promise,) = dossier_content(again(case), now=NOW)["promises"]
    assert (promise["state"], promise["result"][:3]) == ("kept", "按时：")


@pytest.mark.parametrize("rule", CALLED)
def test_it_calls_each_time_by_its_name(as_alice, case, rule):
    deadline_start(
        case=case, lane="theirs", rule=rule, tier="platform", trigger_at=DUE - DAY, due_at=DUE, now=DUE - DAY
    )
    swept()
    (mark,) = told(case)
    words = record(as_alice, case)
    assert CALLED[rule][0] in mark
    assert "答应" not in mark
    assert CALLED[rule][1] in words


def test_it_calls_a_promise_one(as_alice, case):
    heard(case, NOW - 3 * DAY, hours=24)
    swept()
    assert told(case) == ["对方答应的时间到了，没有答复"]
    assert "到点，没有收到答复" in record(as_alice, case)


def test_it_asks_once_for_all_lapses_of_a_page(as_alice, case, django_assert_num_queries):
    from cases.models import CaseEvent
    from cases.selectors.lapses import lapses_gone

    handed(case)
    heard(case, NOW - 3 * DAY, hours=24)
    swept()
    row = again(case)
    with django_assert_num_queries(2):
        assert lapses_gone(row, CaseEvent.objects.filter(case=row)) == frozenset()
