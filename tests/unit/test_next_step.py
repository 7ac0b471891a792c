"""The one next step: a table of cases, and laws that hold for all of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from itertools import product

import pytest
from django.utils.translation import gettext, override

from cases.domain.lifecycle import Outcome, ReplyKind, Tier
from cases.domain.next_step import (
    CaseSnapshot,
    NextStep,
    Situation,
    next_step,
    standing,
)
from cases.domain.next_step.below import BELOW
from cases.domain.next_step.special import SPECIALS, WAYS
from cases.domain.next_step.table import (
    ANY_WINDOW,
    ASKING_RULE,
    CLOSED_REASON,
    CLOSED_TITLES,
    CLOSING_IF,
    CLOSING_PRIVATE,
    FILE_DISPUTE,
    REOPEN,
    TABLE,
    UNNAMED_PLATFORM,
    WINDOWS,
)
from cases.templatetags import domain_words
from tests.next_step_cells import CELLS, DUE, HEARD, LONG_OVERDUE, NOW, H, P, case, heard, promise, sent, window


@pytest.mark.parametrize(("snapshot", "now", "expected"), [cell[1:] for cell in CELLS], ids=[cell[0] for cell in CELLS])
def test_it_names_the_next_step(
    snapshot: CaseSnapshot, now: datetime, expected: tuple[str, str, str, datetime | None]
) -> None:
    step = next_step(snapshot, now)
    assert (step.kind, step.actor, step.letter, step.next_at) == expected


@pytest.mark.parametrize(
    ("snapshot", "now", "expected"),
    [
        (case(deadlines=(promise(),)), DUE - 25 * H, (1, "waiting")),
        (case(deadlines=(promise(),)), DUE - 24 * H, (1, "waiting")),
        (case(deadlines=(promise(),)), DUE - 23 * H, (1, "soon")),
        (case(deadlines=(promise(),)), DUE, (1, "late")),
        (case(deadlines=(window(NOW + 5 * H),)), NOW, (9, "soon")),
        (case(deadlines=(window(NOW + 30 * H),)), NOW, (9, "calm")),
        (case(deadlines=(promise(), window(NOW + 30 * H))), NOW, (1, "late")),
        (case(deadlines=(promise(), window(NOW + 5 * H))), NOW, (9, "soon")),
        (case(deadlines=(window(NOW),)), NOW, None),
        (case(), NOW, None),
    ],
)
def test_it_shows_one_clock(snapshot: CaseSnapshot, now: datetime, expected: tuple[int, str] | None) -> None:
    clock = next_step(snapshot, now).clock
    assert (clock and (clock.deadline_id, clock.state)) == expected


@pytest.mark.parametrize(
    ("snapshot", "now", "zh", "en"),
    [
        (case(deadlines=(promise(due_at=DUE + 53 * H),)), NOW, "Wait until 周三 15:12", "Wait until Wed 15:12"),
        (case(no_reply_at=NOW, contacts=(sent("T1"),)), NOW, "Ask 淘宝 to step in", "Ask 淘宝 to step in"),
        (
            case(deadlines=(window(NOW + 8 * H, "CLK08"),)),
            NOW,
            "Ask 淘宝 to step in first",
            "Ask 淘宝 to step in first",
        ),
        (case(P, filed_at=HEARD, refused_at=NOW), NOW, "Prepare for 12315", "Prepare for 12315"),
    ],
)
def test_it_fills_the_title_with_words_of_the_language(snapshot: CaseSnapshot, now: datetime, zh: str, en: str) -> None:
    step = next_step(snapshot, now)
    assert step.title % step.words_for(now, "zh-hans") == zh
    assert step.title % step.words_for(now, "en") == en


def test_it_needs_no_name_to_send_the_shopper_to_the_platform() -> None:
    for snapshot in (case(refused_at=NOW), case(deadlines=(window(NOW + H, "CLK08"),))):
        step = next_step(replace(snapshot, platform_name=""), NOW)
        assert "the platform" in step.title
        assert "%" not in step.title


def test_it_offers_the_next_tier_beside_the_nudge_once_days_have_passed() -> None:
    late = case(deadlines=(promise(state="lapsed"),))
    assert (early := next_step(late, NOW).second) is not None
    assert early.code == "log_no_reply"
    assert (second := next_step(late, LONG_OVERDUE).second) is not None
    assert second.code == "step_up"


def test_it_offers_to_ask_for_the_reason_of_a_refusal() -> None:
    second = next_step(case(contacts=(heard("refused", NOW),)), NOW).second
    assert second is not None
    assert second.letter == "T7"


@pytest.mark.parametrize(
    ("rule", "title"), [(rule, row.title) for rule, row in WINDOWS.items()] + [("CLK05", ANY_WINDOW.title)]
)
def test_it_names_what_to_file_before_a_window_closes(rule: str, title: str) -> None:
    step = next_step(case(deadlines=(window(NOW + H, rule),)), NOW)
    assert (step.title, step.action.code) == (title, "step_up" if rule == ASKING_RULE else "file_window")


def test_it_says_on_what_a_closing_return_depends() -> None:
    """CPL 25 excepts goods; against a private seller none of it may hold (facts §2.5)."""
    food = next_step(case(deadlines=(window(NOW + H, "CLK02"),), platform="pdd"), NOW)
    assert "not for fresh" in food.reason
    for rule in ("CLK02", "CLK03"):
        private = next_step(case(deadlines=(window(NOW + H, rule),), platform="xianyu"), NOW)
        assert "only if the seller is a business" in private.reason


def test_it_files_the_dispute_and_then_asks_jd_before_its_days_close() -> None:
    """JD1 arts 3 and 7: with the seller the dispute comes first; filed, it is JD itself that must be asked in time."""
    closing = (window(NOW + H, "CLK08"),)
    first = next_step(case(deadlines=closing, platform="jd"), NOW)
    assert (first.kind, first.action.label) == ("file_window", "File the dispute")
    disputed = {"tier": Tier.PLATFORM, "platform": "jd", "filed_at": NOW - 30 * H, "deadlines": closing}
    then = next_step(case(**disputed, step_in_at=NOW - 6 * H), NOW)
    assert (then.kind, then.action.code, then.clock and then.clock.rule) == ("file_window", "step_in", "CLK08")
    asked = next_step(case(**disputed, stepped_in_at=NOW - 6 * H), NOW)
    assert asked.kind != "file_window"


def test_it_reads_the_moments_of_a_list_as_it_reads_the_contacts() -> None:
    """Lists know the latest moments only; the step must be the same."""
    pairs = [
        (
            case(contacts=(heard("refused", NOW - H),)),
            case(contacted_at=NOW - H, replied_at=NOW - H, refused_at=NOW - H),
        ),
        (case(contacts=(heard("agreed", NOW - H),)), case(contacted_at=NOW - H, replied_at=NOW - H, agreed_at=NOW - H)),
        (case(contacts=(heard("substantive", NOW - H),)), case(contacted_at=NOW - H, replied_at=NOW - H)),
        (case(contacts=(sent("T1", NOW - H),)), case(contacted_at=NOW - H)),
        (
            case(deadlines=(promise(),), contacts=(sent("T5", NOW - H),)),
            case(deadlines=(promise(),), contacted_at=NOW - H, nudged_at=NOW - H),
        ),
    ]
    for full, brief in pairs:
        assert next_step(full, NOW) == next_step(brief, NOW)


def test_it_has_a_row_for_every_tier_and_situation() -> None:
    # The platform is never "refused" into nothing: every cell is filled, and no other exists.
    assert set(TABLE) == set(product(Tier, Situation))


def test_it_keeps_kinds_short_enough_to_store() -> None:
    rows = [*TABLE.values(), *WINDOWS.values(), ANY_WINDOW, *(one.row for one in SPECIALS)]
    assert all(len(row.kind) <= 30 and row.actor in {"me", "them"} for row in rows)
    assert all(row.actor == "me" for row in rows if row.primary.letter)


@pytest.mark.parametrize("outcome", [*Outcome, ""])
def test_it_leaves_a_closed_case_alone(outcome: str) -> None:
    step: NextStep = next_step(case(state="closed", outcome=outcome), NOW)
    assert (step.actor, step.next_at, step.clock) == ("none", None, None)
    assert step.title.startswith("Closed")


def test_it_tells_a_real_answer_from_a_receipt() -> None:
    """The first two kinds of reply do not stop a clock: the promise goes on running and lapses."""
    for kind in ReplyKind:
        snapshot = case(contacts=(heard(kind, HEARD + H),), deadlines=(promise(),))
        stopped = standing(snapshot, NOW).situation not in {Situation.LATE, Situation.RUNNING}
        assert stopped is (kind not in {ReplyKind.AUTO, ReplyKind.RECEIVED})


def test_it_has_every_sentence_listed_for_translation() -> None:
    below = [row for rows in BELOW.values() for row in rows.values()]
    rows = [*TABLE.values(), *WINDOWS.values(), ANY_WINDOW, *(one.row for one in SPECIALS), *below]
    actions = [action for row in rows for action in (row.primary, row.secondary) if action]
    titles = {row.title for row in rows} | {*UNNAMED_PLATFORM, *UNNAMED_PLATFORM.values()} | set(CLOSED_TITLES.values())
    reasons = {row.reason for row in rows} | {CLOSED_REASON, CLOSING_PRIVATE, *CLOSING_IF.values()}
    labels = {action.label for action in [*actions, REOPEN, FILE_DISPUTE, WAYS]}
    assert {*domain_words.TITLES, *domain_words.REASONS, *domain_words.LABELS} == titles | reasons | labels


@pytest.mark.parametrize("words", [*domain_words.TITLES, *domain_words.REASONS, *domain_words.LABELS])
def test_it_says_every_sentence_in_chinese(words: str) -> None:
    with override("zh-hans"):
        said = gettext(words)
    assert re.search(r"[\u4e00-\u9fff]", said)
    assert set(re.findall(r"%\(\w+\)s", said)) == set(re.findall(r"%\(\w+\)s", words))


def test_it_says_since_when_the_seller_has_been_silent() -> None:
    """CLK15: since the latest of what was sent and what was heard, not since the day of waiting was over."""
    sent_at = NOW - 30 * H
    clock = promise(rule="CLK15", trigger_at=sent_at, due_at=sent_at + 24 * H)
    quiet = next_step(case(contacts=(sent("T1", sent_at),), deadlines=(clock,)), NOW)
    assert (quiet.kind, quiet.params["since"]) == ("nudge", sent_at)
    heard_at = sent_at + 2 * H
    bot = next_step(case(contacts=(sent("T1", sent_at), heard("auto", heard_at)), deadlines=(clock,)), NOW)
    assert (bot.kind, bot.params["since"]) == ("nudge", heard_at)
