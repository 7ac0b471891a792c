"""Nothing is broken, or there is too much of it: each mail arrives, in time, once."""

from __future__ import annotations

import time

from tests.pipeline.harness import House, Probe, wait_for
from tests.pipeline.sink import Sink


def test_it_mails_each_lapse_once_and_in_time(house: House, probe: Probe, sink: Sink, arrived):
    found = arrived(probe.lapses(tag="calm", number=20, seconds=2, every=0.1), 60)
    assert {len(ids) for ids in found.values()} == {1}
    for row in probe.mails(tag="calm"):
        [mail] = sink.accepted(row["user__email"])
        # One second of grace, and at most the promised minute.
        assert row["due_at"] + 1 < mail["at"] < row["due_at"] + 1 + 60
    assert probe.events(tag="calm", kind="lapsed") == 20


def test_it_sends_a_code_without_waiting_for_a_tick(house: House, probe: Probe, sink: Sink, arrived):
    # Without a beat nobody else could send it.
    house.kill("beat")
    [ids] = arrived([probe.queue_code(tag="code")], 30).values()
    assert len(ids) == 1


def test_it_doubles_nothing_with_two_beats_and_two_workers(house: House, probe: Probe, arrived):
    house.start("worker2", "beat2")
    found = arrived(probe.lapses(tag="twice", number=40, seconds=3, every=0.05), 60)
    time.sleep(3)
    assert {len(ids) for ids in arrived(list(found), 1).values()} == {1}
    assert {mail["state"] for mail in probe.mails(tag="twice")} == {"sent"}


def test_it_says_nothing_about_what_was_settled_moved_or_muted_in_time(house: House, probe: Probe, sink: Sink, arrived):
    for tag in ("settled", "moved", "muted"):
        probe.lapses(tag=tag, number=2, seconds=3)
    probe.settle(tag="settled")
    probe.move(tag="moved", seconds=6)
    probe.mute(tag="muted")
    arrived(["moved-0@example.com", "moved-1@example.com"], 60)
    time.sleep(1)
    for row in probe.mails(tag="moved"):
        assert sink.accepted(row["user__email"])[0]["at"] > row["due_at"] + 1
    assert [len(sink.accepted(tag)) for tag in ("settled-", "moved-", "muted-")] == [0, 2, 0]


def test_it_reports_its_health(house: House, probe: Probe, arrived):
    told = wait_for(lambda: house.health(), 5, "an answer")
    assert (told["code"], told["status"], told["database"], told["broker"]) == (200, "ok", "ok", "ok")
    assert told["tick_age"] < 30
