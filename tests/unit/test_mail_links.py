"""Signed links: they say what was signed, to nobody else, and not for ever."""

from __future__ import annotations

import string
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.services.mail_links import MAX_AGE, Answer, answer_open, answer_token, answer_url, unsubscribe_headers

NOW = datetime(2026, 11, 23, 7, 20, tzinfo=UTC)
MAIL = UUID("6f1d2c3b-0000-4000-8000-00000000abcd")


@given(st.uuids(), st.sampled_from(Answer), st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1)))
def test_it_reads_back_what_was_signed(mail, answer, moment):
    now = moment.replace(tzinfo=UTC, microsecond=0)
    token = answer_token(mail, answer, now)
    assert set(token) <= set(string.ascii_letters + string.digits + "-_.")
    opened = answer_open(token, now)
    assert (opened.mail_id, opened.answer, opened.issued_at) == (mail, answer, now)


@given(st.integers(0, 74), st.sampled_from(string.ascii_letters + string.digits + "-_."))
def test_it_refuses_a_token_with_any_one_letter_changed(place, letter):
    token = answer_token(MAIL, Answer.RESOLVED, NOW)
    forged = token[:place] + letter + token[place + 1 :]
    opened = answer_open(forged, NOW)
    assert opened is None or forged == token


@given(st.text(max_size=120))
def test_it_refuses_anything_else_without_an_error(text):
    assert answer_open(text, NOW) is None


def test_it_lasts_thirty_days_to_the_second():
    token = answer_token(MAIL, Answer.NO_REPLY, NOW)
    assert answer_open(token, NOW + MAX_AGE) is not None
    assert answer_open(token, NOW + MAX_AGE + timedelta(seconds=1)) is None


def test_it_forgives_a_clock_that_was_set_back_a_little_and_no_more():
    token = answer_token(MAIL, Answer.NO_REPLY, NOW)
    assert answer_open(token, NOW - timedelta(minutes=5)) is not None
    assert answer_open(token, NOW - timedelta(minutes=11)) is None


def test_it_dies_with_the_key_unless_the_old_one_is_kept(settings):
    token = answer_token(MAIL, Answer.NO_REPLY, NOW)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-" + "y" * 50
    assert answer_open(token, NOW) is None
    settings.SECRET_KEY_FALLBACKS = [old]
    settings.SECRET_KEY += "!"  # a new process after the rotation
    assert answer_open(token, NOW) is not None


def test_it_points_the_unsubscribe_header_at_a_signed_https_link(settings):
    headers = unsubscribe_headers(MAIL, NOW)
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = headers["List-Unsubscribe"].strip("<>")
    assert link == answer_url(MAIL, Answer.UNSUBSCRIBE, NOW)
    assert link.startswith("https://youju.test/r/")
    assert "mailto" not in headers["List-Unsubscribe"]


def test_it_names_a_mailbox_only_where_there_is_one(settings):
    settings.UNSUBSCRIBE_MAILTO = "stop@example.com"
    ways = unsubscribe_headers(MAIL, NOW)["List-Unsubscribe"].split(", ")
    assert ways[0].startswith("<https://")
    assert ways[1] == "<mailto:stop@example.com?subject=unsubscribe>"


@pytest.mark.parametrize("count", [200])
def test_it_never_gives_two_answers_the_same_token(count):
    mails = [uuid4() for _ in range(count)]
    tokens = {answer_token(mail, answer, NOW) for mail in mails for answer in Answer}
    assert len(tokens) == count * len(Answer)
