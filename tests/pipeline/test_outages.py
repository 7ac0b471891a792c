"""Parts that are gone for a while: the scheduler, the broker, the database."""

from __future__ import annotations

import time

from tests.pipeline.harness import LEASE_SECONDS, House, Probe, wait_for
from tests.pipeline.sink import Sink


def test_it_catches_up_after_three_days_without_a_beat(house: House, probe: Probe, sink: Sink, arrived):
    house.kill("beat", "worker")
    addresses = probe.lapses(tag="days", number=25, days_ago=3)
    time.sleep(2)
    assert sink.accepted("days-") == []
    house.start("worker", "beat")
    back = time.time()
    found = arrived(addresses, 60)
    assert {len(ids) for ids in found.values()} == {1}
    assert max(mail["at"] for mail in sink.accepted("days-")) - back < 60
    time.sleep(2)
    assert len(sink.accepted("days-")) == 25
    assert probe.events(tag="days", kind="lapsed") == 25


def test_it_turns_red_without_a_beat_and_recovers(house: House, probe: Probe):
    house.kill("beat", "worker")

    def red() -> bool:
        # Again each time: what the killed worker asked of the database last may still be carried out.
        probe.heartbeat_ago(seconds=91)
        return house.health().get("code") == 503

    wait_for(red, 30, "it turns red")
    house.start("worker", "beat")
    wait_for(lambda: house.health().get("code") == 200, 120, "the first tick")


def test_it_works_on_without_a_broker_and_catches_up(house: House, probe: Probe, sink: Sink, arrived):
    asked = time.monotonic()
    addresses = [probe.queue_code(tag="brokercode")]
    usual = time.monotonic() - asked
    house.kill("broker")
    addresses += probe.lapses(tag="nobroker", number=10, seconds=-2)
    asked = time.monotonic()
    addresses.append(probe.queue_code(tag="nobrokercode"))
    # Nobody waits for what is not there; how long it takes at all is the machine's business.
    assert time.monotonic() - asked < usual + 5
    told = house.health()
    assert told["broker"] == "down"
    assert told["database"] == "ok"
    time.sleep(3)
    house.start("broker")
    found = arrived(addresses, 60)
    assert {len(ids) for ids in found.values()} == {1}


def test_it_needs_nothing_the_broker_remembers(house: House, probe: Probe, arrived):
    addresses = probe.lapses(tag="flush", number=20, every=0.2)
    for _ in range(4):
        time.sleep(1)
        probe.flush_broker()
    found = arrived(addresses, 60)
    assert {len(ids) for ids in found.values()} == {1}


def test_it_waits_out_a_locked_database(house: House, probe: Probe, sink: Sink, arrived):
    addresses = probe.lapses(tag="locked", number=10, every=0.3)
    time.sleep(1)
    locked = probe.hold_lock(seconds=8)
    # While the lock is held nothing can be marked either: these are all that were on their way when it fell.
    on_their_way = {mail["user__email"] for mail in probe.mails(tag="locked") if mail["lease_until"]}
    assert house.health()["database"] == "ok"
    assert time.time() - locked < 7
    found = arrived(addresses, 8 + LEASE_SECONDS + 60)
    assert {len(ids) for ids in found.values()} == {1}
    # What was on its way arrives; nothing is claimed until the lock is lifted.
    assert {mail["to"] for mail in sink.accepted("locked-") if locked < mail["at"] < locked + 7.9} <= on_their_way
    wait_for(lambda: {mail["state"] for mail in probe.mails(tag="locked")} == {"sent"}, 30, "all is marked")


def test_it_reconnects_after_the_database_has_ended_its_sessions(house: House, probe: Probe, sink: Sink, arrived):
    sink.misbehave(at="body", answer="take in 0.1", to="cut-")
    addresses = probe.lapses(tag="cut", number=15, every=0.2)
    cuts = 0
    for _ in range(3):
        time.sleep(1.2)
        cuts += probe.cut_connections()
    assert (cuts > 0) is house.on_postgres
    found = arrived(addresses, LEASE_SECONDS + 60)
    assert all(len(set(ids)) == 1 for ids in found.values())
    assert sum(len(ids) - 1 for ids in found.values()) <= 3
    wait_for(lambda: house.health().get("code") == 200, 30, "the web has a connection again")
