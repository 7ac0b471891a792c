"""The courier against a real mail server that refuses, hangs, defers and cuts the line."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend

from cases.adapters import courier as module
from cases.adapters.courier import Courier, Deferred, Refused, Unreachable, Unwritable
from tests.pipeline.sink import Sink, running_sink


@pytest.fixture(scope="module")
def server() -> Iterator[Sink]:
    with running_sink() as sink:
        yield sink


@pytest.fixture
def sink(server: Sink) -> Iterator[Sink]:
    server.forget()
    yield server
    server.behave()


def courier(sink: Sink, seconds: float = 5.0) -> Courier:
    return Courier(seconds=seconds, backend=EmailBackend(host="127.0.0.1", port=sink.port, timeout=20))


def message(to: str = "alice@example.com", **headers: str) -> EmailMultiAlternatives:
    return EmailMultiAlternatives(
        "卷0001：对方超时了", "第一行\n.点开头的行\n..两点\n", "有据 <youju@example.com>", [to], headers=headers
    )


def test_it_hands_over_the_exact_words(sink: Sink):
    courier(sink).deliver(message(**{"Message-ID": "<1@youju.test>"}))
    [mail] = sink.accepted()
    assert (mail["id"], mail["subject"]) == ("<1@youju.test>", "卷0001：对方超时了")
    assert mail["text"] == "第一行\n.点开头的行\n..两点\n"


def test_it_greets_with_our_public_name(sink: Sink):
    courier(sink).deliver(message())
    assert sink.greetings() == ["youju.test"]


def test_it_keeps_one_connection_for_many(sink: Sink):
    post = courier(sink)
    for _ in range(5):
        post.deliver(message())
    assert (len(sink.accepted()), sink.connections()) == (5, 1)


def test_it_opens_a_new_connection_after_its_share(sink: Sink, monkeypatch):
    monkeypatch.setattr(module, "MESSAGES_PER_CONNECTION", 2)
    post = courier(sink)
    for _ in range(5):
        post.deliver(message())
    assert (len(sink.accepted()), sink.connections()) == (5, 3)


def test_it_tells_a_refused_recipient_and_keeps_the_line(sink: Sink):
    sink.misbehave(at="rcpt", answer="550 5.1.1 no such box", to="bad@")
    post = courier(sink)
    with pytest.raises(Refused) as problem:
        post.deliver(message("bad@example.com"))
    assert problem.value.code == 550
    post.deliver(message())
    assert (len(sink.accepted()), sink.connections()) == (1, 1)


@pytest.mark.parametrize(("at", "answer"), [("rcpt", "451 later"), ("body", "452 full"), ("rcpt", "450 greylisted")])
def test_it_tells_a_deferral(sink: Sink, at: str, answer: str):
    sink.misbehave(at=at, answer=answer)
    with pytest.raises(Deferred) as problem:
        courier(sink).deliver(message())
    assert problem.value.code == int(answer[:3])


def test_it_tells_a_refused_text(sink: Sink):
    sink.misbehave(at="body", answer="554 spam")
    with pytest.raises(Refused):
        courier(sink).deliver(message())


@pytest.mark.parametrize(
    ("at", "answer"),
    [("connect", "554 go away"), ("connect", "421 busy"), ("mail", "550 not from you"), ("rcpt", "421 closing")],
)
def test_it_blames_no_shopper_for_what_concerns_us(sink: Sink, at: str, answer: str):
    sink.misbehave(at=at, answer=answer)
    with pytest.raises(Unreachable):
        courier(sink).deliver(message())


def test_it_tells_a_server_that_is_not_there(sink: Sink):
    sink.refuse()
    try:
        with pytest.raises(Unreachable):
            courier(sink).deliver(message())
    finally:
        sink.listen()


@pytest.mark.parametrize("at", ["connect", "mail", "rcpt", "body"])
def test_it_gives_a_hanging_server_its_time_and_no_more(sink: Sink, at: str):
    sink.misbehave(at=at, answer="hang")
    post = courier(sink, seconds=0.6)
    started = time.monotonic()
    with pytest.raises(Unreachable):
        post.deliver(message())
    # The connection itself would have waited for twenty.
    assert time.monotonic() - started < 5
    sink.behave()
    # It goes on with the next one; how fast a busy machine does that is another matter.
    post.seconds = post.backend.timeout = 20.0
    post.deliver(message())
    assert len(sink.accepted()) == 1


def test_it_uses_a_fresh_line_at_once_when_the_kept_one_was_cut(sink: Sink):
    post = courier(sink)
    post.deliver(message())
    sink.misbehave(at="mail", answer="drop", times=1)
    post.deliver(message())
    assert (len(sink.accepted()), sink.connections()) == (2, 2)


def test_it_never_repeats_by_itself_what_the_server_may_have(sink: Sink):
    post = courier(sink)
    post.deliver(message())
    sink.misbehave(at="body", answer="take and drop", times=1)
    with pytest.raises(Unreachable):
        post.deliver(message())
    assert len(sink.accepted()) == 2


@pytest.mark.parametrize("to", ["", "a b@example.com", "用户@example.com", "x@example.com\r\nRCPT TO:<y@example.com>"])
def test_it_refuses_an_address_nobody_can_have(sink: Sink, to: str):
    with pytest.raises(Unwritable):
        courier(sink).deliver(message(to))
    assert sink.tries() == []


def test_it_finds_a_chinese_domain(sink: Sink):
    courier(sink).deliver(message("shop@例子.中国"))
    assert sink.accepted()[0]["to"] == "shop@xn--fsqu00a.xn--fiqs8s"
