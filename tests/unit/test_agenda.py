"""Which turns a deadline has, which of them have passed, and which one deserves a mail."""

from __future__ import annotations

from datetime import datetime, timedelta

from cases.domain.agenda import CLOSED, CLOSING, agenda, lapses, mail_turn, split_at, turns_from
from cases.domain.zone import SHANGHAI

GRACE = 1800


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, second, tzinfo=SHANGHAI)


def names(turns: tuple) -> list[str]:
    return [turn.name for turn in turns]


def test_it_walks_their_promise_from_warning_to_the_third_morning():
    turns = agenda("theirs", at(23, 10), at(24, 10), at(23, 10), GRACE)
    assert [(turn.name, turn.at) for turn in turns] == [
        ("soon", at(24, 8)),
        ("due", at(24, 10, 30)),
        ("overdue", at(25, 9)),
        ("long_overdue", at(27, 9)),
    ]


def test_it_does_not_warn_of_what_lay_behind_when_it_was_recorded():
    turns = agenda("theirs", at(23, 10), at(24, 10), at(24, 9), GRACE)
    assert names(turns) == ["due", "overdue", "long_overdue"]


def test_it_keeps_a_lapse_that_lay_behind_when_it_was_recorded():
    turns = agenda("theirs", at(20, 10), at(21, 10), at(23, 10), GRACE)
    passed, ahead = split_at(turns, at(23, 10))
    assert names(passed) == ["due", "overdue"]
    assert ahead is not None
    assert ahead.name == "long_overdue"
    assert lapses(passed)


def test_it_closes_my_window_after_the_last_warning():
    turns = agenda("mine", at(23, 10), at(30, 23, 59, 59), at(23, 10), GRACE)
    assert names(turns) == ["window_3d", "window_1d", "window_last", CLOSING, CLOSED]
    assert turns[-1].at == at(30, 23, 59, 59)


def test_it_becomes_my_turn_twelve_hours_before_a_window_closes_without_a_mail():
    turns = agenda("mine", at(23, 10), at(30, 23, 59, 59), at(23, 10), GRACE)
    (closing,) = (turn for turn in turns if turn.name == CLOSING)
    assert closing.at == at(30, 11, 59, 59)
    assert mail_turn((closing,), at(30, 23, 59, 59), at(30, 12)) is None
    # An outage over the last morning: its warning is still what is said.
    passed, ahead = split_at(turns, at(30, 12))
    spoken = mail_turn(passed, at(30, 23, 59, 59), at(30, 12))
    assert (spoken and spoken.name, ahead and ahead.name) == ("window_last", CLOSED)


def test_it_warns_of_a_window_that_ends_early_in_the_moment_it_becomes_my_turn():
    turns = agenda("mine", at(23, 10), at(30, 9), at(23, 10), GRACE)
    assert [(turn.name, turn.at) for turn in turns[-3:-1]] == [(CLOSING, at(29, 21)), ("window_last", at(29, 21))]


def test_it_has_no_turn_of_mine_that_lay_behind_when_the_window_was_recorded():
    turns = agenda("mine", at(23, 10), at(30, 23, 59, 59), at(30, 15), GRACE)
    assert names(turns) == ["window_last", CLOSED]


def test_it_mails_only_the_latest_turn_after_an_outage():
    turns = agenda("theirs", at(10, 10), at(11, 10), at(10, 10), GRACE)
    passed, _ = split_at(turns, at(20, 0))
    turn = mail_turn(passed, at(11, 10), at(20, 0))
    assert turn is not None
    assert turn.name == "long_overdue"


def test_it_never_warns_of_what_has_happened():
    turns = agenda("theirs", at(23, 10), at(24, 10), at(23, 10), GRACE)
    now = at(24, 10, 10)
    passed, ahead = split_at(turns, now)
    assert names(passed) == ["soon"]
    assert mail_turn(passed, at(24, 10), now) is None
    assert ahead is not None
    assert ahead.name == "due"


def test_it_mails_nothing_about_a_closed_window():
    turns = agenda("mine", at(1, 10), at(8, 23, 59, 59), at(1, 10), GRACE)
    passed, ahead = split_at(turns, at(9, 0))
    assert ahead is None
    assert lapses(passed)
    assert mail_turn(passed, at(8, 23, 59, 59), at(9, 0)) is None


def test_it_has_nothing_to_mail_before_the_first_turn():
    assert mail_turn((), at(24, 10), at(23, 10)) is None
    assert not lapses(())


def test_it_goes_on_from_the_stage_a_row_has_reached():
    turns = agenda("theirs", at(23, 10), at(24, 10), at(23, 10), GRACE)
    assert names(turns_from(turns, "overdue")) == ["overdue", "long_overdue"]


def test_it_starts_over_when_the_rules_no_longer_know_the_stage():
    turns = agenda("theirs", at(23, 10), at(24, 10), at(23, 10), GRACE)
    assert turns_from(turns, "forgotten") == turns


def test_it_is_due_at_once_without_grace():
    turns = agenda("theirs", at(23, 10), at(23, 10, 1), at(23, 10), 0)
    assert (turns[0].name, turns[0].at) == ("due", at(23, 10) + timedelta(minutes=1))
