"""`kill -9` at any moment: nothing is lost; a copy carries the Message-ID of its first and is rare."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time

from tests.pipeline.harness import LEASE_SECONDS, House, Probe, wait_for
from tests.pipeline.sink import Sink

# What is left of a killed sender's lease, and the promised minute.
LATEST = LEASE_SECONDS + 60
PER_ROUND = 8


def test_it_loses_nothing_in_rounds_of_kills(house: House, probe: Probe, sink: Sink, arrived, rounds: int):
    # A slow server, so that most kills meet a sender in the middle of a message.
    sink.misbehave(at="body", answer="take after 0.05", to="kills")
    addresses: list[str] = []
    for number in range(rounds):
        addresses += probe.lapses(tag=f"kills{number}", number=PER_ROUND, every=0.2)
        time.sleep(random.uniform(0.2, 3.0))
        house.kill("worker", "web")
        house.start("worker", "web")
        time.sleep(random.uniform(0.2, 2.0))
    killed_last = time.time()
    found = arrived(addresses, LATEST)
    copies = [ids for ids in found.values() if len(ids) > 1]
    assert all(len(set(ids)) == 1 for ids in copies)
    assert sum(len(ids) - 1 for ids in copies) <= max(2, rounds // 5)
    assert max(mail["at"] for mail in sink.accepted("kills")) - killed_last < LATEST
    wait_for(lambda: {mail["state"] for mail in probe.mails(tag="kills0")} == {"sent"}, LATEST, "all is marked")
    wait_for(lambda: house.health().get("code") == 200, 60, "the web answers after its last kill")


def test_it_sends_a_killed_senders_mail_when_its_lease_ends(house: House, probe: Probe, sink: Sink, arrived):
    house.kill("beat")
    sink.misbehave(at="rcpt", answer="hang", to="lease-")
    probe.lapses(tag="lease", number=1, seconds=-2)
    house.start("beat")
    wait_for(lambda: sink.tries("lease-"), 60, "the sender is in the middle of it")
    house.kill("worker")
    [claimed] = probe.mails(tag="lease")
    sink.behave()
    house.start("worker")
    [ids] = arrived(["lease-0@example.com"], LATEST).values()
    assert len(ids) == 1
    # Not before the lease has ended (nobody could know that its holder is dead), and soon after.
    assert 0 < sink.accepted("lease-")[0]["at"] - claimed["lease_until"] < LATEST - LEASE_SECONDS


def test_it_repeats_only_what_was_never_confirmed(house: House, probe: Probe, sink: Sink, arrived):
    """The one window in which a copy may occur: the server has the mail, nobody has marked it."""
    sink.misbehave(at="body", answer="take in 60", to="window-", times=1)
    probe.lapses(tag="window", number=1, seconds=-2)
    arrived(["window-0@example.com"], 60)
    house.kill("worker")
    house.start("worker")
    wait_for(lambda: len(sink.accepted("window-")) == 2, LATEST, "it comes again")
    first, second = sink.accepted("window-")
    assert first["id"] == second["id"]
    wait_for(lambda: probe.mails(tag="window")[0]["state"] == "sent", 30, "it is marked")


def test_it_survives_the_end_of_one_process_of_the_worker(house: House, probe: Probe, arrived):
    """What the kernel does when memory runs out."""
    addresses = probe.lapses(tag="oom", number=10, every=0.3)
    for _ in range(3):
        time.sleep(1)
        for pid in house.children("worker")[:1]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    found = arrived(addresses, LATEST)
    assert all(len(set(ids)) == 1 for ids in found.values())


def test_it_ends_a_deploy_within_thirty_seconds_without_a_copy(house: House, probe: Probe, arrived):
    addresses = probe.lapses(tag="deploy", number=20, every=0.1)
    time.sleep(1)
    for name in ("beat", "worker", "web"):
        assert house.stop(name) < 30
    house.start("worker", "beat", "web")
    found = arrived(addresses, LATEST)
    assert {len(ids) for ids in found.values()} == {1}


def test_it_survives_the_end_of_everything_at_once(house: House, probe: Probe, arrived):
    addresses = probe.lapses(tag="power", number=15, every=0.2)
    time.sleep(1.5)
    house.kill("web", "worker", "beat", "broker")
    house.start("broker", "web", "worker", "beat")
    found = arrived(addresses, LATEST)
    assert all(len(set(ids)) == 1 for ids in found.values())
    assert sum(len(ids) - 1 for ids in found.values()) <= 2
