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
    # A test before this one may have killed the broker; without a beat nobody else could send the code.
    probe.broker_rested()
    house.kill("beat")
    [ids] = arrived([probe.queue_code(tag="code")], 60).values()
    assert len(ids) == 1


def test_it_doubles_nothing_with_two_beats_and_two_workers(house: House, probe: Probe, arrived):
    house.start("worker2", "beat2")
    found = arrived(probe.lapses(tag="twice", number=40, seconds=3, every=0.05), 60)
    time.sleep(3)
    assert {len(ids) for ids in arrived(list(found), 1).values()} == {1}
    wait_for(lambda: {mail["state"] for mail in probe.mails(tag="twice")} == {"sent"}, 60, "all is marked")


def test_it_says_nothing_about_what_was_settled_moved_or_muted_in_time(house: House, probe: Probe, sink: Sink, arrived):
    asked = time.monotonic()
    probe.lapses(tag="trial", number=2, seconds=3600)
    # So far ahead that everything below is said in time, however busy the machine is.
    ahead = 3 + 10 * (time.monotonic() - asked)
    for tag in ("settled", "moved", "muted"):
        probe.lapses(tag=tag, number=2, seconds=ahead)
    probe.settle(tag="settled")
    probe.move(tag="moved", seconds=ahead + 3)
    probe.mute(tag="muted")
    arrived(["moved-0@example.com", "moved-1@example.com"], ahead + 60)
    time.sleep(1)
    for row in probe.mails(tag="moved"):
        assert sink.accepted(row["user__email"])[0]["at"] > row["due_at"] + 1
    assert [len(sink.accepted(tag)) for tag in ("settled-", "moved-", "muted-")] == [0, 2, 0]


def test_it_reports_its_health(house: House, probe: Probe, arrived):
    well = {"code": 200, "status": "ok", "database": "ok", "broker": "ok"}
    # A broker that a busy machine lets answer late is told as down, and a moment later no more.
    wait_for(lambda: well.items() <= house.health().items(), 30, "all is well")
    assert house.health()["tick_age"] < 30
