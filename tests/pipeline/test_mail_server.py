"""A mail server that refuses, hangs, defers or cuts the line, with the real worker in front of it."""

from __future__ import annotations

import time

from tests.pipeline.harness import LEASE_SECONDS, House, Probe, wait_for
from tests.pipeline.sink import Sink


def test_it_waits_for_a_server_that_is_not_there(house: House, probe: Probe, sink: Sink, arrived):
    sink.refuse()
    addresses = probe.lapses(tag="refused", number=6, seconds=-2)
    wait_for(lambda: any(mail["attempts"] > 1 for mail in probe.mails(tag="refused")), 60, "it tries")
    sink.listen()
    found = arrived(addresses, 60)
    assert {len(ids) for ids in found.values()} == {1}
    assert max(mail["attempts"] for mail in probe.mails(tag="refused")) <= 12


def test_it_defers_after_a_4xx_and_sends_once(house: House, probe: Probe, sink: Sink, arrived):
    sink.misbehave(at="rcpt", answer="451 4.7.1 try later", to="later-", times=6)
    found = arrived(probe.lapses(tag="later", number=3, seconds=-2), 60)
    assert {len(ids) for ids in found.values()} == {1}
    assert len(sink.tries("later-")) == 9


def test_it_buries_a_5xx_after_three_tries_and_tells_the_owner(house: House, probe: Probe, sink: Sink, arrived):
    sink.misbehave(at="rcpt", answer="550 5.1.1 no such box", to="nobox-")
    probe.lapses(tag="nobox", number=2, seconds=-2)
    others = probe.lapses(tag="beside", number=5, seconds=-2)
    arrived(others, 60)
    wait_for(lambda: {mail["state"] for mail in probe.mails(tag="nobox")} == {"dead"}, 60, "given up")
    assert len(sink.tries("nobox-")) == 6
    assert probe.banners(tag="nobox") == 2
    assert {mail["last_code"] for mail in probe.mails(tag="nobox")} == {550}
    assert house.health()["dead"] >= 2


def test_it_lets_the_others_pass_a_hanging_address(house: House, probe: Probe, sink: Sink, arrived):
    sink.misbehave(at="rcpt", answer="hang", to="hangs-")
    probe.lapses(tag="hangs", number=2, seconds=-3)
    others = probe.lapses(tag="passes", number=8, seconds=-2)
    # All of them, while the two still hang.
    arrived(others, 60)
    assert sink.accepted("hangs-") == []
    sink.behave()
    found = arrived(["hangs-0@example.com", "hangs-1@example.com"], LEASE_SECONDS + 60)
    assert {len(ids) for ids in found.values()} == {1}


def test_it_repeats_under_the_same_name_when_the_line_breaks_after_the_text(
    house: House, probe: Probe, sink: Sink, arrived
):
    sink.misbehave(at="body", answer="take and drop", to="broken-", times=1)
    probe.lapses(tag="broken", number=1, seconds=-2)
    wait_for(lambda: len(sink.accepted("broken-")) == 2, 60, "it comes again")
    time.sleep(2)
    assert len({mail["id"] for mail in sink.accepted("broken-")}) == 1
    assert len(sink.accepted("broken-")) == 2
